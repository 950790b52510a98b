import { readFile } from 'node:fs/promises'
import type { ImageFormat } from '#shared/image.ts'
import type { Library } from '../library/library.ts'
import { blobPath } from '../library/library-paths.ts'
import type { ProviderInputs } from '../providers/provider.ts'

interface InputRow {
  readonly sha256: string
  readonly format: ImageFormat
  readonly role: 'reference' | 'edit'
}

const isFirstOfItsBytes = ({ sha256 }: InputRow, index: number, all: readonly InputRow[]): boolean =>
  all.findIndex((other) => other.sha256 === sha256) === index

/**
 * The pictures that leave with a request: what is to be edited first, references in their order, then mask and markup.
 * The sketch remembers no turns: without a picture to be edited it is handed that of the turn before. Read when it leaves,
 * so that they need not be kept in memory while it waits. Equal ones leave once. Throws where an original is gone.
 */
export async function findInputs({ db, paths }: Library, generationId: number): Promise<ProviderInputs> {
  const rows = db
    .prepare<[number], InputRow>(
      `SELECT i.sha256, i.format, s.role FROM generation_sources s JOIN images i ON i.id = s.image_id
       WHERE s.generation_id = ? AND s.role IN ('reference', 'edit')
       ORDER BY s.role = 'edit' DESC, s.position, s.image_id`,
    )
    .all(generationId)
  const turnBefore = db
    .prepare<[number], InputRow>(
      `SELECT i.sha256, i.format, 'edit' AS role FROM generations g JOIN images i ON i.generation_id = g.previous_generation_id
       WHERE g.id = ? AND g.provider = 'sketch' AND i.pixels_dropped_at_ms IS NULL ORDER BY i.position LIMIT 1`,
    )
    .all(generationId)
  const drawings = new Map(
    db
      .prepare<[number], { readonly kind: 'mask' | 'markup'; readonly png: Buffer }>(
        'SELECT kind, png FROM generation_drawings WHERE generation_id = ?',
      )
      .all(generationId)
      .map(({ kind, png }) => [kind, Uint8Array.from(png)]),
  )
  const isJudgedBlind =
    db
      .prepare<[number], number>('SELECT 1 FROM generations WHERE id = ? AND arm_id IS NOT NULL')
      .pluck()
      .get(generationId) !== undefined
  const pictures = rows.some(({ role }) => role === 'edit') ? rows : [...turnBefore, ...rows]
  return {
    images: await Promise.all(
      // Each is paid for, and a second time it tells nothing new.
      pictures.filter(isFirstOfItsBytes).map(async ({ sha256, format, role }) => ({
        role,
        format,
        bytes: Uint8Array.from(await readFile(blobPath(paths, sha256, format))),
      })),
    ),
    mask: drawings.get('mask') ?? null,
    markup: drawings.get('markup') ?? null,
    ...(isJudgedBlind && { isJudgedBlind }),
  }
}
