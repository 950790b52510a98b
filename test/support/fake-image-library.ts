import type { Failure } from '#shared/failure.ts'
import type { GridImage, Image, ImageFilter } from '#shared/image.ts'
import { err, ok } from '#shared/result.ts'
import { type FakeBridge, installFakeBridge } from './fake-bridge.ts'
import { sampleImage, sampleSucceeded } from './sample-records.ts'

export interface FakeImageLibrary extends FakeBridge {
  /** As the library holds it now. */
  image(id: number): Image
}

interface FakePicture extends Partial<Image> {
  readonly id: number
  readonly prompt: string
}

/**
 * Pictures behind the bridge that can be searched, judged, thrown away and taken back, with the events that main sends.
 * `failOn` makes a call fail; files called `*.txt` are refused at import.
 */
export function installFakeImageLibrary(
  pictures: readonly FakePicture[],
  failOn: Readonly<Record<string, Failure>> = {},
): FakeImageLibrary {
  const promptById = new Map(pictures.map(({ id, prompt }) => [id, prompt]))
  const imageById = new Map(
    pictures.map(({ prompt: _prompt, ...image }) => [
      image.id,
      sampleImage({ generationId: image.id, sha256: String(image.id).padStart(64, '0'), ...image }),
    ]),
  )
  const captionOf = (image: Image): string => image.importedFileName ?? promptById.get(image.id) ?? ''
  const find = (id: number): Image => {
    const image = imageById.get(id)
    if (image === undefined) throw new Error(`No picture ${id} in this test.`)
    return image
  }
  const matching = (filter: ImageFilter): Image[] =>
    [...imageById.values()]
      .filter((image) => (image.trashedAtMs !== null) === filter.isTrash)
      .filter((image) => !filter.isFavoriteOnly || image.isFavorite)
      .filter((image) => captionOf(image).includes(filter.query))
      .sort((a, b) => b.id - a.id)
  const toGrid = (image: Image): GridImage => {
    const { id, generationId, sha256, format, width, height, isFavorite, rating, createdAtMs } = image
    return {
      id,
      generationId,
      sha256,
      format,
      width,
      height,
      isFavorite,
      rating,
      createdAtMs,
      caption: captionOf(image),
    }
  }
  const change = (id: number, part: Partial<Image>): Image => {
    const image = { ...find(id), ...part }
    imageById.set(id, image)
    fake.emit('images.changed', {})
    return image
  }
  /** The fake's own choice of failure is the test's business: any kind may be tried on any call. */
  const failure = (name: string) => failOn[name] as never

  const fake = installFakeBridge({
    'catalogue.list': () => ok({ models: [] }),
    'images.page': ({ filter, beforeId, limit }) => {
      if (failOn['images.page']) return err(failure('images.page'))
      const rest = matching(filter).filter((image) => beforeId === null || image.id < beforeId)
      const page = rest.slice(0, limit)
      return ok({ images: page.map(toGrid), nextBeforeId: rest.length > limit ? (page.at(-1)?.id ?? null) : null })
    },
    'images.count': ({ filter }) => ok({ count: Math.min(matching(filter).length, 1001) }),
    'images.facets': () => ok({ providers: ['sketch'], models: ['sketch-1'] }),
    'images.get': ({ id }) => {
      if (failOn['images.get']) return err(failure('images.get'))
      const image = find(id)
      const typedPrompt = promptById.get(id) ?? ''
      return ok({
        image,
        generation: image.generationId === null ? null : sampleSucceeded({ id, typedPrompt, images: [image] }),
      })
    },
    'images.setFavorite': ({ id, isFavorite }) =>
      failOn['images.setFavorite'] ? err(failure('images.setFavorite')) : ok(change(id, { isFavorite })),
    'images.setRating': ({ id, rating }) => ok(change(id, { rating })),
    'images.trash': ({ ids }) => {
      for (const id of ids) change(id, { trashedAtMs: 1 })
      return ok({})
    },
    'images.restore': ({ ids }) => {
      for (const id of ids) change(id, { trashedAtMs: null })
      return ok({})
    },
    'images.import': ({ fileName }) => {
      if (fileName?.endsWith('.txt')) return err({ kind: 'unsupported-file', fileName })
      const image = sampleImage({ id: imageById.size + 1000, generationId: null, importedFileName: fileName })
      imageById.set(image.id, image)
      fake.emit('images.changed', {})
      return ok(image)
    },
    'images.saveAs': () => err({ kind: 'cancelled' }),
    'images.showInFolder': () => ok({}),
  })
  return { ...fake, image: find }
}

/** jsdom lays nothing out: every element is this large, so that the virtual grid has rows to show. */
export function giveElementsRoom(width: number, height: number): void {
  for (const [name, value] of [
    ['clientWidth', width],
    ['offsetWidth', width],
    ['clientHeight', height],
    ['offsetHeight', height],
  ] as const)
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value })
  Element.prototype.scrollTo = () => undefined
}
