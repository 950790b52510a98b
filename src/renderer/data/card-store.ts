import type { GridCard } from '#shared/image.ts'

/** As many as a person can scroll through without asking again; about 2 MB. */
const mostKept = 5000
/** Asked for at once. */
const chunkSize = 100

/** `undefined` = not read yet; `null` = it is no longer there, or could not be read. */
export type KnownCard = GridCard | null | undefined

/** What marking shows on a card. */
export interface CardChange {
  readonly isFavorite?: boolean
  readonly rating?: number | null
}

export interface CardStore {
  readonly get: (id: number) => KnownCard
  /** Returns its own undoing. */
  readonly subscribe: (id: number, listener: () => void) => () => void
  /** What is in sight, most wanted first. What was wanted before and has not been asked for is forgotten. */
  readonly want: (ids: readonly number[]) => void
  /** Cards that came another way. */
  readonly put: (cards: readonly GridCard[]) => void
  /** Anything may have changed: what is wanted is read again, the rest when it is wanted. Until then it stays on screen. */
  readonly expire: () => void
  /** Shows a change at once, on the cards that are kept; the function it returns ends that, and the truth is read. */
  readonly show: (ids: readonly number[], change: CardChange) => () => void
}

interface Kept {
  readonly card: GridCard | null
  /** The round of changes it was read in; older than the present one = to be read again. */
  readonly round: number
  /** Changes that are shown and not yet answered: what is read meanwhile may be older than they are. */
  readonly changesUnderWay: number
}

/**
 * The cards of a list that is far longer than what is in sight. One question at a time, always for what is wanted by then:
 * what was scrolled past while it waited is not asked for.
 */
export function createCardStore(read: (ids: number[]) => Promise<readonly GridCard[]>): CardStore {
  /** The longest unwanted first. */
  const keptById = new Map<number, Kept>()
  const listenersById = new Map<number, Set<() => void>>()
  let wanted: readonly number[] = []
  let round = 0
  let isReading = false

  const keep = (id: number, kept: Kept): void => {
    keptById.set(id, kept)
    for (const listener of listenersById.get(id) ?? []) listener()
  }
  const forgetOldest = (): void => {
    for (const id of keptById.keys()) {
      if (keptById.size <= mostKept) return
      keptById.delete(id)
    }
  }
  const isDue = (id: number): boolean => {
    const kept = keptById.get(id)
    return kept === undefined || (kept.round < round && kept.changesUnderWay === 0)
  }
  const accept = (id: number, card: GridCard | null, readInRound: number): void => {
    const before = keptById.get(id)
    if (before !== undefined && (before.changesUnderWay > 0 || before.round > readInRound)) return
    const isSame = before !== undefined && JSON.stringify(before.card) === JSON.stringify(card)
    keep(id, { card: isSame ? before.card : card, round: readInRound, changesUnderWay: 0 })
  }

  async function readDue(): Promise<void> {
    if (isReading) return
    isReading = true
    for (;;) {
      const due = wanted.filter(isDue).slice(0, chunkSize)
      if (due.length === 0) break
      const readInRound = round
      // What cannot be read is shown as missing; whatever makes it readable again is a change, and asks once more.
      const cards = await read(due).catch((): readonly GridCard[] => [])
      const cardById = new Map(cards.map((card) => [card.id, card]))
      for (const id of due) accept(id, cardById.get(id) ?? null, readInRound)
      forgetOldest()
    }
    isReading = false
  }

  return {
    get: (id) => keptById.get(id)?.card,
    subscribe: (id, listener) => {
      const listeners = listenersById.get(id) ?? new Set()
      listenersById.set(id, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) listenersById.delete(id)
      }
    },
    want: (ids) => {
      wanted = ids
      for (const id of ids) {
        const kept = keptById.get(id)
        if (kept === undefined) continue
        keptById.delete(id)
        keptById.set(id, kept)
      }
      void readDue()
    },
    put: (cards) => {
      for (const card of cards) accept(card.id, card, round)
      forgetOldest()
    },
    expire: () => {
      round++
      void readDue()
    },
    show: (ids, change) => {
      const shownIds = ids.filter((id) => keptById.get(id)?.card?.kind === 'image')
      for (const id of shownIds) {
        const kept = keptById.get(id)
        if (kept?.card?.kind === 'image')
          keep(id, { ...kept, card: { ...kept.card, ...change }, changesUnderWay: kept.changesUnderWay + 1 })
      }
      return () => {
        for (const id of shownIds) {
          const kept = keptById.get(id)
          if (kept !== undefined)
            keptById.set(id, { ...kept, round: -1, changesUnderWay: Math.max(0, kept.changesUnderWay - 1) })
        }
        void readDue()
      }
    },
  }
}
