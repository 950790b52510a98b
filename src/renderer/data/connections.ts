import { useMutation, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#shared/connection.ts'
import type { CallInput, CallResult } from '#shared/contract.ts'
import { call } from '../bridge.ts'
import { ask } from './ask.ts'

// What changes a connection invalidates nothing here: main answers with `connections.changed`.

export function useConnections() {
  const { t } = useTranslation('create')
  const sketchName = t('sketchName')
  return useQuery({
    queryKey: ['connections'],
    queryFn: async () => (await ask('connections.list', {})).connections,
    select: useCallback(
      (connections: readonly Connection[]) =>
        connections.map((way) => (way.profile === 'sketch' ? { ...way, label: sketchName } : way)),
      [sketchName],
    ),
  })
}

export const useTestConnection = () => useMutation({ mutationFn: (id: string) => ask('connections.test', { id }) })

export const useRemoveConnection = () => useMutation({ mutationFn: (id: string) => ask('connections.remove', { id }) })

export const useAddConnection = () =>
  useMutation({ mutationFn: (input: CallInput<'connections.add'>) => ask('connections.add', input) })

export const useUpdateConnection = () =>
  useMutation({ mutationFn: (input: CallInput<'connections.update'>) => ask('connections.update', input) })

export const useRemoveKey = () =>
  useMutation({ mutationFn: (connectionId: string) => ask('apiKeys.remove', { connectionId }) })

/** Not a mutation: those keep their input in a cache, and a key is kept nowhere on the page. */
export const saveKey = (input: CallInput<'apiKeys.save'>): Promise<CallResult<'apiKeys.save'>> =>
  call('apiKeys.save', input)
