import { expect, test } from 'vitest'
import { addGenerated, openRows } from '#test/support/picture-rows.ts'
import type { Db } from '../library/database.ts'
import { findLineage } from './lineage.ts'

const edges = (db: Db, id: number): readonly string[] | undefined =>
  findLineage(db, id)?.edges.map(({ fromId, toId, role }) => `${fromId} ${role} ${toId}`)
const cards = (db: Db, id: number): readonly number[] | undefined => findLineage(db, id)?.cards.map((card) => card.id)

/** A picture made from others. */
const from = (db: Db, sources: readonly (readonly [number, 'prompt' | 'recipe' | 'reference' | 'edit'])[]): number =>
  addGenerated(db, { typedPrompt: 'a', sources: sources.map(([imageId, role]) => ({ imageId, role })) })[0] ?? 0

test('What a picture came from and what came of it is found three steps either way, nearest first', () => {
  const db = openRows()
  const first = from(db, [])
  const second = from(db, [[first, 'edit']])
  const third = from(db, [[second, 'edit']])
  const fourth = from(db, [
    [third, 'edit'],
    [first, 'reference'],
  ])
  const fifth = from(db, [[fourth, 'prompt']])
  const other = from(db, [])
  expect(cards(db, fourth)).toEqual([fourth, first, third, fifth, second])
  expect(edges(db, fourth)).toEqual([
    `${first} reference ${fourth}`,
    `${third} edit ${fourth}`,
    `${fourth} prompt ${fifth}`,
    `${second} edit ${third}`,
    `${first} edit ${second}`,
  ])
  expect(cards(db, fifth)).toEqual([fifth, fourth, first, third, second])
  const [, sixth = 0] = [fifth, from(db, [[fifth, 'recipe']])]
  expect(cards(db, sixth)).toEqual([sixth, fifth, fourth, first, third])
  expect(findLineage(db, other)).toEqual({ cards: [expect.objectContaining({ id: other })], edges: [] })
  expect(findLineage(db, 999)).toBe(null)
})

test('A picture that a thousand came of shows the newest, and no line leads to one that is not shown', () => {
  const db = openRows()
  const origin = from(db, [])
  const made = Array.from({ length: 80 }, () => from(db, [[origin, 'edit']]))
  expect(cards(db, origin)).toEqual([origin, ...made.reverse().slice(0, 59)])
  expect(edges(db, origin)).toHaveLength(59)
})
