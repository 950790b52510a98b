import { ask } from '../data/ask.ts'
import { sayFailure } from '../say-failure.ts'
import type { Command } from './command.ts'
import { toShownAccelerator } from './shortcut.ts'

export type PopupEntry = Pick<Command, 'id' | 'label' | 'shortcut' | 'isEnabled' | 'run'>

interface MenuEvent {
  readonly target: EventTarget
  readonly button: number
}

/**
 * Opens the system's context menu and runs what is chosen in it. Opened with the menu key or Shift+F10 it stands at the
 * element that has the focus, not at a pointer that may be anywhere.
 */
export async function openPopupMenu(event: MenuEvent, groups: readonly (readonly PopupEntry[])[]): Promise<void> {
  const shown = groups.filter((entries) => entries.length > 0)
  if (!shown.flat().some(({ isEnabled }) => isEnabled)) return
  const items = shown.flatMap((entries, place) => [
    ...(place === 0 ? [] : [{ kind: 'separator' } as const]),
    ...entries.map(({ id, label, shortcut, isEnabled }) => ({
      kind: 'command' as const,
      commandId: id,
      label,
      accelerator: shortcut === null ? null : toShownAccelerator(shortcut),
      isEnabled,
    })),
  ])
  try {
    const { commandId } = await ask('menu.popup', { items, at: placeOf(event) })
    const chosen = shown.flat().find(({ id }) => id === commandId)
    if (chosen?.isEnabled) chosen.run()
  } catch (problem) {
    sayFailure(problem)
  }
}

/** `null` = where the pointer is. */
function placeOf({ button, target }: MenuEvent): { readonly x: number; readonly y: number } | null {
  // A key gives the event no button.
  if (button === 2 || !(target instanceof Element)) return null
  const { left, top, width, height } = target.getBoundingClientRect()
  return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) }
}
