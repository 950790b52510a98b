import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CallInput } from '#shared/contract.ts'
import type { ExperimentPlan } from '#shared/experiment.ts'
import { ask } from './ask.ts'

// What changes an experiment invalidates nothing here: main answers with `experiment.changed`.

/** Newest first. */
export const useExperiments = () =>
  useQuery({
    queryKey: ['experiments', 'list'],
    queryFn: async () => (await ask('experiments.list', {})).experiments,
  })

export const useExperiment = (id: number) =>
  useQuery({ queryKey: ['experiments', 'one', id], queryFn: () => ask('experiments.get', { id }) })

/** How far apart the repeats of each arm look. Pictures may have to be looked at first, which takes a while. */
export const useVariety = (id: number) =>
  useQuery({
    queryKey: ['experiments', 'variety', id],
    queryFn: async () => (await ask('experiments.variety', { id })).arms,
  })

/** Oldest first. Asks for nothing while `isWanted` is false. */
export const useVotes = (experimentId: number, isWanted = true) =>
  useQuery({
    queryKey: ['experiments', 'votes', experimentId],
    queryFn: isWanted ? async () => (await ask('votes.list', { experimentId })).votes : skipToken,
  })

/** The same for as long as `plan` is; while the next is looked up, the one before stays on screen. */
export const useExperimentEstimate = (plan: ExperimentPlan | null) =>
  useQuery({
    queryKey: ['generations', 'experiment-estimate', plan],
    queryFn: plan === null ? skipToken : () => ask('experiments.estimate', plan),
    placeholderData: keepPreviousData,
  })

const nextPairKey = (experimentId: number) => ['blind-pair', experimentId] as const

/**
 * The pair before a person. Not among what an event makes out of date: pictures that arrive while somebody looks must not
 * take theirs away.
 */
export const useNextPair = (experimentId: number) =>
  useQuery({
    queryKey: nextPairKey(experimentId),
    queryFn: () => ask('votes.next', { experimentId }),
    // Coming back, it is the same unless it was judged or a picture of it deleted.
    staleTime: 0,
    gcTime: 0,
  })

export function useCastVote(experimentId: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (vote: Omit<CallInput<'votes.cast'>, 'experimentId'>) => {
      // What was judged is not told: the next pair may be of the same arms.
      await ask('votes.cast', { ...vote, experimentId })
    },
    onSettled: () => client.invalidateQueries({ queryKey: nextPairKey(experimentId) }),
  })
}

export function useUndoVote(experimentId: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => ask('votes.undo', { experimentId }),
    onSettled: () => client.invalidateQueries({ queryKey: nextPairKey(experimentId) }),
  })
}

/** Commits a plan; nothing is asked for by this. Its page is there at once. */
export function useCreateExperiment() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (plan: ExperimentPlan) => ask('experiments.create', plan),
    onSuccess: (made) => client.setQueryData(['experiments', 'one', made.id], made),
  })
}

export const useRenameExperiment = () =>
  useMutation({ mutationFn: (input: CallInput<'experiments.rename'>) => ask('experiments.rename', input) })

export const useRewriteExperiment = () =>
  useMutation({ mutationFn: (input: CallInput<'experiments.rewrite'>) => ask('experiments.rewrite', input) })

export const useEditRewrite = () =>
  useMutation({ mutationFn: (input: CallInput<'experiments.editRewrite'>) => ask('experiments.editRewrite', input) })

export const useStartExperiment = () => useMutation({ mutationFn: (id: number) => ask('experiments.start', { id }) })

export const usePauseExperiment = () => useMutation({ mutationFn: (id: number) => ask('experiments.pause', { id }) })

export const useRetryFailed = () => useMutation({ mutationFn: (id: number) => ask('experiments.retryFailed', { id }) })

export const useExtendExperiment = () =>
  useMutation({ mutationFn: (input: CallInput<'experiments.extend'>) => ask('experiments.extend', input) })

export const useReadPlan = () => useMutation({ mutationFn: (id: number) => ask('experiments.plan', { id }) })

/** Begins a task. `cancelled`: the person closed the system's dialog. */
export const useExportExperiment = () =>
  useMutation({ mutationFn: (input: CallInput<'experiments.export'>) => ask('experiments.export', input) })

/** What a model would have before it as a second judge; `null` = none is chosen. */
export const useJudgePlan = (experimentId: number, model: string | null) =>
  useQuery({
    queryKey: ['experiments', 'judge-plan', experimentId, model],
    queryFn: model === null ? skipToken : () => ask('judge.plan', { experimentId, model }),
  })

export const useJudgeState = (experimentId: number) =>
  useQuery({
    queryKey: ['experiments', 'judge-state', experimentId],
    queryFn: () => ask('judge.state', { experimentId }),
  })

/** Each pair is a paid request where the model is. */
export const useStartJudge = () =>
  useMutation({ mutationFn: (input: CallInput<'judge.start'>) => ask('judge.start', input) })

export const useStopJudge = () =>
  useMutation({ mutationFn: (experimentId: number) => ask('judge.stop', { experimentId }) })
