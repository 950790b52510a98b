import { copyFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { Desktop } from '../desktop.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { WhenOpen } from '../library/when-open.ts'
import { suggestFileName } from './suggest-file-name.ts'

export const createImageHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly broadcast: Broadcast
  readonly desktop: Desktop
  readonly nowMs: () => number
}) => {
  const { whenOpen, broadcast, desktop, nowMs } = options
  const notFound = err({ kind: 'not-found', what: 'image' } as const)
  const announce = (): void => broadcast('images.changed', {})

  return {
    'images.page': (input) => whenOpen(async (library) => ok(await library.imagePage(input))),
    'images.count': (input) => whenOpen(async (library) => ok({ count: await library.imageCount(input) })),
    'images.facets': () => whenOpen(async (library) => ok(await library.imageFacets({}))),

    'images.get': ({ id }) =>
      whenOpen(async (library) => {
        const found = await library.getImage({ id })
        return found === null ? notFound : ok(found)
      }),

    'images.setFavorite': (input) =>
      whenOpen(async (library) => {
        const image = await library.setFavorite(input)
        announce()
        return image === null ? notFound : ok(image)
      }),

    'images.setRating': (input) =>
      whenOpen(async (library) => {
        const image = await library.setRating(input)
        announce()
        return image === null ? notFound : ok(image)
      }),

    'images.trash': ({ ids }) =>
      whenOpen(async (library) => {
        await library.trashImages({ ids, nowMs: nowMs() })
        announce()
        return ok({})
      }),

    'images.restore': ({ ids }) =>
      whenOpen(async (library) => {
        await library.restoreImages({ ids })
        announce()
        return ok({})
      }),

    'images.import': ({ bytes, fileName }) =>
      whenOpen(async (library) => {
        const imported = await library.importImage({ bytes, fileName, nowMs: nowMs() })
        if (imported.ok) announce()
        return imported
      }),

    'images.saveAs': ({ id }) =>
      whenOpen(async (library) => {
        const found = await library.getImage({ id })
        if (found === null) return notFound
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
        if (found === null) return notFound
        desktop.showInFolder(await library.blobPath({ sha256: found.image.sha256, format: found.image.format }))
        return ok({})
      }),
  } satisfies Partial<Handlers>
}
