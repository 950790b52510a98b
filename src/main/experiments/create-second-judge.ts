import { readFile } from 'node:fs/promises'
import type { JudgeState } from '#shared/experiment.ts'
import type { Failure } from '#shared/failure.ts'
import type { Language } from '#shared/settings.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { ConnectionStore } from '../connections/connection-store.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { InputImage } from '../providers/provider.ts'
import type { TextProvider } from '../providers/text-provider.ts'
import type { Pair } from './votes.ts'

export interface SecondJudge {
  /** Puts every pair that a person judged to a model, one after another; those it judged already are passed over. */
  readonly start: (library: LibraryClient, asked: Asked) => void
  /** Resolves when the pair that is out has come back. */
  readonly stop: (experimentId: number) => Promise<void>
  readonly stateOf: (experimentId: number) => JudgeState
}

interface Asked {
  readonly experimentId: number
  readonly connectionId: string
  readonly model: string
  /** In which it says why. */
  readonly language: Language
}

interface Run {
  readonly judge: string
  doneCount: number
  totalCount: number
  readonly stop: AbortController
  readonly ended: Promise<void>
}

/** More than any model is known to count for a picture (small ones count most), and thinking included; for the budget alone. */
const upperPictureTokens = 50_000
const upperOutputTokens = 8000

export function createSecondJudge(options: {
  readonly textWork: Pick<TextProvider, 'judge'>
  readonly connections: Pick<ConnectionStore, 'find'>
  readonly keys: Pick<KeyStore, 'read'>
  readonly pool: Pick<ImagePool, 'redraw'>
  readonly broadcast: Broadcast
  readonly nowMs: () => number
  /** The studio is closing. */
  readonly stopping: AbortSignal
  readonly logDefect: (where: string, cause: unknown) => string
}): SecondJudge {
  const { textWork, connections, keys, pool, broadcast, nowMs, stopping, logDefect } = options
  const runs = new Map<number, Run>()
  const problems = new Map<number, { readonly judge: string; readonly failure: Failure }>()

  async function judgeAll(library: LibraryClient, asked: Asked, run: Run): Promise<Failure | null> {
    const { experimentId, model } = asked
    const plan = await library.judgePlan({ experimentId, judge: model })
    if (plan === null) return { kind: 'not-found', what: 'experiment' }
    run.totalCount = plan.open.length
    for (const pair of plan.open) {
      if (run.stop.signal.aborted || stopping.aborted) return null
      const failure = await judgeOne(library, asked, pair)
      if (failure !== null) return failure
      run.doneCount += 1
      broadcast('experiment.changed', { id: experimentId })
    }
    return null
  }

  async function judgeOne(
    library: LibraryClient,
    { experimentId, connectionId, model, language }: Asked,
    pair: Pair,
  ): Promise<Failure | null> {
    const connection = connections.find(connectionId)
    if (connection === null) return { kind: 'not-found', what: 'connection' }
    const apiKey = await keys.read(connection)
    if (connection.needsKey && apiKey === null) return { kind: 'key-missing' }
    const provider = connection.profile === 'sketch' ? 'sketch' : 'chat-text'
    const budget = await library.textBudgetProblem({
      provider,
      connectionId,
      model,
      inputBytes: 2 * upperPictureTokens,
      maxOutputTokens: upperOutputTokens,
      nowMs: nowMs(),
    })
    if (budget !== null) return budget
    const [left, right] = await Promise.all([pair.left, pair.right].map(({ sha256 }) => showable(library, sha256)))
    if (left === undefined || right === undefined) throw new Error('Two pictures make a pair')
    if ('kind' in left) return left
    if ('kind' in right) return right

    const voteId = await library.askJudge({ experimentId, judge: model, pair, nowMs: nowMs() })
    if (voteId === null) return null
    const endpoint = { baseUrl: connection.baseUrl, apiKey, profile: connection.profile }
    const result = await textWork.judge({ endpoint, model, language, maxCalls: 1, left, right }, stopping)
    for (const call of result.calls)
      await library.recordTextCall({
        purpose: call.purpose,
        generationId: null,
        experimentId,
        provider: call.provider,
        connectionId,
        connectionLabel: connection.label,
        model: call.model,
        usage: call.usage,
        raw: call.rawUsage,
        isBatch: false,
        isLost: false,
        atMs: nowMs(),
      })
    if (result.ok) {
      const { verdict, reason } = result.value
      const note = reason.trim() === '' ? null : reason.slice(0, maxReasonLength)
      await library.answerJudge({ experimentId, voteId, verdict, note, nowMs: nowMs() })
      return null
    }
    if (result.calls.length === 0) await library.forgetAsked({ experimentId, voteId })
    return result.failure
  }

  /** As a person sees it: upright, and without what its file may say of how it was made. */
  async function showable(library: LibraryClient, sha256: string): Promise<InputImage | Failure> {
    const path = await library.originalPath({ sha256 })
    if (path === null) return { kind: 'not-found', what: 'image' }
    const drawn = await pool.redraw(await readFile(path), 'upright')
    return drawn.ok ? { bytes: drawn.value, format: 'png', role: 'reference' } : drawn.failure
  }

  return {
    start: (library, asked) => {
      const { experimentId: id, model: judge } = asked
      if (runs.has(id)) return
      const { promise: ended, resolve: end } = Promise.withResolvers<void>()
      const run: Run = { judge, doneCount: 0, totalCount: 0, stop: new AbortController(), ended }
      runs.set(id, run)
      problems.delete(id)
      judgeAll(library, asked, run)
        .catch((cause: unknown): Failure => ({ kind: 'unexpected', logId: logDefect(`second judge of ${id}`, cause) }))
        .then((failure) => {
          runs.delete(id)
          if (failure !== null) problems.set(id, { judge, failure })
          broadcast('experiment.changed', { id })
          end()
        })
        .catch((cause: unknown) => logDefect(`second judge of ${id}`, cause))
      broadcast('experiment.changed', { id })
    },
    stop: async (experimentId) => {
      const run = runs.get(experimentId)
      run?.stop.abort()
      await run?.ended
    },
    stateOf: (experimentId) => {
      const run = runs.get(experimentId)
      return {
        running: run === undefined ? null : { judge: run.judge, doneCount: run.doneCount, totalCount: run.totalCount },
        problem: problems.get(experimentId) ?? null,
      }
    },
  }
}

const maxReasonLength = 2000
