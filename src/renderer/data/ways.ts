import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import type { Connection } from '#shared/connection.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { ask } from './ask.ts'

/** A connection and what can be asked for over it. */
export interface Way {
  readonly connection: Connection
  readonly models: readonly Model[]
}

const queryKey = ['connections', 'ways'] as const

/** Every connection with its models, at once: so that choosing another one waits for nothing. */
export function useWays() {
  const { t } = useTranslation('create')
  const sketchName = t('sketchName')
  return useQuery({
    queryKey,
    queryFn: async () => {
      const { connections } = await ask('connections.list', {})
      return Promise.all(connections.map(readWay))
    },
    // The sketch is our own and has a name in each language; others have their makers'.
    select: useCallback(
      (ways: readonly Way[]): readonly Way[] =>
        ways.map((way) =>
          way.connection.profile === 'sketch'
            ? {
                connection: { ...way.connection, label: sketchName },
                models: way.models.map((model) => ({ ...model, label: sketchName })),
              }
            : way,
        ),
      [sketchName],
    ),
  })
}

const readWay = async (connection: Connection): Promise<Way> => ({
  connection,
  models: (await ask('connections.models', { connectionId: connection.id })).models,
})

/** Keeps the id of a model that nobody listed with its connection. Resolves when it can be chosen. */
export function useKeepTypedModel() {
  const client = useQueryClient()
  return useCallback(
    (connection: Connection, model: { readonly id: string; readonly provider: ProviderId }) =>
      keepTypedModel(client, connection, model),
    [client],
  )
}

async function keepTypedModel(
  client: QueryClient,
  { id, settings }: Connection,
  model: { readonly id: string; readonly provider: ProviderId },
): Promise<void> {
  const { typedModels } = settings
  await ask('connections.update', { id, settings: { ...settings, typedModels: [...typedModels, model] } })
  await client.invalidateQueries({ queryKey })
}
