import { QueryClient } from '@tanstack/react-query'
import type { EventName } from '#shared/contract.ts'
import { on } from '../bridge.ts'

/** First part of every query key, one for each kind of data. */
export type DataArea = 'app' | 'catalogue' | 'connections' | 'generations' | 'images' | 'library' | 'settings'

/** Which data an event from main makes out of date. A new event does not compile until it is named here. */
const staleAfter: Readonly<Record<EventName, readonly DataArea[]>> = {
  'generation.changed': ['generations'],
  'generation.previewed': [],
  'images.changed': ['images', 'generations', 'library'],
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
  const undo = names.map((name) =>
    on(name, () => {
      for (const area of staleAfter[name]) void client.invalidateQueries({ queryKey: [area] })
    }),
  )
  return () => {
    for (const stop of undo) stop()
  }
}
