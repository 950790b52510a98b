import { calls, type DeclaredFailure } from '#shared/contract.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { ListedModel, Provider } from '../providers/provider.ts'
import type { Endpointed } from './connection-store.ts'

const timeoutMs = 20_000

type TestFailure = DeclaredFailure<'connections.test'>

export type AskForModels = (connection: Endpointed) => Promise<Result<readonly ListedModel[], TestFailure>>

/** Asks a server which models it has, at no cost. */
export const createAskForModels = (options: {
  readonly providers: Readonly<Record<ProviderId, Provider>>
  readonly keys: Pick<KeyStore, 'read'>
  readonly isOnline: () => boolean
}): AskForModels => {
  const { providers, keys, isOnline } = options
  return async (connection) => {
    const { baseUrl, profile } = connection
    const { listModels } = providers[connection.providers[0]]
    if (listModels === undefined) return ok([])
    const apiKey = await keys.read(connection)
    if (connection.needsKey && apiKey === null) return err({ kind: 'key-missing' })

    const asked = await listModels({ baseUrl, apiKey, profile }, AbortSignal.timeout(timeoutMs))
    if (asked.ok) return ok(asked.value.models)
    const { failure } = asked
    if ((failure.kind === 'unreachable' || failure.kind === 'service-gone') && !isOnline())
      return err({ kind: 'offline' })
    if (failure.kind === 'cancelled') return err({ kind: 'timed-out', afterMs: timeoutMs })
    return err(isTestFailure(failure) ? failure : { kind: 'unreadable-answer' })
  }
}

const testFailures: ReadonlySet<string> = new Set(calls['connections.test'].failures)
const isTestFailure = (failure: { readonly kind: string }): failure is TestFailure => testFailures.has(failure.kind)
