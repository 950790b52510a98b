import type { Failure } from '#shared/failure.ts'
import type { GridCard, Image } from '#shared/image.ts'
import type { Arrangement, FacetField, ImageList, ImageQuery, SavedSearch } from '#shared/image-query.ts'
import { parseQuery, type Term } from '#shared/query-language.ts'
import { err, ok } from '#shared/result.ts'
import { type FakeBridge, installFakeBridge } from './fake-bridge.ts'
import { sampleImage, sampleSucceeded } from './sample-records.ts'

export interface FakeImageLibrary extends FakeBridge {
  /** As the library holds it now. */
  image(id: number): Image
  /** Every list is this from now on, whatever is sought: for lists longer than anybody wants to make pictures for. */
  setList(list: ImageList): void
}

interface FakePicture extends Partial<Image> {
  readonly id: number
  readonly prompt: string
  readonly tags?: readonly string[]
}

/** A generation that made no picture. */
interface FakeFailure {
  readonly generationId: number
  readonly prompt: string
  readonly status?: 'failed' | 'maybe-billed'
  readonly failureKind?: string
}

/**
 * Pictures behind the bridge that can be searched, judged, thrown away and taken back, with the events that main sends.
 * `failOn` makes a call fail; files called `*.txt` are refused at import. Pictures with the same `generationId` are one
 * stack.
 */
export function installFakeImageLibrary(
  pictures: readonly FakePicture[],
  failOn: Readonly<Record<string, Failure>> = {},
  failures: readonly FakeFailure[] = [],
): FakeImageLibrary {
  const promptById = new Map(pictures.map(({ id, prompt }) => [id, prompt]))
  const tagsById = new Map(pictures.map(({ id, tags = [] }) => [id, tags]))
  const imageById = new Map(
    pictures.map(({ prompt: _prompt, tags: _tags, ...image }) => [
      image.id,
      sampleImage({ generationId: image.id, sha256: String(image.id).padStart(64, '0'), ...image }),
    ]),
  )
  const inverseByUndoId = new Map<number, () => void>()
  let savedSearches: readonly SavedSearch[] = []
  let fixedList: ImageList | null = null
  let nextId = 1

  const captionOf = (image: Image): string => image.importedFileName ?? promptById.get(image.id) ?? ''
  const find = (id: number): Image => {
    const image = imageById.get(id)
    if (image === undefined) throw new Error(`No picture ${id} in this test.`)
    return image
  }
  const fits = (image: Image, term: Term): boolean => {
    if (term.kind === 'word' || term.kind === 'exact') return captionOf(image).includes(term.text)
    if (term.kind === 'tag') return tagsById.get(image.id)?.includes(term.value) === true
    if (term.kind === 'rating')
      return term.comparison === '>=' ? (image.rating ?? 0) >= term.stars : (image.rating ?? 0) === term.stars
    if (term.kind === 'is' && term.state === 'favorite') return image.isFavorite
    if (term.kind === 'is' && term.state === 'imported') return image.generationId === null
    throw new Error(`This fake does not understand ${term.kind}.`)
  }
  const matching = ({ text, place }: ImageQuery): Image[] => {
    const { terms } = parseQuery(text)
    return [...imageById.values()]
      .filter((image) => (image.deletedAtMs !== null) === (place === 'trash'))
      .filter((image) => terms.every((term) => fits(image, term) !== term.isNegated))
  }
  const isAskingForFailures = ({ text }: ImageQuery): boolean =>
    parseQuery(text).terms.some((term) => term.kind === 'is' && term.state === 'failed')
  const dayOf = (image: Image): string => new Date(image.createdAtMs).toISOString().slice(0, 10)

  const list = (query: ImageQuery, { sort, groupBy, isStacked }: Arrangement): ImageList => {
    if (fixedList !== null) return fixedList
    if (isAskingForFailures(query))
      return { ids: Int32Array.from(failures, ({ generationId }) => -generationId), stackSizes: null, groups: [] }
    const images = matching(query).sort((a, b) => (sort === 'oldest' ? a.id - b.id : b.id - a.id))
    if (groupBy === 'day') images.sort((a, b) => dayOf(b).localeCompare(dayOf(a)))
    const stacks = Map.groupBy(images, (image) => (isStacked ? (image.generationId ?? -image.id) : image.id))
    const covers = [...stacks.values()].flatMap(([cover]) => cover ?? [])
    const groups = covers.flatMap((image, start) => {
      const before = covers[start - 1]
      return before !== undefined && dayOf(before) === dayOf(image)
        ? []
        : [{ kind: 'day' as const, start, day: dayOf(image) }]
    })
    return {
      ids: Int32Array.from(covers, ({ id }) => id),
      stackSizes: isStacked ? Int32Array.from(stacks.values(), ({ length }) => length) : null,
      groups: groupBy === 'day' ? groups : [],
    }
  }
  const toCard = (id: number): readonly GridCard[] => {
    const failed = failures.find(({ generationId }) => generationId === -id)
    if (failed !== undefined) {
      const { prompt, status = 'failed', failureKind = 'moderation-refused' } = failed
      return [{ kind: 'no-picture', id, status, failureKind, createdAtMs: 1_790_000_000_000, caption: prompt }]
    }
    const image = imageById.get(id)
    if (image === undefined) return []
    const { generationId, sha256, format, width, height, isFavorite, rating, createdAtMs, pixelsDroppedAtMs } = image
    const hasPixels = pixelsDroppedAtMs === null
    return [
      {
        kind: 'image',
        ...{ id, generationId, sha256, format, width, height, isFavorite, rating, hasPixels, createdAtMs },
        caption: captionOf(image),
      },
    ]
  }
  const change = (ids: readonly number[], part: Partial<Image>): { undoId: number } => {
    const before = ids.map(find)
    const undoId = nextId++
    for (const image of before) imageById.set(image.id, { ...image, ...part })
    inverseByUndoId.set(undoId, () => {
      for (const image of before) imageById.set(image.id, image)
    })
    fake.emit('images.changed', {})
    return { undoId }
  }
  const countBy = (values: readonly string[]): { value: string; count: number }[] =>
    [...Map.groupBy(values, (value) => value)]
      .map(([value, all]) => ({ value, count: all.length }))
      .sort((a, b) => b.count - a.count)
  const facetsOf = (images: readonly Image[]): Record<FacetField, { value: string; count: number }[]> => ({
    model: countBy(images.flatMap(({ generationId }) => (generationId === null ? [] : ['gpt-image-2.6-sunburst']))),
    provider: countBy(images.flatMap(({ generationId }) => (generationId === null ? [] : ['openai-images']))),
    tag: countBy(images.flatMap(({ id }) => tagsById.get(id) ?? [])),
    rating: countBy(images.flatMap(({ rating }) => (rating === null ? [] : [String(rating)]))),
    size: countBy(images.map(({ width, height }) => `${width}x${height}`)),
    is: countBy(images.flatMap(({ isFavorite }) => (isFavorite ? ['favorite'] : []))),
  })
  /** The fake's own choice of failure is the test's business: any kind may be tried on any call. */
  const failure = (name: string) => failOn[name] as never

  const fake = installFakeBridge({
    'catalogue.list': () => ok({ models: [] }),
    'images.list': ({ query, arrangement }) =>
      failOn['images.list'] ? err(failure('images.list')) : ok(list(query, arrangement)),
    'images.first': ({ query, arrangement, limit }) =>
      failOn['images.first']
        ? err(failure('images.first'))
        : ok({ cards: [...list(query, arrangement).ids.subarray(0, limit)].flatMap(toCard) }),
    'images.cards': ({ ids }) => ok({ cards: ids.flatMap(toCard) }),
    'images.countFacets': ({ query }) => ok({ facets: facetsOf(matching(query)) }),
    'images.get': ({ id }) => {
      if (failOn['images.get']) return err(failure('images.get'))
      const image = find(id)
      const typedPrompt = promptById.get(id) ?? ''
      return ok({
        image,
        generation: image.generationId === null ? null : sampleSucceeded({ id, typedPrompt, images: [image] }),
        tags: tagsById.get(id) ?? [],
        collectionIds: [],
        metadata: null,
      })
    },
    'generations.get': ({ id }) =>
      ok(sampleSucceeded({ id, images: [...imageById.values()].filter(({ generationId }) => generationId === id) })),
    'images.mark': ({ ids, change: mark }) => {
      if (failOn['images.mark']) return err(failure('images.mark'))
      switch (mark.kind) {
        case 'favorite':
          return ok(change(ids, { isFavorite: mark.isFavorite }))
        case 'rating':
          return ok(change(ids, { rating: mark.rating }))
        case 'note':
          return ok(change(ids, { note: mark.note }))
        case 'add-tags':
        case 'remove-tags':
          for (const id of ids) {
            const kept = (tagsById.get(id) ?? []).filter((tag) => !mark.tags.includes(tag))
            tagsById.set(id, mark.kind === 'add-tags' ? [...kept, ...mark.tags] : kept)
          }
          return ok(change(ids, {}))
      }
    },
    'images.trash': ({ ids }) =>
      failOn['images.trash'] ? err(failure('images.trash')) : ok(change(ids, { deletedAtMs: 1 })),
    'images.restore': ({ ids }) => ok(change(ids, { deletedAtMs: null })),
    'changes.undo': ({ undoId }) => {
      const takeBack = inverseByUndoId.get(undoId)
      if (takeBack === undefined) return err({ kind: 'not-found', what: 'change' })
      inverseByUndoId.delete(undoId)
      takeBack()
      fake.emit('images.changed', {})
      return ok({})
    },
    'images.measureTrash': () => {
      const trashed = [...imageById.values()].filter(({ deletedAtMs }) => deletedAtMs !== null)
      return ok({ count: trashed.length, bytes: trashed.length * 1000 })
    },
    'images.summarise': ({ ids }) => ok({ count: ids.length, bytes: 0, costMicroUsd: null, tags: [] }),
    'images.lineage': ({ id }) => ok({ cards: [...toCard(id)], edges: [] }),
    'tags.list': () =>
      ok({
        tags: countBy([...tagsById.values()].flat()).map(({ value, count }) => ({ name: value, imageCount: count })),
      }),
    'collections.list': () => ok({ collections: [] }),
    'savedSearches.list': () => ok({ searches: [...savedSearches] }),
    'savedSearches.save': ({ name, query }) => {
      const saved = { id: nextId++, name, query, createdAtMs: 1 }
      savedSearches = [...savedSearches, saved]
      fake.emit('organising.changed', {})
      return ok(saved)
    },
    'savedSearches.remove': ({ id }) => {
      savedSearches = savedSearches.filter((search) => search.id !== id)
      fake.emit('organising.changed', {})
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
    'images.startDrag': () => ok({}),
  })
  return {
    ...fake,
    image: find,
    setList: (chosen) => {
      fixedList = chosen
    },
  }
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
