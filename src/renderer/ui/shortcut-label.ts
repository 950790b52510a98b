const macSymbols: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃', Enter: '↩' }
const otherNames: Readonly<Record<string, string>> = { Mod: 'Ctrl' }
const keyNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Equal: '+',
  Minus: '−',
}

/** `Mod+Shift+K` → `['⌘', '⇧', 'K']` on macOS, `['Ctrl', 'Shift', 'K']` elsewhere. */
export function shortcutKeys(shortcut: string, isMac: boolean): readonly string[] {
  const names = isMac ? macSymbols : otherNames
  return shortcut.split('+').map((part) => names[part] ?? keyNames[part] ?? part)
}

/** The same as one text: `⌘⇧K`, `Ctrl+Shift+K`. */
export const shortcutLabel = (shortcut: string, isMac: boolean): string =>
  shortcutKeys(shortcut, isMac).join(isMac ? '' : '+')

/** For `aria-keyshortcuts`. */
export const ariaShortcut = (shortcut: string, isMac: boolean): string =>
  shortcut.replace('Mod', isMac ? 'Meta' : 'Control').replace('Ctrl+', 'Control+')
