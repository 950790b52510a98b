import type { Experiment, Trial, TrialImage, Vote } from '#shared/experiment.ts'

/** An experiment as main would hand it out: one prompt, verbatim against augmented, two repeats, all made. */
const settings = {
  connectionId: 'openai',
  provider: 'openai-images',
  model: 'gpt-image-2.6-sunburst',
  params: { size: '1024x1024', n: 1, quality: 'high' },
} as const

export const verbatimId = 1
export const augmentedId = 2

export const sampleTrialImage = (id: number, changes: Partial<TrialImage> = {}): TrialImage => ({
  id,
  sha256: id.toString(16).padStart(64, '0'),
  format: 'png',
  width: 1024,
  height: 1024,
  revisedPrompt: null,
  costMicroUsd: 41_200,
  isGone: false,
  ...changes,
})

export const sampleTrial = (changes: Partial<Trial> & Pick<Trial, 'id' | 'armId'>): Trial => ({
  promptId: 1,
  repeat: 0,
  generationId: changes.id,
  status: 'succeeded',
  failure: null,
  sentPrompt: 'A red fox',
  durationMs: 12_300,
  images: [sampleTrialImage(changes.id)],
  ...changes,
})

export function sampleExperiment(changes: Partial<Experiment> = {}): Experiment {
  return {
    id: 7,
    title: 'Foxes of the north',
    status: 'ended',
    createdAtMs: 1_790_000_000_000,
    repeats: 2,
    promptCount: 1,
    caption: 'A red fox',
    arms: [
      { id: verbatimId, kind: 'verbatim', label: '', settings },
      {
        id: augmentedId,
        kind: 'augmented',
        label: '',
        settings: { ...settings, rewriter: { connectionId: 'openai', model: 'gpt-6-luna' } },
      },
    ],
    counts: { wanted: 4, succeeded: 4, failed: 0, out: 0 },
    voteCount: 0,
    isImported: false,
    prompts: [{ id: 1, text: 'A red fox' }],
    referenceIds: [],
    trials: [
      sampleTrial({ id: 11, armId: verbatimId }),
      sampleTrial({ id: 21, armId: augmentedId, sentPrompt: 'A red fox in soft light' }),
      sampleTrial({ id: 12, armId: verbatimId, repeat: 1 }),
      sampleTrial({ id: 22, armId: augmentedId, repeat: 1, sentPrompt: 'A red fox in soft light' }),
    ],
    rewrites: [
      {
        id: 31,
        armId: augmentedId,
        promptId: 1,
        outputText: 'A red fox in soft light',
        additions: ['soft light'],
        model: 'gpt-6-luna',
        templateVersion: 'augment-2',
        instructions: 'Leave less to chance.',
        isEdited: false,
        originalText: null,
      },
    ],
    problem: null,
    ...changes,
  }
}

let nextVoteId = 1
export const sampleVote = (verdict: Vote['verdict'], changes: Partial<Vote> = {}): Vote => ({
  id: nextVoteId++,
  promptId: 1,
  leftArmId: verbatimId,
  rightArmId: augmentedId,
  leftImageId: 11,
  rightImageId: 21,
  leftSha256: '0'.repeat(64),
  rightSha256: '1'.repeat(64),
  verdict,
  reasons: [],
  note: null,
  judge: 'person',
  isStale: false,
  createdAtMs: 1_790_000_000_000,
  ...changes,
})
