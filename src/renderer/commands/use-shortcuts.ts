import { useEffect, useEffectEvent } from 'react'
import { isMac } from '../ui/platform.ts'
import { isComposing } from '../ui/submit-enter.ts'
import type { Command } from './command.ts'
import { matchesShortcut } from './shortcut.ts'

/**
 * Runs commands by their keys, wherever the focus is: those with Mod, and `?` where no text is being typed. Other bare
 * keys belong to the area that has the focus. An area that handled a key itself has called `preventDefault`. In a field
 * Mod+Z means the words in it, unless a command says that it means more than those.
 */
export function useShortcuts(commands: readonly Command[]): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || isComposing(event) || isInDialog(event.target)) return
    const command = commands.find(
      (candidate) =>
        candidate.isEnabled &&
        candidate.shortcut !== null &&
        worksEverywhere(candidate.shortcut, candidate.worksInFields ?? false, event.target) &&
        matchesShortcut(event, candidate.shortcut, isMac),
    )
    if (command === undefined) return
    event.preventDefault()
    command.run()
  })

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

const worksEverywhere = (shortcut: string, worksInFields: boolean, target: EventTarget | null): boolean =>
  shortcut === '?' || shortcut === 'Mod+Z' ? worksInFields || !isTextField(target) : shortcut.startsWith('Mod+')

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, input:not([type=checkbox], [type=radio], [type=range])'))

/** A dialog asks for an answer first: nothing behind it may be set off. */
const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-dialog]') !== null
