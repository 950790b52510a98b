import { describe, expect, it } from 'vitest'
import type { GridCard } from '#shared/image.ts'
import { type CardStore, createCardStore } from './card-store.ts'

const card = (id: number, change: { readonly rating?: number; readonly isFavorite?: boolean } = {}): GridCard => ({
  kind: 'image',
  id,
  generationId: id,
  sha256: 'a'.repeat(64),
  format: 'png',
  width: 1,
  height: 1,
  isFavorite: false,
  rating: null,
  hasPixels: true,
  createdAtMs: 1,
  caption: `picture ${id}`,
  ...change,
})
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, place) => from + place)

/** A main whose answers wait until they are let go. */
function startSlowMain(answer: (id: number) => GridCard | null = card) {
  const waiting: (() => void)[] = []
  const asked: number[][] = []
  const store = createCardStore((ids) => {
    asked.push(ids)
    // Read now, answered later.
    const cards = ids.flatMap((id) => answer(id) ?? [])
    return new Promise((resolve) => waiting.push(() => resolve(cards)))
  })
  const letGo = async (): Promise<void> => {
    waiting.shift()?.()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { store, asked, letGo }
}
const favoriteOf = (store: CardStore, id: number): boolean | undefined => {
  const known = store.get(id)
  return known?.kind === 'image' ? known.isFavorite : undefined
}

describe('the cards in sight', () => {
  it('are asked for in chunks, one after the other', async () => {
    const { store, asked, letGo } = startSlowMain()
    store.want(range(1, 251))
    await letGo()
    await letGo()
    await letGo()
    expect(asked.map((ids) => [ids[0], ids.length])).toEqual([
      [1, 100],
      [101, 100],
      [201, 50],
    ])
    expect(store.get(250)).toEqual(card(250))
  })

  it('are not asked for when they were scrolled past', async () => {
    const { store, asked, letGo } = startSlowMain()
    store.want(range(1, 101))
    store.want(range(5000, 5300))
    store.want(range(90_000, 90_010))
    await letGo()
    await letGo()
    expect(asked.map(([first]) => first)).toEqual([1, 90_000])
  })

  it('tell those who look at them, and are not asked for twice', async () => {
    const { store, asked, letGo } = startSlowMain()
    const told: number[] = []
    store.subscribe(2, () => told.push(2))
    const stop = store.subscribe(3, () => told.push(3))
    stop()
    store.want([2, 3])
    await letGo()
    store.want([3, 2])
    expect([told, asked.length]).toEqual([[2], 1])
  })

  it('that are gone are known to be gone, until something changes', async () => {
    let isThere = false
    const { store, asked, letGo } = startSlowMain((id) => (isThere ? card(id) : null))
    store.want([7])
    await letGo()
    store.want([7])
    expect([store.get(7), asked.length]).toEqual([null, 1])
    isThere = true
    store.expire()
    await letGo()
    expect(store.get(7)).toEqual(card(7))
  })

  it('stay on screen while they are read again, and only those in sight are', async () => {
    const { store, asked, letGo } = startSlowMain()
    store.want(range(1, 51))
    await letGo()
    store.want([50, 51])
    await letGo()
    store.expire()
    expect(store.get(50)).toEqual(card(50))
    await letGo()
    expect(asked.slice(1)).toEqual([[51], [50, 51]])
    store.want([1])
    expect(asked.at(-1)).toEqual([1])
  })

  it('are read once more when something changed while they were being read', async () => {
    let isFavorite = false
    const { store, asked, letGo } = startSlowMain((id) => card(id, { isFavorite }))
    store.want([4])
    isFavorite = true
    store.expire()
    await letGo()
    expect(favoriteOf(store, 4)).toBe(false)
    await letGo()
    expect([favoriteOf(store, 4), asked.length]).toEqual([true, 2])
  })

  it('are forgotten when there are too many, those in sight last', async () => {
    const { store, letGo } = startSlowMain()
    store.put(range(1, 5001).map((id) => card(id)))
    store.want([1])
    store.want([1, 6000])
    await letGo()
    expect([store.get(1)?.id, store.get(2), store.get(3)?.id]).toEqual([1, undefined, 3])
  })

  it('show a change at once, and an answer that was read before it does not undo it', async () => {
    let isFavorite = false
    const { store, letGo } = startSlowMain((id) => card(id, { isFavorite }))
    store.want([4])
    await letGo()
    store.expire()
    const stop = store.show([4, 99], { isFavorite: true })
    expect(favoriteOf(store, 4)).toBe(true)
    await letGo()
    expect(favoriteOf(store, 4)).toBe(true)
    isFavorite = true
    stop()
    await letGo()
    expect(favoriteOf(store, 4)).toBe(true)
  })

  it('show the truth again when a change was refused', async () => {
    const { store, letGo } = startSlowMain()
    store.want([4])
    await letGo()
    const stop = store.show([4], { rating: 5 })
    stop()
    await letGo()
    expect(store.get(4)).toEqual(card(4))
  })

  it('that could not be read are missing until the next change', async () => {
    let isBroken = true
    const store = createCardStore((ids) =>
      isBroken ? Promise.reject(new Error('gone')) : Promise.resolve(ids.map((id) => card(id))),
    )
    store.want([1])
    await expect.poll(() => store.get(1)).toBeNull()
    isBroken = false
    store.expire()
    await expect.poll(() => store.get(1)?.id).toBe(1)
  })
})
