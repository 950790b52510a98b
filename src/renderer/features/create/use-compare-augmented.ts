import { useCallback, useState } from 'react'
import type { ExperimentPlan } from '#shared/experiment.ts'
import { useAppStore } from '../../app-store.ts'
import { useCompareStore } from '../../compare-store.ts'
import { checkDraft } from '../../composing/check-draft.ts'
import { promptComposition } from '../../composing/prompt-composition.ts'
import { ask } from '../../data/ask.ts'
import { useCreateExperiment } from '../../data/experiments.ts'
import { FailureError } from '../../data/failure-error.ts'
import { useWays, type Way } from '../../data/ways.ts'
import { contentOf, type DraftContent, referencesOf, useDraftStore } from '../../draft-store.ts'
import { i18n } from '../../i18n/i18n.ts'
import { resolveTarget } from '../../resolve-target.ts'
import { titleFromPrompt } from '../../title-from-prompt.ts'
import { showToast } from '../../ui/toast.tsx'
import { usualRewriter } from '../../usual-rewriter.ts'
import { useCreateStore } from './create-store.ts'

/** Image models take no seed, so one pair proves nothing. */
const usualRepeats = 4

/** The draft sent as typed and rewritten, everything else alike; `null` = it cannot be sent as it is. */
export function planOfDraft(content: DraftContent, ways: readonly Way[]): ExperimentPlan | null {
  const target = resolveTarget(content, ways)
  // An experiment stands alone: no arm goes on from an earlier turn.
  if (target === null || content.turnBefore !== null) return null
  // Repeats take the place of several pictures at a time, and nobody watches for previews, which cost.
  // With one seed they would all be one picture: the runner gives each repeat its own.
  const { seed: _, ...wishes } = content.params
  const params = { ...wishes, n: 1, partialImages: 0 }
  const { draft, problem } = checkDraft({ ...content, params }, target)
  const way = ways.find(({ connection }) => connection.id === target.connection.id)
  const rewriter = way === undefined ? null : usualRewriter(way, ways)
  if (problem !== null || rewriter === null) return null
  const settings = {
    connectionId: draft.connectionId,
    provider: target.model.provider,
    model: draft.model,
    params: draft.params,
  }
  return {
    title: titleFromPrompt(draft.typedPrompt),
    prompts: [draft.typedPrompt],
    arms: [
      { kind: 'verbatim', label: '', settings },
      { kind: 'augmented', label: '', settings: { ...settings, rewriter } },
    ],
    repeats: usualRepeats,
    referenceIds: referencesOf(content).map(({ imageId }) => imageId),
  }
}

/** Button and key are two ways to the same press. */
let isUnderWay = false

/**
 * One press from the draft to an experiment that runs. Where pictures cost something it stops after the words, which a
 * person reads before money is spent on them.
 */
export function useCompareAugmented(): { readonly run: () => Promise<void>; readonly isBusy: boolean } {
  const { data: ways } = useWays()
  const { mutateAsync: create } = useCreateExperiment()
  const [isBusy, setBusy] = useState(false)
  const run = useCallback(async () => {
    if (isUnderWay) return
    isUnderWay = true
    setBusy(true)
    try {
      await promptComposition.settled()
      const content = contentOf(useDraftStore.getState())
      const plan = planOfDraft(content, ways ?? [])
      if (plan === null) return
      await begin(plan)
      const { seed } = content.params
      if (seed !== undefined) showToast({ title: i18n.t('seedLeftOut', { ns: 'compare', seed }) })
    } catch (cause) {
      if (!(cause instanceof FailureError)) throw cause
      useCreateStore.getState().setStartFailure(cause.failure)
    } finally {
      isUnderWay = false
      setBusy(false)
    }

    async function begin(plan: ExperimentPlan): Promise<void> {
      useCreateStore.getState().setStartFailure(null)
      const { arms } = await ask('experiments.estimate', plan)
      const { id } = await create(plan)
      const isRewrittenFree = plan.arms.every(
        ({ settings: { rewriter } }) =>
          rewriter === undefined ||
          ways?.find(({ connection }) => connection.id === rewriter.connectionId)?.connection.profile === 'sketch',
      )
      const isFree = isRewrittenFree && arms.every(({ estimate }) => estimate.kind === 'free')
      // It exists from here on, so what goes wrong is said there.
      useCompareStore.getState().showExperiment(id)
      useAppStore.getState().goTo('compare')
      await ask('experiments.rewrite', { id, thenStart: isFree })
    }
  }, [ways, create])
  return { run, isBusy }
}
