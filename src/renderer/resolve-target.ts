import type { Model } from '#shared/catalogue.ts'
import type { Connection } from '#shared/connection.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { withImageModel } from '#shared/with-image-model.ts'
import type { Way } from './data/ways.ts'

export interface Target {
  readonly connection: Connection
  readonly model: Model
}

/**
 * Where a draft would go. A choice that still exists stands, even if its model is retired or its key is missing: the
 * person is told, not overruled. Without one, it is OpenAI where a key for it was entered, and the offline sketch, which
 * costs nothing, where none was.
 */
export function resolveWay(draft: { readonly connectionId: string | null }, ways: readonly Way[]): Way | null {
  const isReady = ({ profile, key }: Connection): boolean => profile === 'openai' && key.kind === 'present'
  return (
    ways.find(({ connection }) => connection.id === draft.connectionId) ??
    ways.find(({ connection }) => isReady(connection)) ??
    ways.find(({ connection }) => connection.profile === 'sketch') ??
    ways[0] ??
    null
  )
}

/** `null` also where the connection has no model to name: a person must type one. */
export function resolveTarget(
  draft: {
    readonly connectionId: string | null
    readonly model: string | null
    readonly params?: Pick<ImageParams, 'imageModel'>
  },
  ways: readonly Way[],
): Target | null {
  const way = resolveWay(draft, ways)
  if (way === null) return null
  const model = way.models.find(({ id }) => id === draft.model) ?? usualModel(way)
  if (model === undefined) return null
  const isThere = model.imageModels.some((id) => id === draft.params?.imageModel)
  return {
    connection: way.connection,
    model: withImageModel(model, isThere ? draft.params?.imageModel : undefined, way.models),
  }
}

/** The newest that is alive, of the way of asking that is usual there. */
export function usualModel({ connection, models }: Way): Model | undefined {
  const usual = models.filter(({ provider }) => provider === connection.providers[0])
  const newestFirst = usual
    .filter(({ status }) => status.kind === 'live')
    .toSorted((one, other) => (other.releasedOn ?? '').localeCompare(one.releasedOn ?? ''))
  return newestFirst[0] ?? usual[0] ?? models[0]
}

/** A service that may have ended is in nobody's way until its key is entered. */
export const isOffered = (connection: Connection): boolean => connection.profile !== 'karlo' || hasUsableKey(connection)

/** Whether a request could leave through this connection. */
export const hasUsableKey = ({ key, needsKey }: Connection): boolean =>
  key.kind === 'present' || key.kind === 'not-needed' || (key.kind === 'none' && !needsKey)
