import { similarity } from './similarity.ts'

export type Obedience = 'honoured' | 'altered'

/**
 * From this similarity on a revised prompt counts as the typed one: one word more in 25, or one in fifty exchanged. A
 * choice, not a finding: a correction in a long text is let pass, and prompts that were rewritten lie far below.
 */
export const honouredFrom = 0.98

/** Whether a provider that was told to take the prompt as it is did so. Case and white space make no difference. */
export const readObedience = (typed: string, revised: string): Obedience =>
  bare(typed) === bare(revised) || similarity(typed, revised) >= honouredFrom ? 'honoured' : 'altered'

// All white space goes: Korean spacing is often corrected, and 할수있다 is 할 수 있다.
const bare = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s/gu, '')
