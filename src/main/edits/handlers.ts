import type { Handlers } from '#shared/contract.ts'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Desktop } from '../desktop.ts'
import { chooseExportFile } from '../export/choose-export-file.ts'
import { plainFileName } from '../export/plain-file-name.ts'
import { toExportFailure } from '../export/to-export-failure.ts'
import { writeWholeFile } from '../export/write-whole-file.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { Words } from '../words.ts'
import { type DescribeOptions, describeChange } from './describe-change.ts'
import { measurePair, toPixelFailure } from './measure-pair.ts'

const noMask = { kind: 'not-found', what: 'mask' } as const
const noImage = { kind: 'not-found', what: 'image' } as const

export function createEditHandlers(
  options: DescribeOptions & {
    readonly whenOpen: WhenOpen
    readonly broadcast: Broadcast
    readonly desktop: Pick<Desktop, 'chooseSaveFile'>
    readonly words: () => Words
    readonly pool: Pick<ImagePool, 'measure' | 'redraw'>
  },
) {
  const { whenOpen, broadcast, desktop, words, pool, nowMs } = options
  const changed = (imageId: number): void => broadcast('edits.changed', { imageId })
  const announced = (mask: { readonly imageId: number } | null) => {
    if (mask === null) return err(noMask)
    changed(mask.imageId)
    return ok({})
  }

  return {
    'masks.list': ({ imageId }) =>
      whenOpen(async (library) => ok({ masks: [...(await library.listMasks({ imageId }))] })),
    'masks.get': ({ id }) =>
      whenOpen(async (library) => {
        const found = await library.getMask({ id })
        return found === null ? err(noMask) : ok(found)
      }),
    'masks.save': (input) =>
      whenOpen(async (library) => {
        const saved = await library.saveMask({ ...input, nowMs: nowMs() })
        if (saved.ok) changed(saved.value.imageId)
        return saved
      }),
    'masks.rename': ({ id, name }) =>
      whenOpen(async (library) => {
        const renamed = await library.renameMask({ id, name })
        return renamed.ok ? announced(renamed.value) : renamed
      }),
    'masks.remove': ({ id }) =>
      whenOpen(async (library) => announced(await library.removeMask({ id, nowMs: nowMs() }))),
    'masks.restore': ({ id }) => whenOpen(async (library) => announced(await library.restoreMask({ id }))),
    'masks.export': ({ id, polarity }) =>
      whenOpen(async (library) => {
        const found = await library.getMask({ id })
        const png = await library.maskPng({ id })
        if (found === null || png === null) return err(noMask)
        if (polarity !== 'transparent' && found.mask.kind === 'markup')
          return err({ kind: 'bad-request', field: 'polarity', detail: 'Markup has none.' })
        const drawn: Result<Uint8Array, Failure> =
          polarity === 'transparent' ? ok(png) : await pool.redraw(png, `${polarity}-is-changed`)
        if (!drawn.ok) return err(toPixelFailure(drawn.failure))
        const path = await chooseExportFile({
          desktop,
          title: words().exportFile,
          name: plainFileName(found.mask.name),
          extension: 'png',
          nowMs: nowMs(),
        })
        if (path === null) return err({ kind: 'cancelled' })
        try {
          await writeWholeFile(path, (sink) => sink.write(drawn.value))
        } catch (cause) {
          const failure = toExportFailure(cause)
          if (failure === null) throw cause
          return err(failure)
        }
        return ok({ path })
      }),

    'drawings.get': ({ imageId }) =>
      whenOpen(async (library) => {
        const drawings = await library.getDrawings({ imageId })
        return drawings === null ? err(noImage) : ok(drawings)
      }),
    // Nobody is told: whoever draws knows it.
    'drawings.add': ({ imageId, position, drawing }) =>
      whenOpen(async (library) => {
        const added = await library.addToDrawing({ imageId, position, ...drawing })
        return added.ok ? ok({}) : added
      }),
    'drawings.moveTo': (input) =>
      whenOpen(async (library) => {
        const moved = await library.moveInDrawing(input)
        return moved.ok ? ok({}) : moved
      }),

    'edits.list': ({ imageId }) =>
      whenOpen(async (library) => ok({ attempts: [...(await library.listAttempts({ imageId }))] })),
    'edits.keep': ({ imageIds }) =>
      whenOpen(async (library) => {
        const kept = await library.keepCandidates({ imageIds })
        if (kept === null) return err(noImage)
        for (const parentId of kept.parentIds) changed(parentId)
        return ok({})
      }),
    'edits.measure': (pair) =>
      whenOpen(async (library) => {
        const known = await library.findReport(pair)
        if (known !== null) return ok(known)
        const measured = await measurePair(library, pool, pair, nowMs())
        if (measured.ok) changed(pair.beforeImageId)
        return measured
      }),
    'edits.describe': (input) =>
      whenOpen(async (library) => {
        const described = await describeChange(library, input, options)
        if (described.ok) changed(described.value.beforeImageId)
        // Also where nothing came of it: it may have cost something.
        broadcast('ledger.changed', {})
        return described
      }),
  } satisfies Partial<Handlers>
}
