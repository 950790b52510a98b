import type { Experiment } from '../experiment.ts'

type Arm = Experiment['arms'][number]

/**
 * What an arm asks for over a prompt, without what the studio puts before it so that it is used as it is. `null` = its
 * words are still to be made.
 */
export function wordsOfArm(
  { rewrites }: Pick<Experiment, 'rewrites'>,
  { id, kind, settings }: Pick<Arm, 'id' | 'kind' | 'settings'>,
  prompt: { readonly id: number; readonly text: string },
): string | null {
  const rewrite = rewrites.find(({ armId, promptId }) => armId === id && promptId === prompt.id)
  const words = settings.prompt ?? (kind === 'augmented' ? (rewrite?.outputText ?? null) : prompt.text)
  return words === null || settings.suffix === undefined ? words : `${words} ${settings.suffix}`
}
