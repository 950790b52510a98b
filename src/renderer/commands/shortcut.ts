/** The part of a keyboard event that shortcuts read. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const punctuationCodes: Readonly<Record<string, string>> = {
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '-': 'Minus',
  '=': 'Equal',
}

/**
 * Whether `event` is `shortcut` (`Mod+Shift+K`, `F`, `?`, `ArrowLeft`).
 * A letter is recognised by the letter it types where that is a Latin one (Dvorak, AZERTY), else by its place on the
 * board: with a Korean layout the key B types ㅠ.
 */
export function matchesShortcut(event: KeyPress, shortcut: string, isMac: boolean): boolean {
  if (shortcut === '?') return event.key === '?' && !event.ctrlKey && !event.metaKey && !event.altKey
  const parts = shortcut.split('+')
  const wants = (modifier: string): boolean => parts.includes(modifier)
  const mod = isMac ? event.metaKey : event.ctrlKey
  const otherMod = isMac ? event.ctrlKey : event.metaKey
  return (
    mod === wants('Mod') &&
    otherMod === wants('Ctrl') &&
    event.shiftKey === wants('Shift') &&
    event.altKey === wants('Alt') &&
    isKey(event, parts.at(-1) ?? '')
  )
}

function isKey(event: KeyPress, key: string): boolean {
  if (/^[A-Z]$/.test(key))
    return /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() === key : event.code === `Key${key}`
  if (/^\d$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`
  const punctuation = punctuationCodes[key]
  if (punctuation !== undefined) return event.code === punctuation
  return event.key === key || event.code === key
}

const acceleratorNames: Readonly<Record<string, string>> = {
  Mod: 'CmdOrCtrl',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Comma: ',',
  Period: '.',
  Slash: '/',
}

/** For the native menu. `null` for keys without Mod, which belong to the area that has the focus. */
export const toAccelerator = (shortcut: string): string | null =>
  shortcut.startsWith('Mod+') ? toShownAccelerator(shortcut) : null

/** The same for a context menu, which shows every key and listens to none. */
export const toShownAccelerator = (shortcut: string): string =>
  shortcut
    .split('+')
    .map((part) => acceleratorNames[part] ?? part)
    .join('+')
