import { useMutation, useQuery } from '@tanstack/react-query'
import type { CallInput } from '#shared/contract.ts'
import { ask } from './ask.ts'

// What changes them invalidates nothing here: main answers with `organising.changed`.

export const useSavedSearches = () =>
  useQuery({
    queryKey: ['organising', 'saved-searches'],
    queryFn: async () => (await ask('savedSearches.list', {})).searches,
  })

export const useSaveSearch = () =>
  useMutation({ mutationFn: (input: CallInput<'savedSearches.save'>) => ask('savedSearches.save', input) })

export const useRemoveSavedSearch = () =>
  useMutation({ mutationFn: (id: number) => ask('savedSearches.remove', { id }) })
