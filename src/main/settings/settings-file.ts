import { join } from 'node:path'
import { z } from 'zod'
import { type Language, LanguageChoice, type Settings, ThemeChoice } from '#shared/settings.ts'
import { type JsonFile, openJsonFile } from './json-file.ts'

const SettingsFile = z.looseObject({
  languageChoice: LanguageChoice.catch('system'),
  theme: ThemeChoice.catch('system'),
  /** `null` = the folder beside these settings. */
  libraryPath: z.string().nullable().catch(null),
  /**
   * The folder was chosen while it was empty and gets its library on the next start. Any other folder without one is
   * a drive that is not there.
   */
  isLibraryNew: z.boolean().catch(false),
  window: z
    .object({
      bounds: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
      isMaximized: z.boolean(),
    })
    .nullable()
    .catch(null),
})
export type SettingsFile = z.infer<typeof SettingsFile>

export const openSettingsFile = (options: {
  readonly profileFolder: string
  readonly nowMs: () => number
  readonly onDamaged: (movedTo: string) => void
}): JsonFile<SettingsFile> =>
  openJsonFile({
    path: join(options.profileFolder, 'settings.json'),
    schema: SettingsFile,
    initial: { languageChoice: 'system', theme: 'system', libraryPath: null, isLibraryNew: false, window: null },
    nowMs: options.nowMs,
    onDamaged: options.onDamaged,
  })

/** `DIPTYCH_LANG` first, then the person's choice, then the system; English where nothing fits. */
export function resolveLanguage(options: {
  readonly forced: string | undefined
  readonly choice: LanguageChoice
  /** In the system's order of preference, e.g. `ko-KR`. */
  readonly systemLanguages: readonly string[]
}): { readonly language: Language; readonly isForced: boolean } {
  const { forced, choice, systemLanguages } = options
  if (forced === 'en' || forced === 'ko') return { language: forced, isForced: true }
  if (choice !== 'system') return { language: choice, isForced: false }
  const [first] = systemLanguages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .filter((tag) => tag === 'ko' || tag === 'en')
  return { language: first === 'ko' ? 'ko' : 'en', isForced: false }
}

export const describeSettings = (options: {
  readonly file: SettingsFile
  readonly forcedLanguage: string | undefined
  readonly systemLanguages: readonly string[]
  readonly keyStorage: Settings['keyStorage']
}): Settings => {
  const { language, isForced } = resolveLanguage({
    forced: options.forcedLanguage,
    choice: options.file.languageChoice,
    systemLanguages: options.systemLanguages,
  })
  return {
    languageChoice: options.file.languageChoice,
    language,
    isLanguageForced: isForced,
    theme: options.file.theme,
    keyStorage: options.keyStorage,
  }
}
