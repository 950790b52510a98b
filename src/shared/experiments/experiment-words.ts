// Apart from the schemas, because the page may not load what checks them: zod compiles code, which its policy forbids.

/**
 * Where an arm's words come from: `verbatim` – as typed; `augmented` – made by a language model from what was typed;
 * `wrapped` – typed, and a language model between the person and the image model words them anew; `custom` – its own.
 */
export const armKinds = ['verbatim', 'augmented', 'wrapped', 'custom'] as const

/** Why one was better, in words that mean the same in every experiment. */
export const voteReasons = [
  'prompt',
  'detail',
  'composition',
  'light',
  'style',
  'text',
  'anatomy',
  'artefacts',
] as const

/** The most pictures one experiment asks for. */
export const maxTrials = 4000
