import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Draft, Generation } from '#shared/generation.ts'
import { ask } from './ask.ts'

/** As many as the strip of results shows. */
const recentLimit = 60
const recentKey = ['generations', 'recent'] as const

/** Newest first; those still out are always among them. */
export const useRecentGenerations = () =>
  useQuery({
    queryKey: recentKey,
    queryFn: async () => (await ask('generations.recent', { limit: recentLimit })).generations,
  })

export const useGeneration = (id: number) =>
  useQuery({ queryKey: ['generations', 'one', id], queryFn: () => ask('generations.get', { id }) })

/** Starts a generation; it stands among the recent ones at once, and follows `generation.changed` from there. */
export function useStartGeneration() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (draft: Draft) => ask('generations.start', draft),
    onSuccess: (started) => {
      client.setQueryData<readonly Generation[]>(recentKey, (recent = []) =>
        // The event may have been quicker than the answer, and know more.
        recent.some((generation) => generation.id === started.id) ? recent : [started, ...recent],
      )
    },
  })
}

export const useCancelGeneration = () => useMutation({ mutationFn: (id: number) => ask('generations.cancel', { id }) })

/** What the provider answered, as text. Asks for nothing while `id` is `null`. */
export const useRawResponse = (id: number | null) =>
  useQuery({
    queryKey: ['generations', 'raw', id],
    queryFn: async () => (await ask('generations.rawResponse', { id: id ?? 0 })).text,
    enabled: id !== null,
  })
