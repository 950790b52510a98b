import { join } from 'node:path'
import type { Language, LanguageChoice, Settings, ThemeChoice } from '#shared/settings.ts'
import type { WindowPlace } from '../window-place.ts'
import { type JsonFile, openJsonFile } from './json-file.ts'

export interface SettingsFile {
  readonly languageChoice: LanguageChoice
  readonly theme: ThemeChoice
  /** `null` = the folder beside these settings. */
  readonly libraryPath: string | null
  /**
   * The folder was chosen while it was empty and gets its library on the next start. Any other folder without one is
   * a drive that is not there.
   */
  readonly isLibraryNew: boolean
  /** Where backups go besides the library itself; `null` = nowhere yet. */
  readonly backupFolder: string | null
  /** What waited in the queue when the studio ended goes on by itself on the next start. */
  readonly continuesAfterRestart: boolean
  readonly window: WindowPlace | null
}

const initial: SettingsFile = {
  languageChoice: 'system',
  theme: 'system',
  libraryPath: null,
  isLibraryNew: false,
  backupFolder: null,
  continuesAfterRestart: true,
  window: null,
}
const languageChoices: readonly LanguageChoice[] = ['system', 'en', 'ko']
const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark']

export const openSettingsFile = (options: {
  readonly profileFolder: string
  readonly nowMs: () => number
  readonly onDamaged: (movedTo: string) => void
}): JsonFile<SettingsFile> =>
  openJsonFile({
    path: join(options.profileFolder, 'settings.json'),
    read: readSettings,
    initial,
    nowMs: options.nowMs,
    onDamaged: options.onDamaged,
  })

/**
 * What is understood is taken, the rest is as at first; what a newer version wrote beside it stays. By hand, because
 * the window waits for this and a schema library would keep it waiting.
 */
function readSettings(stored: unknown): SettingsFile | null {
  if (!isRecord(stored)) return null
  const { languageChoice, theme, libraryPath, isLibraryNew, backupFolder, continuesAfterRestart, window } = stored
  return {
    ...stored,
    languageChoice: languageChoices.find((choice) => choice === languageChoice) ?? initial.languageChoice,
    theme: themeChoices.find((choice) => choice === theme) ?? initial.theme,
    libraryPath: typeof libraryPath === 'string' ? libraryPath : initial.libraryPath,
    isLibraryNew: typeof isLibraryNew === 'boolean' ? isLibraryNew : initial.isLibraryNew,
    backupFolder: typeof backupFolder === 'string' ? backupFolder : initial.backupFolder,
    continuesAfterRestart:
      typeof continuesAfterRestart === 'boolean' ? continuesAfterRestart : initial.continuesAfterRestart,
    window: readPlace(window),
  }
}

function readPlace(stored: unknown): WindowPlace | null {
  if (!isRecord(stored) || !isRecord(stored['bounds'])) return null
  const { x, y, width, height } = stored['bounds']
  const { isMaximized } = stored
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height) || typeof isMaximized !== 'boolean')
    return null
  return { bounds: { x, y, width, height }, isMaximized }
}

const isNumber = (value: unknown): value is number => Number.isFinite(value)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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
    continuesAfterRestart: options.file.continuesAfterRestart,
    keyStorage: options.keyStorage,
  }
}
