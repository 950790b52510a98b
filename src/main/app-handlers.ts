import { readFile } from 'node:fs/promises'
import type { Handlers, ParsedInput } from '#shared/contract.ts'
import { ok } from '#shared/result.ts'
import type { Desktop } from './desktop.ts'

export const createAppHandlers = (options: {
  readonly desktop: Desktop
  readonly version: string
  readonly sqliteVersion: () => Promise<string>
  readonly noticesPath: string
  readonly logFolder: string
  readonly setMenu: (groups: ParsedInput<'menu.set'>['groups']) => void
  readonly popUpMenu: (menu: ParsedInput<'menu.popup'>) => Promise<string | null>
}) => {
  const { desktop, version, sqliteVersion, noticesPath, logFolder, setMenu, popUpMenu } = options
  return {
    'app.info': async () =>
      ok({
        version,
        electron: process.versions['electron'] ?? '',
        chrome: process.versions['chrome'] ?? '',
        node: process.versions.node,
        sqlite: await sqliteVersion(),
        platform: process.platform,
      }),
    'app.licences': async () => ok({ text: await readFile(noticesPath, 'utf8') }),
    'app.openLogFolder': async () => {
      await desktop.openFolder(logFolder)
      return ok({})
    },
    'app.openExternal': async ({ page }) => {
      await desktop.openExternal(page)
      return ok({})
    },
    'app.quit': () => {
      desktop.quit()
      return ok({})
    },
    'menu.set': ({ groups }) => {
      setMenu(groups)
      return ok({})
    },
    'menu.popup': async (menu) => ok({ commandId: await popUpMenu(menu) }),
  } satisfies Partial<Handlers>
}
