const storageKey = 'viewer-auto-advance'

/** Whether the viewer goes on by itself once a picture is rated. */
export const readAutoAdvance = (): boolean => localStorage.getItem(storageKey) === 'true'

export const keepAutoAdvance = (isOn: boolean): void => localStorage.setItem(storageKey, String(isOn))

/** The rating that a command gives; `null` = it gives none. */
export function judgedRating(commandId: string): number | null {
  const [, digit] = /^picture[.]rate-([1-5])$/.exec(commandId) ?? []
  return digit === undefined ? null : Number(digit)
}
