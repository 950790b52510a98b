import type { Model } from '#shared/catalogue.ts'
import type { Handlers } from '#shared/contract.ts'
import type { ArmPlan, ExperimentPlan } from '#shared/experiment.ts'
import type { Failure, FailureOf } from '#shared/failure.ts'
import { err, ok } from '#shared/result.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { ConnectionStore } from '../connections/connection-store.ts'
import { findModelOf } from '../connections/models-of-connection.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { WhenOpen } from '../library/when-open.ts'
import { checkRequest } from '../providers/check-draft.ts'
import { armWords } from './arm-words.ts'
import type { ExperimentRunner } from './create-runner.ts'
import { estimateExperiment } from './estimate-experiment.ts'
import { type MakeRewritesOptions, makeRewrites } from './make-rewrites.ts'
import { type MakeThumbnail, measureVariety } from './measure-variety.ts'

const notFound = { kind: 'not-found', what: 'experiment' } as const
type Refusal = FailureOf<'not-found' | 'bad-request' | 'unsupported-by-model' | 'model-retired'>

/** Words that are being made, and the ways to end it: after the call that is out, and at once. */
interface Rewriting {
  readonly stop: AbortController
  readonly abort: AbortController
  readonly ended: PromiseWithResolvers<void>
}

export function createExperimentHandlers(
  options: MakeRewritesOptions & {
    readonly whenOpen: WhenOpen
    readonly runner: ExperimentRunner
    readonly connections: ConnectionStore
    readonly keys: KeyStore
    readonly broadcast: Broadcast
    readonly makeThumbnail: MakeThumbnail
    readonly stopping: AbortSignal
    readonly logDefect: (where: string, cause: unknown) => string
  },
) {
  const { whenOpen, runner, connections, keys, broadcast, makeThumbnail, stopping, nowMs, logDefect } = options
  /** Experiments whose words are being made; and why it stopped for the others. */
  const rewriting = new Map<number, Rewriting>()
  const rewriteProblems = new Map<number, Failure>()
  const changed = (id: number) => {
    broadcast('experiment.changed', { id })
    return ok({})
  }

  async function read(library: LibraryClient, id: number) {
    const stored = await library.getExperiment({ id })
    if (stored === null) return err(notFound)
    const problem = rewriteProblems.get(id) ?? runner.problemOf(id)
    return ok({ ...stored, ...(rewriting.has(id) && { status: 'rewriting' as const }), problem })
  }

  async function makeWords(
    library: LibraryClient,
    { id, thenStart, way }: { readonly id: number; readonly thenStart: boolean; readonly way: Rewriting },
  ): Promise<void> {
    const stored = await library.getExperiment({ id })
    if (stored === null) return
    const signals = { stop: way.stop.signal, abort: AbortSignal.any([stopping, way.abort.signal]) }
    const end = await makeRewrites(library, { id, arms: stored.arms }, options, signals)
    rewriting.delete(id)
    if (end.kind === 'failed') rewriteProblems.set(id, end.failure)
    else rewriteProblems.delete(id)
    if (end.kind === 'all-made' && thenStart) await begin(library, id)
    changed(id)
  }

  async function begin(library: LibraryClient, id: number): Promise<void> {
    await library.setExperimentStatus({ id, status: 'running' })
    await runner.go(library, id)
  }

  /** An experiment that came in a file is looked at and judged; its arms are another computer's. */
  async function own(library: LibraryClient, id: number) {
    const stored = await library.getExperiment({ id })
    if (stored === null) return err(notFound)
    return stored.isImported ? err({ kind: 'bad-request' as const, field: 'experiment' }) : ok(stored)
  }

  return {
    'experiments.list': () =>
      whenOpen(async (library) => {
        const experiments = await library.listExperiments({})
        return ok({
          experiments: experiments.map((one) =>
            rewriting.has(one.id) ? { ...one, status: 'rewriting' as const } : one,
          ),
        })
      }),
    'experiments.get': ({ id }) => whenOpen((library) => read(library, id)),
    'experiments.plan': ({ id }) =>
      whenOpen(async (library) => {
        const plan = await library.experimentPlan({ id })
        return plan === null ? err(notFound) : ok(plan)
      }),
    'experiments.variety': ({ id }) =>
      whenOpen(async (library) => {
        const stored = await library.getExperiment({ id })
        return stored === null
          ? err(notFound)
          : ok({ arms: [...(await measureVariety(library, stored, makeThumbnail))] })
      }),
    'experiments.estimate': (plan) => whenOpen(async (library) => ok(await estimateExperiment(library, plan))),
    'experiments.create': (plan) =>
      whenOpen(async (library) => {
        const problem = checkPlan(plan)
        if (problem !== null) return err(problem)
        const id = await library.createExperiment({ plan, nowMs: nowMs() })
        changed(id)
        const made = await read(library, id)
        return made.ok ? made : err(notFound)
      }),
    'experiments.rename': ({ id, title }) =>
      whenOpen(async (library) => ((await library.renameExperiment({ id, title })) ? changed(id) : err(notFound))),
    'experiments.rewrite': ({ id, thenStart }) =>
      whenOpen(async (library) => {
        const mine = await own(library, id)
        if (!mine.ok) return mine
        if (rewriting.has(id)) return ok({})
        const way: Rewriting = {
          stop: new AbortController(),
          abort: new AbortController(),
          ended: Promise.withResolvers(),
        }
        rewriting.set(id, way)
        rewriteProblems.delete(id)
        makeWords(library, { id, thenStart, way })
          .catch((cause: unknown) => {
            rewriting.delete(id)
            rewriteProblems.set(id, { kind: 'unexpected', logId: logDefect(`words of experiment ${id}`, cause) })
            changed(id)
          })
          .finally(way.ended.resolve)
        return changed(id)
      }),
    'experiments.editRewrite': ({ id, rewriteId, text }) =>
      whenOpen(async (library) => {
        const edited = await library.editRewrite({ experimentId: id, rewriteId, text, nowMs: nowMs() })
        return edited ? changed(id) : err({ kind: 'bad-request', field: 'rewriteId' })
      }),
    'experiments.start': ({ id }) =>
      whenOpen(async (library) => {
        const mine = await own(library, id)
        if (!mine.ok) return mine
        if ((await library.missingRewrites({ id })).length > 0) return err({ kind: 'bad-request', field: 'rewrites' })
        for (const { settings } of mine.value.arms) {
          const connection = connections.find(settings.connectionId)
          if (connection === null) return err({ kind: 'not-found', what: 'connection' })
          if (connection.needsKey && (await keys.read(connection)) === null) return err({ kind: 'key-missing' })
        }
        await begin(library, id)
        return changed(id)
      }),
    'experiments.pause': ({ id }) =>
      whenOpen(async (library) => {
        const mine = await own(library, id)
        if (!mine.ok) return err(notFound)
        const way = rewriting.get(id)
        way?.stop.abort()
        await way?.ended.promise
        if (mine.value.status === 'running') await runner.pause(library, id)
        return changed(id)
      }),
    'experiments.retryFailed': ({ id }) =>
      whenOpen(async (library) => {
        const mine = await own(library, id)
        if (!mine.ok) return mine
        const count = await library.releaseFailed({ id })
        await begin(library, id)
        changed(id)
        return ok({ count })
      }),
    'experiments.extend': ({ id, repeats }) =>
      whenOpen(async (library) => {
        const mine = await own(library, id)
        if (!mine.ok) return mine
        const isTooMany = mine.value.repeats + repeats > 50
        if (isTooMany || !(await library.extendExperiment({ id, repeats })))
          return err({ kind: 'bad-request', field: 'repeats' })
        if (mine.value.status !== 'draft') await begin(library, id)
        return changed(id)
      }),
    'experiments.remove': ({ id }) =>
      whenOpen(async (library) => {
        const stored = await library.getExperiment({ id })
        if (stored === null) return err(notFound)
        // Nobody waits for words of what is put away.
        rewriting.get(id)?.abort.abort()
        if (stored.status === 'running') await runner.pause(library, id)
        await library.removeExperiment({ id, nowMs: nowMs() })
        return changed(id)
      }),
    'experiments.restore': ({ id }) =>
      whenOpen(async (library) => ((await library.restoreExperiment({ id })) ? changed(id) : err(notFound))),

    'votes.next': ({ experimentId: id }) =>
      whenOpen(async (library) => {
        const next = await library.nextPair({ id })
        return next === null ? err(notFound) : ok(next)
      }),
    'votes.cast': (cast) =>
      whenOpen(async (library) => {
        const vote = await library.castVote({ ...cast, nowMs: nowMs() })
        if (vote === null) return err({ kind: 'bad-request', field: 'token' })
        changed(cast.experimentId)
        return ok(vote)
      }),
    'votes.undo': ({ experimentId: id }) =>
      whenOpen(async (library) =>
        (await library.undoVote({ id, nowMs: nowMs() })) ? changed(id) : err({ kind: 'not-found', what: 'vote' }),
      ),
    'votes.list': ({ experimentId: id }) =>
      whenOpen(async (library) => {
        const votes = await library.listVotes({ id })
        return votes === null ? err(notFound) : ok({ votes: [...votes] })
      }),
  } satisfies Partial<Handlers>

  /** Every arm by the rules of its model, with the longest of the prompts: nothing is found out half way. */
  function checkPlan({ arms, prompts, referenceIds }: ExperimentPlan): Refusal | null {
    for (const arm of arms) {
      const connection = connections.find(arm.settings.connectionId)
      if (connection === null) return { kind: 'not-found', what: 'connection' }
      const { rewriter } = arm.settings
      if (rewriter !== undefined && connections.find(rewriter.connectionId) === null)
        return { kind: 'not-found', what: 'connection' }
      const model = findModelOf(connection, arm.settings, nowMs())
      if (model === null) return { kind: 'bad-request', field: 'model' }
      const problem = checkArm(arm, model, connection.profile, { prompts, imageCount: referenceIds.length })
      if (problem !== null) return problem
    }
    return null
  }

  function checkArm(
    { kind, settings }: ArmPlan,
    model: Model,
    profile: Parameters<typeof armWords>[0]['profile'],
    { prompts, imageCount }: { readonly prompts: readonly string[]; readonly imageCount: number },
  ): Refusal | null {
    const inputs = { images: imageCount, hasMask: false, hasMarkup: false }
    for (const prompt of prompts) {
      const words = armWords({ kind, settings, profile }, prompt, null)
      const problem = checkRequest(model, words, settings.params, nowMs(), inputs)
      if (problem !== null) return problem
    }
    return null
  }
}
