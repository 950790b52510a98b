import { createEditFinisher, type EditFinisher } from '#main/edits/create-edit-finisher.ts'
import { composite } from '#main/image-pool/composite.ts'
import type { ImagePool } from '#main/image-pool/image-pool.ts'
import { measureChange } from '#main/image-pool/measure-change.ts'
import type { CallInput, EventName } from '#shared/contract.ts'
import type { Mask } from '#shared/edit.ts'
import type { EditSettings } from '#shared/edit-settings.ts'
import type { SucceededGeneration } from '#shared/generation.ts'
import { whenOpenOf } from './client-of.ts'
import { done, image, type TestLibrary } from './open-test-library.ts'
import { maskOf } from './pixel-pictures.ts'
import { scriptAnswer, scriptedHead } from './scripted-answer.ts'

/** What the image processes do, without the processes. */
export const pixelWork: Pick<ImagePool, 'composite' | 'measure'> = { composite, measure: measureChange }

export async function importPicture({ operations }: TestLibrary, bytes: Uint8Array): Promise<number> {
  const imported = await operations.importImage({ bytes, fileName: null, nowMs: 1000 })
  if (!imported.ok) throw new Error(JSON.stringify(imported.failure))
  return imported.value.id
}

/** Of a picture of this size, covering where `isInside` says. */
export function saveMask(
  { operations }: TestLibrary,
  imageId: number,
  [width, height]: readonly [number, number],
  options: {
    readonly isInside?: (x: number, y: number) => boolean
    readonly name?: string
    readonly kind?: 'mask' | 'markup'
  } = {},
): Mask {
  const { isInside = (x) => x < width / 2, name = 'lamp', kind = 'mask' } = options
  const saved = operations.saveMask({
    imageId,
    name,
    drawing:
      kind === 'mask'
        ? {
            kind,
            document: {
              width,
              height,
              operations: [{ kind: 'rectangle', mode: 'add', x: 0, y: 0, width: width / 2, height }],
            },
          }
        : { kind, document: { width, height, items: [{ kind: 'note', color: '#ff0000', x: 1, y: 1, text: '여기' }] } },
    png: maskOf(width, height, isInside),
    coverage: 0.5,
    nowMs: 1500,
  })
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure))
  return saved.value
}

export const editDraft = (
  imageId: number,
  edit: Partial<EditSettings> = {},
): CallInput<'generations.start'> & { readonly edit: EditSettings } => ({
  connectionId: 'c1',
  model: 'gpt-image-2',
  typedPrompt: 'no lamp',
  params: { size: 'auto', n: 1 },
  sources: [{ imageId, role: 'edit' }],
  edit: { maskId: null, keepsEverythingElse: true, featherPx: 0, ...edit },
})

/** An edit whose answer came and was settled. Nothing of it was composited or measured yet. */
export async function runEdit(
  { operations }: TestLibrary,
  imageId: number,
  edit: Partial<EditSettings>,
  pictures: readonly Uint8Array[],
): Promise<SucceededGeneration> {
  const begun = await operations.beginGeneration({
    draft: editDraft(imageId, edit),
    provider: 'openai-images',
    connectionLabel: 'OpenAI',
    sentPrompt: 'no lamp',
    createdAtMs: 2000,
  })
  if (!begun.ok) throw new Error(JSON.stringify(begun.failure))
  const { id } = begun.value
  operations.markSent({ id, nowMs: 2000 })
  operations.openSpool({ id, head: scriptedHead })
  const events = pictures.map((bytes, position) => image(bytes, position))
  operations.appendSpool({ id, bytes: scriptAnswer([...events, done]) })
  const settled = await operations.settleGeneration({ id, nowMs: 3000, durationMs: 900 })
  if (settled.kind !== 'settled' || settled.generation.status !== 'succeeded')
    throw new Error('The edit came to nothing')
  return settled.generation
}

export function openFinisher(
  library: TestLibrary,
  options: { readonly pool?: Pick<ImagePool, 'composite' | 'measure'>; readonly stopping?: AbortSignal } = {},
): EditFinisher & { readonly events: EventName[]; readonly warnings: string[] } {
  const events: EventName[] = []
  const warnings: string[] = []
  const finisher = createEditFinisher({
    whenOpen: whenOpenOf(library),
    pool: options.pool ?? pixelWork,
    broadcast: (name) => {
      events.push(name)
    },
    nowMs: () => 4000,
    stopping: options.stopping ?? new AbortController().signal,
    warn: (text) => {
      warnings.push(text)
    },
    logDefect: (where, cause) => {
      throw new Error(where, { cause })
    },
  })
  return { ...finisher, events, warnings }
}
