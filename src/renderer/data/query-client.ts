import { QueryClient } from '@tanstack/react-query'
import type { EventName } from '#shared/contract.ts'
import { on } from '../bridge.ts'

/** First part of every query key, one for each kind of data. */
export type DataArea =
  | 'app'
  | 'backup'
  | 'catalogue'
  | 'connections'
  | 'edits'
  | 'experiments'
  | 'facets'
  | 'generations'
  | 'images'
  | 'ledger'
  | 'library'
  | 'organising'
  | 'queue'
  | 'settings'
  | 'tasks'

/** Which data an event from main makes out of date. A new event does not compile until it is named here. */
const staleAfter: Readonly<Record<EventName, readonly DataArea[]>> = {
  'experiment.changed': ['experiments'],
  'generation.changed': ['generations', 'ledger', 'edits'],
  'queue.changed': ['queue'],
  'generation.previewed': [],
  'images.changed': ['images', 'facets', 'generations', 'library', 'edits'],
  'organising.changed': ['organising', 'images', 'facets'],
  // Its own subscriber puts the task into the list (`data/tasks.ts`).
  'task.changed': [],
  'library.changed': ['library', 'images', 'facets'],
  // What a draft is expected to cost goes by them.
  'ledger.changed': ['ledger', 'generations'],
  'edits.changed': ['edits', 'images', 'generations'],
  'settings.changed': ['settings'],
  'connections.changed': ['connections', 'catalogue'],
  'library.refused': [],
  'command.chosen': [],
}

/** The network is main's business: a query here reaches no further than main, so being offline must not pause it. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** The one place where events become invalidations. Returns its own undoing. */
export function followChanges(client: QueryClient): () => void {
  // Object.keys forgets the key type; the record above has exactly the event names.
  const names = Object.keys(staleAfter) as EventName[]
  const refreshByArea = new Map<DataArea, () => void>()
  const refresh = (area: DataArea): void => {
    const known = refreshByArea.get(area) ?? createRefresh(client, area)
    refreshByArea.set(area, known)
    known()
  }
  const undo = names.map((name) =>
    on(name, () => {
      for (const area of staleAfter[name]) refresh(area)
    }),
  )
  return () => {
    for (const stop of undo) stop()
  }
}

/** Between two rounds. Shorter than an eye notices, and while hundreds of pictures come in the page has time for its person. */
const restMs = 150

/**
 * Reads an area again, one round at a time: changes that come during a round, or soon after it, make one more, however
 * many they are. Begun anew with each of them, a long list would never be read to its end while pictures are coming in.
 */
function createRefresh(client: QueryClient, area: DataArea): () => void {
  let isUnderWay = false
  let isWantedAgain = false
  const run = async (): Promise<void> => {
    isUnderWay = true
    do {
      isWantedAgain = false
      await client.invalidateQueries({ queryKey: [area] })
      await new Promise((resolve) => setTimeout(resolve, restMs))
    } while (isWantedAgain)
    isUnderWay = false
  }
  return () => {
    if (isUnderWay) isWantedAgain = true
    else void run()
  }
}
