import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeThumbnail } from '#main/image-pool/make-thumbnail.ts'
import { backUpNow } from '#main/library/backup.ts'
import type { Library } from '#main/library/library.ts'
import { blobPath, shardPath } from '#main/library/library-paths.ts'
import { migrations } from '#main/library/migrate.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { drawPicture } from './draw-picture.ts'
import { seedRows } from './seed-rows.ts'

/** Raised when what is seeded changes. A changed shape of the database counts as another by itself. */
const version = `3 ${hash('sha256', migrations.map(({ sql }) => sql).join('\n'))}`
/** Real pictures on the disk. Every other row has a content of its own, of which there is only the thumbnail. */
const pictureCount = 24
/** The newest rows have thumbnails: as many as a bench scrolls through. */
const thumbnailCount = 100_000

/** A library of `rows` pictures in `out/`, the same for the same number. Made once and kept. */
export async function seedLibrary(rows: number): Promise<string> {
  const folder = join(import.meta.dirname, `../../out/bench-library-${rows}`)
  const stamp = `${folder}.made-from`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  {
    await using opened = await openTestLibrary({ folder, world: { nowMs: Date.now } })
    const { library } = opened
    const sha256s = await writePictures(library, rows)
    library.db.pragma('synchronous = OFF')
    seedRows(library.db, rows, (imageId) => sha256s.get(imageId) ?? contentOf(rows, imageId))
    library.db.pragma('synchronous = FULL')
    // As it is in use, where neither is due for another while.
    library.db.prepare<[number]>('UPDATE library SET checked_at_ms = ?').run(Date.now())
    await backUpNow(library.db, library.paths, library.world, 'daily')
  }
  writeFileSync(stamp, version)
  return folder
}

const contentOf = (rows: number, imageId: number): string => hash('sha256', `${rows} ${imageId}`)

/** The newest pictures are the real files. Answers with their contents by the rows they are for. */
async function writePictures({ paths, thumbnails }: Library, rows: number): Promise<ReadonlyMap<number, string>> {
  const sha256s = new Map<number, string>()
  const made = []
  for (let index = 0; index < pictureCount; index += 1) {
    const png = drawPicture(`picture ${index}`)
    const sha256 = hash('sha256', png)
    mkdirSync(shardPath(paths, sha256), { recursive: true })
    writeFileSync(blobPath(paths, sha256, 'png'), png)
    const thumbnail = await makeThumbnail(png)
    if (!thumbnail.ok) throw new Error(thumbnail.failure.kind)
    sha256s.set(rows - index, sha256)
    made.push(thumbnail.value)
  }
  for (let imageId = rows; imageId > Math.max(0, rows - thumbnailCount); imageId -= 1) {
    const thumbnail = made[(rows - imageId) % pictureCount]
    if (thumbnail !== undefined) thumbnails.put(sha256s.get(imageId) ?? contentOf(rows, imageId), thumbnail)
  }
  return sha256s
}
