/** Where a command stands in the native menu. */
export type CommandGroup = 'file' | 'edit' | 'view' | 'help'

/**
 * One thing a person can do. Menu, palette, shortcut sheet and buttons all read this object, so that a label, a key and
 * a condition are written once.
 */
export interface Command {
  /** `area.verb`, for instance `create.generate`. */
  readonly id: string
  /** In the person's language. */
  readonly label: string
  /** In English, so that the palette finds it whatever the language on screen. */
  readonly englishLabel: string
  /**
   * `Mod+K`, `Shift+X`, `?`, `F`, `Escape`: modifiers, then one key; `Mod` is Command on macOS and Control elsewhere.
   * Shortcuts with Mod work everywhere. Bare keys are shown here but listened to by their own area (grid, viewer).
   */
  readonly shortcut: string | null
  /** Its key is meant in a text field too, where another would belong to the words. */
  readonly worksInFields?: boolean
  readonly group: CommandGroup
  readonly isEnabled: boolean
  readonly run: () => void
}
