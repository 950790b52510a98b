import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from './ask.ts'

/** How much waits and is out, connection by connection. Follows `queue.changed`. */
export const useQueue = () =>
  useQuery({ queryKey: ['queue', 'state'], queryFn: async () => (await ask('queue.get', {})).state })

/** Of a long queue the page shows this much. */
const listLimit = 100

/** What is out and the first of what waits, in the order in which they leave. */
export const useQueueList = () =>
  useQuery({
    queryKey: ['queue', 'list'],
    queryFn: async () => (await ask('queue.list', { limit: listLimit })).generations,
  })

export function useHoldQueue() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (isHeld: boolean) => ask('queue.hold', { isHeld }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['queue'] }),
  })
}

/** `null` = of all connections. */
export const useCancelWaiting = () =>
  useMutation({ mutationFn: (connectionId: string | null) => ask('queue.cancelWaiting', { connectionId }) })
