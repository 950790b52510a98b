import type { Arrangement, ImageList, ImageQuery, SortOrder } from '#shared/image-query.ts'
import type { Db } from '../library/database.ts'
import { createDayNames } from './day.ts'
import { type Bound, findSource, type Source } from './find-source.ts'

type Group = ImageList['groups'][number]
type GroupedBy = Exclude<Arrangement['groupBy'], 'none'>

/** One picture on its way into the list. */
type Place = readonly [
  /** As the list gives it. */
  id: number,
  /** `null` = imported. */
  generationId: number | null,
  createdAtMs: number,
]

/** What a group is told by: a day, a prompt, an experiment. */
type Label = number | string | null

/** Everything a query finds, in order: 4 bytes a picture. */
export function listImages(
  db: Db,
  { query, arrangement }: { readonly query: ImageQuery; readonly arrangement: Arrangement },
  nowMs: number,
): ImageList {
  const source = findSource(db, query, nowMs)
  const { sort, groupBy, isStacked } = arrangement
  if (groupBy === 'none' && !isStacked) {
    const ids = db
      .prepare<[Bound], number>(`SELECT ${listedId(source)} ${source.sql} ORDER BY ${orderOf(source, sort)}`)
      .pluck()
      .all(source.bound)
    return { ids: Int32Array.from(ids), stackSizes: null, groups: [] }
  }
  const places = readPlaces(db, source, sort)
  if (groupBy === 'none') {
    const { leads, sizes } = stack(places)
    return { ids: idsOf(leads), stackSizes: sizes, groups: [] }
  }
  const labelOf = readLabels(db, source, groupBy, places)
  const together = putTogether(places, labelOf, groupBy, sort)
  const { leads, sizes } = isStacked ? stack(together) : { leads: together, sizes: null }
  return { ids: idsOf(leads), stackSizes: sizes, groups: groupsIn(leads, labelOf, groupBy) }
}

const idsOf = (places: readonly Place[]): Int32Array<ArrayBuffer> => Int32Array.from(places, ([id]) => id)

/** What made no picture stands in the list by its negative id. */
export const listedId = ({ kind }: Source): string => (kind === 'image' ? 'i.id' : '-g.id')
export const generationIdOf = ({ kind }: Source): string => (kind === 'image' ? 'i.generation_id' : 'g.id')

/** Ids are in time order. Whatever has no rating, or no known cost, comes last. */
export function orderOf({ kind, id }: Source, sort: SortOrder): string {
  switch (sort) {
    case 'newest':
      return `${id} DESC`
    case 'oldest':
      return `${id} ASC`
    case 'rating':
      return kind === 'image' ? 'i.rating DESC, i.id DESC' : `${id} DESC`
    case 'cost':
      return kind === 'image' ? 'i.cost_micro_usd DESC, i.id DESC' : 'g.cost_micro_usd DESC, g.id DESC'
  }
}

const readPlaces = (db: Db, source: Source, sort: SortOrder): readonly Place[] =>
  db
    .prepare<[Bound], [number, number | null, number]>(
      `SELECT ${listedId(source)}, ${generationIdOf(source)}, created_at_ms ${source.sql}
       ORDER BY ${orderOf(source, sort)}`,
    )
    .raw()
    .all(source.bound)

/** Prompts and experiments are read once a generation, not once a picture. */
function readLabels(db: Db, source: Source, by: GroupedBy, places: readonly Place[]): (place: Place) => Label {
  if (by === 'day') {
    const dayName = createDayNames()
    return ([, , createdAtMs]) => dayName(createdAtMs)
  }
  const column = by === 'prompt' ? 'typed_prompt' : 'experiment_id'
  const ofGenerations = readMap(
    db,
    `SELECT id, ${column} FROM generations WHERE ${column} IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
    new Set(places.flatMap(([, generationId]) => generationId ?? [])),
  )
  const ofImports =
    by === 'prompt' && source.kind === 'image'
      ? readMap(
          db,
          `SELECT id, imported_metadata ->> '$.prompt' FROM images
           WHERE imported_metadata ->> '$.prompt' <> '' AND id IN (SELECT value FROM json_each(?))`,
          new Set(places.flatMap(([id, generationId]) => (generationId === null ? id : []))),
        )
      : new Map<number, Label>()
  return ([id, generationId]) => (generationId === null ? ofImports.get(id) : ofGenerations.get(generationId)) ?? null
}

const readMap = (db: Db, sql: string, ids: ReadonlySet<number>): ReadonlyMap<number, Label> =>
  new Map(
    db
      .prepare<[string], [number, Label]>(sql)
      .raw()
      .all(JSON.stringify([...ids])),
  )

/**
 * The places of one group next to each other, in the order they had. Days follow each other in time. Prompts and
 * experiments stand where their newest picture does (oldest first: their oldest); those of no experiment come last.
 */
function putTogether(
  places: readonly Place[],
  labelOf: (place: Place) => Label,
  by: GroupedBy,
  sort: SortOrder,
): readonly Place[] {
  const direction = sort === 'oldest' ? -1 : 1
  const groups = new Map<Label, { readonly label: Label; readonly members: Place[]; rank: number }>()
  for (const place of places) {
    const label = labelOf(place)
    const rank = Math.abs(place[0]) * direction
    const known = groups.get(label)
    if (known === undefined) groups.set(label, { label, members: [place], rank })
    else {
      known.members.push(place)
      known.rank = Math.max(known.rank, rank)
    }
  }
  return [...groups.values()]
    .sort((one, other) => {
      if (by === 'day') return (String(one.label) < String(other.label) ? 1 : -1) * direction
      const isOneLast = by === 'experiment' && one.label === null
      const isOtherLast = by === 'experiment' && other.label === null
      return Number(isOneLast) - Number(isOtherLast) || other.rank - one.rank
    })
    .flatMap(({ members }) => members)
}

/** A generation's pictures take the place of the first of them. */
function stack(places: readonly Place[]): {
  readonly leads: readonly Place[]
  readonly sizes: Int32Array<ArrayBuffer>
} {
  const leads: Place[] = []
  const sizes: number[] = []
  const indexByGeneration = new Map<number, number>()
  for (const place of places) {
    const [, generationId] = place
    const known = generationId === null ? undefined : indexByGeneration.get(generationId)
    if (known !== undefined) sizes[known] = (sizes[known] ?? 0) + 1
    else {
      if (generationId !== null) indexByGeneration.set(generationId, leads.length)
      leads.push(place)
      sizes.push(1)
    }
  }
  return { leads, sizes: Int32Array.from(sizes) }
}

function groupsIn(places: readonly Place[], labelOf: (place: Place) => Label, by: GroupedBy): Group[] {
  const groups: Group[] = []
  let last: Label | undefined
  for (const [start, place] of places.entries()) {
    const label = labelOf(place)
    if (label === last) continue
    last = label
    groups.push(toGroup(by, start, label))
  }
  return groups
}

function toGroup(by: GroupedBy, start: number, label: Label): Group {
  switch (by) {
    case 'day':
      return { kind: 'day', start, day: String(label) }
    case 'prompt':
      return { kind: 'prompt', start, prompt: label === null ? null : beginningOf(String(label)) }
    case 'experiment':
      return { kind: 'experiment', start, id: label === null ? null : Number(label) }
  }
}

/** Two hundred characters, none of them half. */
const beginningOf = (text: string): string =>
  text.length <= 200 ? text : [...text.slice(0, 400)].slice(0, 200).join('')
