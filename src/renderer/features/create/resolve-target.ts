import type { Model } from '#shared/catalogue.ts'
import type { Connection } from '#shared/connection.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { withImageModel } from '#shared/with-image-model.ts'

export interface Target {
  readonly connection: Connection
  readonly model: Model
}

/**
 * Where a draft would go. A choice that still exists stands, even if its model is retired or its key is missing: the
 * person is told, not overruled. Without one, the offline sketch comes first, because it costs nothing.
 */
export function resolveTarget(
  draft: {
    readonly connectionId: string | null
    readonly model: string | null
    readonly params?: Pick<ImageParams, 'imageModel'>
  },
  connections: readonly Connection[],
  models: readonly Model[],
): Target | null {
  const connection =
    connections.find(({ id }) => id === draft.connectionId) ??
    connections.find(({ profile }) => profile === 'sketch') ??
    connections[0]
  if (connection === undefined) return null
  const ofProvider = models.filter(({ provider }) => connection.providers.includes(provider))
  const model =
    ofProvider.find(({ id }) => id === draft.model) ??
    ofProvider.find(({ status }) => status.kind === 'live') ??
    ofProvider[0]
  if (model === undefined) return null
  const isOffered = model.imageModels.some((id) => id === draft.params?.imageModel)
  return { connection, model: withImageModel(model, isOffered ? draft.params?.imageModel : undefined, models) }
}

/** A service that may have ended is in nobody's way until its key is entered. */
export const isOffered = (connection: Connection): boolean => connection.profile !== 'karlo' || hasUsableKey(connection)

/** Whether a request could leave through this connection. */
export const hasUsableKey = ({ key }: Connection): boolean => key.kind === 'not-needed' || key.kind === 'present'
