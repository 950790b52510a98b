import type { Handlers } from '#shared/contract.ts'
import type { DrawingKind } from '#shared/edit.ts'
import type { Draft } from '#shared/generation.ts'
import { err, ok } from '#shared/result.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { ConnectionStore } from '../connections/connection-store.ts'
import { findModelOf } from '../connections/models-of-connection.ts'
import type { WhenOpen } from '../library/when-open.ts'
import { findModel, models, statusOn } from '../providers/catalogue.ts'
import { checkRequest, type InputCounts } from '../providers/check-draft.ts'
import type { GenerationQueue } from './queue.ts'

export const createGenerationHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly queue: GenerationQueue
  /** Before it nobody knows what waits. */
  readonly queueTakenUp: Promise<void>
  readonly connections: ConnectionStore
  readonly keys: KeyStore
  readonly nowMs: () => number
}) => {
  const { whenOpen, queue, queueTakenUp, connections, keys, nowMs } = options
  return {
    'catalogue.list': () => ok({ models: models.map((model) => ({ ...model, status: statusOn(model, nowMs()) })) }),

    'generations.estimate': ({ connectionId, model, params, inputImageCount }) =>
      whenOpen(async (library) => {
        const provider = findModel(model)?.provider ?? connections.find(connectionId)?.providers[0] ?? ''
        return ok(await library.expectCost({ provider, connectionId, model, params, inputImageCount }))
      }),

    'generations.start': (draft) =>
      whenOpen(async (library) => {
        const connection = connections.find(draft.connectionId)
        if (connection === null) return err({ kind: 'not-found', what: 'connection' })
        const model = findModelOf(connection, draft, nowMs())
        if (model === null) return err({ kind: 'bad-request', field: 'model' })
        const target = await library.editTarget({ draft })
        if (!target.ok) return target
        const inputs = countInputs(draft, target.value?.drawing ?? null)
        const problem = checkRequest(model, draft.typedPrompt, draft.params, nowMs(), inputs)
        if (problem !== null) return err(problem)
        if (draft.previousGenerationId !== undefined) {
          const previous = await library.getGeneration({ id: draft.previousGenerationId })
          if (previous === null) return err({ kind: 'not-found', what: 'generation' })
          // Another provider, or the same one with another account, does not know the answer.
          const goesOn = previous.provider === model.provider && previous.connectionId === connection.id
          if (!goesOn || (await library.responseIdOf({ id: previous.id })) === null)
            return err({ kind: 'bad-request', field: 'previousGenerationId' })
        }
        const apiKey = await keys.read(connection)
        if (connection.needsKey && apiKey === null) return err({ kind: 'key-missing' })
        return queue.add(library, { draft, provider: model.provider, connection })
      }),

    'generations.cancel': async ({ id }) =>
      (await queue.cancel(id)) ? ok({}) : err({ kind: 'not-found', what: 'generation' }),

    'queue.get': async () => {
      await queueTakenUp
      return ok({ state: queue.state() })
    },

    'queue.list': ({ limit }) =>
      whenOpen(async (library) => ok({ generations: await library.queuedGenerations({ limit }) })),

    'queue.cancelWaiting': ({ connectionId }) =>
      whenOpen(async (library) => ok({ count: await queue.cancelWaiting(library, connectionId) })),

    'queue.hold': ({ isHeld }) => {
      queue.setHeld(isHeld)
      return ok({})
    },

    'generations.get': ({ id }) =>
      whenOpen(async (library) => {
        const generation = await library.getGeneration({ id })
        return generation === null ? err({ kind: 'not-found', what: 'generation' }) : ok(generation)
      }),

    'generations.recent': ({ limit }) =>
      whenOpen(async (library) => ok({ generations: await library.recentGenerations({ limit }) })),

    'generations.rawResponse': ({ id }) =>
      whenOpen(async (library) => {
        const text = await library.rawResponse({ id })
        return text === null ? err({ kind: 'not-found', what: 'raw response' }) : ok({ text })
      }),
  } satisfies Partial<Handlers>
}

/** Of a draft's sources those whose pixels leave; prompts and recipes are words. */
const countInputs = ({ sources = [] }: Draft, drawing: DrawingKind | null): InputCounts => ({
  images: sources.filter(({ role }) => role === 'edit' || role === 'reference').length,
  hasMask: drawing === 'mask',
  hasMarkup: drawing === 'markup',
})
