import type { Handlers } from '#shared/contract.ts'
import { ok } from '#shared/result.ts'
import type { Settings } from '#shared/settings.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { JsonFile } from './json-file.ts'
import type { SettingsFile } from './settings-file.ts'

export const createSettingsHandlers = (options: {
  readonly file: JsonFile<SettingsFile>
  readonly describe: () => Promise<Settings>
  /** Brings the native side (title bar, menus, dialogs) in line. */
  readonly apply: (settings: Settings) => void
  readonly broadcast: Broadcast
}) => {
  const { file, describe, apply, broadcast } = options
  const change = async (changed: Partial<SettingsFile>) => {
    await file.update((value) => ({ ...value, ...changed }))
    const settings = await describe()
    apply(settings)
    broadcast('settings.changed', settings)
    return ok(settings)
  }
  return {
    'settings.get': async () => ok(await describe()),
    'settings.setLanguage': ({ choice }) => change({ languageChoice: choice }),
    'settings.setContinuesAfterRestart': ({ continues }) => change({ continuesAfterRestart: continues }),
    'settings.setTheme': ({ theme }) => change({ theme }),
  } satisfies Partial<Handlers>
}
