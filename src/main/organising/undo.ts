import type { Library } from '../library/library.ts'
import type { Indexing } from './indexing.ts'

/** A change that was made within a transaction, and how it is taken back. */
export interface Change {
  /** What is announced, now and when it is taken back. */
  readonly events: readonly ChangeEvent[]
  /** Images whose record says something else now. */
  readonly imageIds: readonly number[]
  /** Whether they are found by other words now. */
  readonly isTextChanged: boolean
  /** Puts back what was there before, as far as that which it belongs to still is. */
  readonly takeBack: () => void
}
export type ChangeEvent = 'images.changed' | 'organising.changed'

/** What main hears of a change. */
export interface Changed {
  /** `null` = nothing had to be changed. */
  readonly undoId: number | null
  readonly events: readonly ChangeEvent[]
  /** So many texts have changed that the search index follows later (`Indexing`). */
  readonly isIndexDue: boolean
}

/** Makes changes and remembers how to take them back, as long as the studio runs. */
export interface Changes {
  /** In one transaction. `act` answers with `null` when nothing had to be changed. */
  readonly make: (act: () => Change | null) => Changed
  /** `null`: it was taken back already, is too long ago, or there never was one. */
  readonly takeBack: (undoId: number) => Omit<Changed, 'undoId'> | null
}

const mostChanges = 200
/** Of all remembered changes together: a few tens of megabytes. The newest change is kept whatever its size. */
const mostImages = 2_000_000

export function createChanges({ db, sidecars }: Pick<Library, 'db' | 'sidecars'>, indexing: Indexing): Changes {
  const changeById = new Map<number, Change>()
  let lastId = 0

  const remember = (change: Change): number => {
    lastId += 1
    changeById.set(lastId, change)
    let imageCount = 0
    for (const [index, [id, { imageIds }]] of [...changeById].reverse().entries()) {
      imageCount += imageIds.length
      if (index > 0 && (index >= mostChanges || imageCount > mostImages)) changeById.delete(id)
    }
    return lastId
  }
  const reindex = ({ isTextChanged, imageIds }: Change): boolean =>
    isTextChanged && indexing.follow(imageIds) === 'later'

  return {
    make: (act) => {
      const commit = db.transaction(() => {
        const change = act()
        return change === null ? null : { change, isIndexDue: reindex(change) }
      })
      const made = commit.immediate()
      if (made === null) return { undoId: null, events: [], isIndexDue: false }
      const { change, isIndexDue } = made
      sidecars.touch(change.imageIds)
      return { undoId: remember(change), events: change.events, isIndexDue }
    },
    takeBack: (undoId) => {
      const change = changeById.get(undoId)
      if (change === undefined) return null
      const commit = db.transaction(() => {
        change.takeBack()
        return reindex(change)
      })
      const isIndexDue = commit.immediate()
      changeById.delete(undoId)
      sidecars.touch(change.imageIds)
      return { events: change.events, isIndexDue }
    },
  }
}
