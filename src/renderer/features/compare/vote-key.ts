import type { Verdict } from '#shared/experiment.ts'
import { isComposing } from '../../ui/submit-enter.ts'

export type VoteAction = Verdict | 'undo'

interface VoteKey {
  readonly code: string
  readonly target: EventTarget | null
  readonly defaultPrevented: boolean
  readonly repeat: boolean
  readonly isComposing: boolean
  readonly keyCode: number
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** By the key's place: with a Korean layout these give ㅁ, ㅠ, ㅅ, ㅜ and ㅕ. */
const actions: Readonly<Record<string, VoteAction>> = {
  KeyA: 'left',
  KeyB: 'right',
  KeyT: 'tie',
  KeyN: 'both-bad',
  KeyU: 'undo',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** What a key says of the pair; `null` = nothing. A key that is held down votes once. */
export function voteKey(event: VoteKey): VoteAction | null {
  const { ctrlKey, metaKey, altKey, shiftKey } = event
  if (event.defaultPrevented || event.repeat || isComposing(event)) return null
  if (ctrlKey || metaKey || altKey || shiftKey || isElsewhere(event.target, event.code)) return null
  return actions[event.code] ?? null
}

/** Where the key is meant for words, or for moving within a group or along a slider. */
function isElsewhere(target: EventTarget | null, code: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('textarea, input:not([type=range], [type=radio]), select, [data-dialog], .popup') !== null)
    return true
  return code.startsWith('Arrow') && target.closest('[role="radio"], [role="slider"], input, [role="menu"]') !== null
}
