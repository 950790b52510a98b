import { z } from 'zod'

export const Language = z.enum(['en', 'ko'])
export type Language = z.infer<typeof Language>
export const LanguageChoice = z.enum(['system', 'en', 'ko'])
export type LanguageChoice = z.infer<typeof LanguageChoice>
export const ThemeChoice = z.enum(['system', 'light', 'dark'])
export type ThemeChoice = z.infer<typeof ThemeChoice>

export const Settings = z
  .strictObject({
    languageChoice: LanguageChoice,
    /** What the choice, `DIPTYCH_LANG` and the system come to. */
    language: Language,
    /** `DIPTYCH_LANG` is set: the choice is kept but does not apply in this run. */
    isLanguageForced: z.boolean(),
    theme: ThemeChoice,
    /** What waits in the queue goes on by itself after a restart. */
    continuesAfterRestart: z.boolean(),
    /** `basic_text`, `gnome_libsecret`, `keychain`, …: what the system offers for keeping keys. */
    keyStorage: z.strictObject({ canEncrypt: z.boolean(), backend: z.string() }),
  })
  .readonly()
export type Settings = z.infer<typeof Settings>
