import type { ArmPlan, Experiment, ExperimentPlan } from '#shared/experiment.ts'
import { makePng } from './make-picture.ts'
import { done, image, type TestLibrary } from './open-test-library.ts'
import { scriptAnswer, scriptedHead } from './scripted-answer.ts'

const settings = { connectionId: 'c1', provider: 'openai-images', model: 'm', params: { size: 'auto', n: 1 } } as const
const verbatim: ArmPlan = { kind: 'verbatim', label: '', settings }
const augmented: ArmPlan = {
  kind: 'augmented',
  label: 'With light',
  settings: { ...settings, rewriter: { connectionId: 'c1', model: 'writer' } },
}

const plan = (changes: Partial<ExperimentPlan> = {}): ExperimentPlan => ({
  title: 'Does it help?',
  prompts: ['고양이', 'a fox\nin two lines'],
  arms: [verbatim, augmented],
  repeats: 2,
  referenceIds: [],
  ...changes,
})

/** Commits a plan: two prompts, verbatim against augmented, two repeats; what it is about is changed. Answers its id. */
export const createExperiment = (library: TestLibrary, changes: Partial<ExperimentPlan> = {}): number =>
  library.operations.createExperiment({ plan: plan(changes), nowMs: 1000 })

export function readExperiment(library: TestLibrary, id: number): Omit<Experiment, 'problem'> {
  const experiment = library.operations.getExperiment({ id })
  if (experiment === null) throw new Error('The experiment is gone')
  return experiment
}

/** Gives each prompt of the augmented arm its words. */
export function rewriteAll({ operations }: TestLibrary, id: number): void {
  for (const { armId, promptId, text } of operations.missingRewrites({ id }))
    operations.saveRewrite({
      experimentId: id,
      armId,
      promptId,
      rewrite: {
        inputText: text,
        outputText: `${text}, in soft light`,
        additions: ['soft light'],
        provider: 'chat-text',
        connectionId: 'c1',
        connectionLabel: 'OpenAI',
        model: 'writer-1',
        templateVersion: 'augment-2',
        instructions: 'Rewrite.',
        createdAtMs: 1500,
      },
    })
}

/** Asks for everything that is wanted and lets all of it succeed, but for what `fails` names. */
export async function runAll(
  library: TestLibrary,
  id: number,
  fails: (trialIndex: number) => boolean = () => false,
): Promise<void> {
  const { operations } = library
  const { next } = operations.experimentWork({ id, limit: 1000 })
  for (const [index, trial] of next.entries()) {
    const begun = await operations.beginGeneration({
      draft: { connectionId: 'c1', model: 'm', typedPrompt: trial.typedPrompt, params: settings.params },
      provider: 'openai-images',
      connectionLabel: 'OpenAI',
      sentPrompt: trial.rewritten ?? trial.typedPrompt,
      createdAtMs: 2000 + index,
      trial: { trialId: trial.trialId, armId: trial.armId, experimentId: id },
    })
    if (!begun.ok) throw new Error(begun.failure.kind)
    const generationId = begun.value.id
    operations.markSent({ id: generationId, nowMs: 2000 })
    if (fails(index)) {
      const failure = { kind: 'moderation-refused', stage: 'input', categories: [] } as const
      const end = { requestId: null, rawResponse: null, durationMs: 5 }
      await operations.failGeneration({ id: generationId, failure, nowMs: 3000, ...end })
    } else {
      operations.openSpool({ id: generationId, head: scriptedHead })
      operations.appendSpool({ id: generationId, bytes: scriptAnswer([image(makePng()), done]) })
      await operations.settleGeneration({ id: generationId, nowMs: 3000, durationMs: 900 })
    }
  }
}
