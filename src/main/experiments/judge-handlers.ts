import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { ConnectionStore } from '../connections/connection-store.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { SecondJudge } from './create-second-judge.ts'

const notFound = { kind: 'not-found', what: 'experiment' } as const

export const createJudgeHandlers = ({
  whenOpen,
  judge,
  connections,
  keys,
}: {
  readonly whenOpen: WhenOpen
  readonly judge: SecondJudge
  readonly connections: Pick<ConnectionStore, 'find'>
  readonly keys: Pick<KeyStore, 'read'>
}) =>
  ({
    'judge.plan': ({ experimentId, model }) =>
      whenOpen(async (library) => {
        const plan = await library.judgePlan({ experimentId, judge: model })
        if (plan === null) return err(notFound)
        const { pairCount, open, unansweredCount } = plan
        return ok({ pairCount, openCount: open.length, unansweredCount })
      }),
    'judge.state': ({ experimentId }) => ok(judge.stateOf(experimentId)),
    'judge.start': (asked) =>
      whenOpen(async (library) => {
        // Under this name a model's votes would be a person's.
        if (asked.model === 'person') return err({ kind: 'bad-request', field: 'model' })
        if ((await library.judgePlan({ experimentId: asked.experimentId, judge: asked.model })) === null)
          return err(notFound)
        const connection = connections.find(asked.connectionId)
        if (connection === null) return err({ kind: 'not-found', what: 'connection' })
        if (connection.needsKey && (await keys.read(connection)) === null) return err({ kind: 'key-missing' })
        judge.start(library, asked)
        return ok({})
      }),
    'judge.stop': async ({ experimentId }) => {
      await judge.stop(experimentId)
      return ok({})
    },
  }) satisfies Partial<Handlers>
