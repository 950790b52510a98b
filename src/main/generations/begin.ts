import type { FailureOf } from '#shared/failure.ts'
import type { Draft, QueuedGeneration } from '#shared/generation.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { type EditProblem, editTarget, writeEdit } from '../edits/begin-edit.ts'
import { assignGeneration } from '../experiments/trials.ts'
import { budgetProblem } from '../ledger/budgets.ts'
import type { Library } from '../library/library.ts'
import { inFlight, inputImageCountOf, upperCost } from './expected-cost.ts'
import { insertSources } from './sources.ts'
import { isFree } from './status-after-loss.ts'
import { insertQueued } from './table.ts'

/** An answer with ten large pictures, spooled and stored, fits many times. */
const bytesForPaidAnswer = 200_000_000

export interface Beginning {
  readonly draft: Draft
  readonly provider: ProviderId
  readonly connectionLabel: string
  readonly sentPrompt: string
  readonly createdAtMs: number
  /** What it is asked for in an experiment; nothing is asked for twice in the same place. */
  readonly trial?: TrialPlace
}

export interface TrialPlace {
  readonly trialId: number
  readonly armId: number
  readonly experimentId: number
}

/**
 * Commits the row `queued`, with everything that will leave. Nothing is paid for that could not be kept: with less than
 * 200 MB of room the answer is `disk-full`, and what could go over a hard budget is refused as `budget-reached`.
 */
export async function beginGeneration(
  { db, paths, world }: Library,
  { draft, provider, connectionLabel, sentPrompt, createdAtMs, trial }: Beginning,
): Promise<Result<QueuedGeneration, EditProblem | FailureOf<'disk-full' | 'budget-reached'>>> {
  if (!isFree(provider)) {
    const free = await world.freeBytes(paths.folder)
    if (free < bytesForPaidAnswer)
      return err({ kind: 'disk-full', detail: `${Math.round(free / 1e6)} MB of 200 MB are free` })
  }
  // SQLite stores UTF-8, which has no lone surrogates: they would come back as something else.
  const asked = {
    provider,
    connectionId: draft.connectionId.toWellFormed(),
    connectionLabel: connectionLabel.toWellFormed(),
    model: draft.model.toWellFormed(),
    typedPrompt: draft.typedPrompt.toWellFormed(),
    sentPrompt: sentPrompt.toWellFormed(),
    requestedParams: draft.params,
    createdAtMs,
    previousGenerationId: draft.previousGenerationId ?? null,
  }
  const request = {
    provider,
    connectionId: asked.connectionId,
    model: asked.model,
    params: draft.params,
    inputImageCount: inputImageCountOf(draft),
  }
  const insert = db.transaction(() => {
    const problem = budgetProblem(
      db,
      {
        upperMicroUsd: upperCost(db, request, Buffer.byteLength(asked.sentPrompt)),
        inFlight: () => inFlight(db, { which: 'sent-and-queued' }),
      },
      createdAtMs,
    )
    if (problem !== null) return err(problem)
    const target = editTarget(db, draft)
    if (!target.ok) return target
    const id = insertQueued(db, asked, trial)
    if (trial !== undefined) assignGeneration(db, trial.trialId, id)
    insertSources(db, id, draft.sources ?? [])
    if (draft.edit !== undefined && target.value !== null) writeEdit(db, id, target.value.imageId, draft.edit)
    return ok({ status: 'queued', id, ...asked, attempts: 0, notBeforeMs: null } as const)
  })
  return insert.immediate()
}
