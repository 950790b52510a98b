import { isMac } from '../ui/platform.ts'
import { isComposing } from '../ui/submit-enter.ts'
import type { Command } from './command.ts'
import { type KeyPress, matchesShortcut } from './shortcut.ts'

interface BareKeyPress extends KeyPress {
  readonly target: EventTarget | null
  readonly isComposing: boolean
  readonly keyCode: number
}

/**
 * The command that a key without Mod asks for, where one can run now. For the areas that own such keys (grid, viewer);
 * never while something is being typed.
 */
export function findByBareKey(commands: readonly Command[], event: BareKeyPress): Command | undefined {
  if (isComposing(event) || isTextField(event.target)) return undefined
  const { code, ctrlKey, metaKey, shiftKey, altKey } = event
  // Apple's keyboards have no Delete key of their own; the one above Return says Backspace.
  const key = isMac && event.key === 'Backspace' ? 'Delete' : event.key
  return commands.find(
    ({ shortcut, isEnabled }) =>
      isEnabled &&
      shortcut !== null &&
      !shortcut.startsWith('Mod+') &&
      matchesShortcut({ key, code, ctrlKey, metaKey, shiftKey, altKey }, shortcut, isMac),
  )
}

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range])'))
