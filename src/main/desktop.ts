import { app, BrowserWindow, dialog, shell } from 'electron'
import type { Words } from './words.ts'

/** What the system's desktop does for us. The handlers get it as plain functions and know nothing of Electron. */
export interface Desktop {
  /** `null` when the person closed the dialog. */
  readonly chooseFolder: (title: string) => Promise<string | null>
  readonly chooseSaveFile: (suggestedName: string, extension: string) => Promise<string | null>
  readonly showInFolder: (path: string) => void
  readonly openFolder: (path: string) => Promise<void>
  readonly openExternal: (page: keyof typeof externalPages) => Promise<void>
  readonly quit: () => void
  readonly relaunch: () => void
}

/** Every address that the studio ever hands to the system's browser. */
const externalPages = {
  'openai-api-keys': 'https://platform.openai.com/api-keys',
  'openai-billing': 'https://platform.openai.com/settings/organization/billing/overview',
} as const

export function createDesktop(words: () => Words): Desktop {
  const parent = (): BrowserWindow | undefined => BrowserWindow.getAllWindows()[0]
  return {
    chooseFolder: async (title) => {
      const options: Electron.OpenDialogOptions = {
        title,
        buttonLabel: words().use,
        properties: ['openDirectory', 'createDirectory'],
      }
      const window = parent()
      const { canceled, filePaths } = await (window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    chooseSaveFile: async (suggestedName, extension) => {
      const options: Electron.SaveDialogOptions = {
        title: words().saveImage,
        defaultPath: suggestedName,
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      }
      const window = parent()
      const { canceled, filePath } = await (window === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      return canceled || filePath === '' ? null : filePath
    },
    showInFolder: (path) => shell.showItemInFolder(path),
    openFolder: async (path) => {
      const problem = await shell.openPath(path)
      if (problem !== '') throw new Error(problem)
    },
    openExternal: (page) => shell.openExternal(externalPages[page]),
    quit: () => app.quit(),
    relaunch: () => {
      app.relaunch()
      app.quit()
    },
  }
}
