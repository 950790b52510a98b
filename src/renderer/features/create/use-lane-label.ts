import type { LaneState } from '#shared/queue.ts'
import { useConnections } from '../../data/connections.ts'

/** A connection's name as the rest of the page has it; one that was removed keeps the name main still knows. */
export function useLaneLabel(): (lane: Pick<LaneState, 'connectionId' | 'connectionLabel'>) => string {
  const { data: connections = [] } = useConnections()
  return ({ connectionId, connectionLabel }) =>
    connections.find(({ id }) => id === connectionId)?.label ?? connectionLabel
}
