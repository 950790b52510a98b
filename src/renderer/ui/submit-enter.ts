/** The part of a React keyboard event this rule reads. */
export interface EnterEvent {
  readonly key: string
  readonly shiftKey: boolean
  readonly nativeEvent: { readonly isComposing: boolean; readonly keyCode: number }
}

/**
 * Whether this Enter means "go", and does not just end a Hangul syllable. `keyCode` 229 marks keys that the input method
 * handles; Chromium also gives it to the Enter that arrives after `compositionend`, when `isComposing` is false again.
 */
export const isSubmitEnter = (event: EnterEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !isComposing(event.nativeEvent)

/** The same rule for every other key (Escape, arrows, shortcuts): while composing, keys belong to the input method. */
export const isComposing = (event: { readonly isComposing: boolean; readonly keyCode: number }): boolean =>
  event.isComposing || event.keyCode === 229
