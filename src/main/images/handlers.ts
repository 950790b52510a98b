import { copyFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { Desktop } from '../desktop.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { AnnounceChange } from '../organising/announce-change.ts'
import type { Changed } from '../organising/undo.ts'
import type { DragFolder } from './drag-out.ts'
import type { Freed } from './in-parts.ts'
import { suggestFileName } from './suggest-file-name.ts'

export const createImageHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly broadcast: Broadcast
  readonly desktop: Desktop
  readonly nowMs: () => number
  readonly announceChange: AnnounceChange
  readonly dragFolder: DragFolder
  /** A picture of the picture for the pointer (`ImagePool.dragIcon`); `null` = there is none. */
  readonly dragIconOf: (sha256: string) => Promise<Uint8Array | null>
}) => {
  const { whenOpen, broadcast, desktop, nowMs, announceChange, dragFolder, dragIconOf } = options
  const notFound = err({ kind: 'not-found', what: 'image' } as const)
  const announce = (): void => broadcast('images.changed', {})
  const change = (act: (library: LibraryClient) => Promise<Changed>) =>
    whenOpen(async (library) => {
      const changed = await act(library)
      announceChange(library, changed)
      return ok({ undoId: changed.undoId })
    })

  /** Also where it stopped half-way: what went is gone. */
  const destroy = (act: (library: LibraryClient) => Promise<Freed>) =>
    whenOpen(async (library) => {
      const freed = await act(library).finally(() => {
        announce()
        broadcast('organising.changed', {})
      })
      return ok(freed)
    })

  return {
    'images.mark': (input) => change((library) => library.markImages(input)),
    'images.trash': ({ ids }) => change((library) => library.trashImages({ ids, nowMs: nowMs() })),
    'images.restore': ({ ids }) => change((library) => library.restoreImages({ ids })),
    'images.dropPixels': ({ ids }) =>
      whenOpen(async (library) => {
        const dropped = await library.dropPixels({ ids, nowMs: nowMs() }).finally(announce)
        return ok(dropped)
      }),
    'images.emptyTrash': (input) => destroy((library) => library.emptyTrash(input)),
    'images.deleteForGood': (input) => destroy((library) => library.deleteForGood(input)),
    'images.measureTrash': (input) => whenOpen(async (library) => ok(await library.reader.measureTrash(input))),
    'images.summarise': (input) => whenOpen(async (library) => ok(await library.reader.summariseImages(input))),

    'images.import': ({ bytes, fileName }) =>
      whenOpen(async (library) => {
        const imported = await library.importImage({ bytes, fileName, nowMs: nowMs() })
        if (imported.ok) announce()
        return imported
      }),

    'images.saveAs': ({ id }) =>
      whenOpen(async (library) => {
        const found = await library.getImage({ id })
        if (found === null || found.image.pixelsDroppedAtMs !== null) return notFound
        const { image, generation } = found
        const target = await desktop.chooseSaveFile(
          suggestFileName({ words: generation?.typedPrompt ?? image.importedFileName ?? '', image }),
          image.format === 'jpeg' ? 'jpg' : image.format,
        )
        if (target === null) return err({ kind: 'cancelled' })
        const path = extname(target) === '' ? `${target}.${image.format}` : target
        try {
          await copyFile(await library.blobPath({ sha256: image.sha256, format: image.format }), path)
        } catch (cause) {
          const detail = cause instanceof Error ? cause.message : String(cause)
          const isFull = /ENOSPC|EDQUOT/.test(detail)
          return err(isFull ? { kind: 'disk-full', detail } : { kind: 'bad-request', field: 'path', detail })
        }
        return ok({ path })
      }),

    'images.showInFolder': ({ id }) =>
      whenOpen(async (library) => {
        const found = await library.getImage({ id })
        if (found === null || found.image.pixelsDroppedAtMs !== null) return notFound
        desktop.showInFolder(await library.blobPath({ sha256: found.image.sha256, format: found.image.format }))
        return ok({})
      }),

    'images.startDrag': ({ ids }) =>
      whenOpen(async (library) => {
        const originals = await library.namedOriginals({ ids })
        const [first] = originals
        if (first === undefined) return notFound
        const [files, icon] = await Promise.all([dragFolder.take(originals), dragIconOf(first.sha256)])
        if (!files.ok) return files
        desktop.startDrag(files.value, icon)
        return ok({})
      }),
  } satisfies Partial<Handlers>
}
