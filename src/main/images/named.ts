import type { Db } from '../library/database.ts'
import { toComparable } from '../library/search-text.ts'
import { isUnmadeSql } from '../library/status-sql.ts'

/**
 * What a name in a query means: whatever is called so, without regard to upper and lower case; where nothing is called
 * exactly so, whatever has it in its name (`model:mini`).
 */
function namedSo<Value>(
  all: readonly { readonly names: readonly string[]; readonly value: Value }[],
  name: string,
): readonly Value[] {
  const asked = toComparable(name.trim())
  const those = (isMeant: (known: string) => boolean): readonly Value[] =>
    all.flatMap(({ names, value }) => (names.some((known) => isMeant(toComparable(known))) ? [value] : []))
  const exact = those((known) => known === asked)
  return exact.length > 0 ? exact : those((known) => known.includes(asked))
}

export const modelsNamed = (db: Db, name: string): readonly string[] => makersNamed(db, 'model', name)
export const providersNamed = (db: Db, name: string): readonly string[] => makersNamed(db, 'provider', name)

function makersNamed(db: Db, column: 'model' | 'provider', name: string): readonly string[] {
  const all = db
    .prepare<[], string>(
      `SELECT DISTINCT ${column} FROM generations WHERE status = 'succeeded'
       UNION SELECT ${column} FROM generations WHERE ${isUnmadeSql}`,
    )
    .pluck()
    .all()
  return namedSo(
    all.map((maker) => ({ names: [maker], value: maker })),
    name,
  )
}

const few = 1000

/** Generations with pictures of these models or providers; `null` = too many for a list. */
export function generationsOf(
  db: Db,
  column: 'model' | 'provider',
  names: readonly string[],
): readonly number[] | null {
  const ids = db
    .prepare<[string, number], number>(
      `SELECT id FROM generations
       WHERE status = 'succeeded' AND ${column} IN (SELECT value FROM json_each(?)) LIMIT ?`,
    )
    .pluck()
    .all(JSON.stringify(names), few + 1)
  return ids.length > few ? null : ids
}

export function tagsNamed(db: Db, name: string): readonly number[] {
  const all = db.prepare<[], { readonly id: number; readonly name: string }>('SELECT id, name FROM tags').all()
  return namedSo(
    all.map((tag) => ({ names: [tag.name], value: tag.id })),
    name,
  )
}

/** By name or by path (`여행/제주`), with everything inside them. */
export function collectionsNamed(db: Db, name: string): readonly number[] {
  const all = db
    .prepare<[], { readonly id: number; readonly parent_id: number | null; readonly name: string }>(
      'SELECT id, parent_id, name FROM collections',
    )
    .all()
  const byId = new Map(all.map((collection) => [collection.id, collection]))
  const pathOf = (collection: (typeof all)[number]): string => {
    const parent = collection.parent_id === null ? undefined : byId.get(collection.parent_id)
    return parent === undefined ? collection.name : `${pathOf(parent)}/${collection.name}`
  }
  const named = namedSo(
    all.map((collection) => ({ names: [collection.name, pathOf(collection)], value: collection.id })),
    name,
  )
  return insideCollections(db, named)
}

/** These collections and all that are inside them. */
export const insideCollections = (db: Db, ids: readonly number[]): readonly number[] =>
  db
    .prepare<[string], number>(
      `WITH RECURSIVE inside (id) AS (
         SELECT value FROM json_each(?)
         UNION SELECT c.id FROM inside JOIN collections c ON c.parent_id = inside.id
       ) SELECT id FROM inside`,
    )
    .pluck()
    .all(JSON.stringify(ids))
