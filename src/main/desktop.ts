import { app, BrowserWindow, dialog, type NativeImage, Notification, nativeImage, shell } from 'electron'
import { bringToFront } from './bring-to-front.ts'
import { dragIconSide } from './image-pool/messages.ts'
import { appOrigin } from './ipc/is-trusted-sender.ts'
import type { QuitQuestion } from './quitting.ts'
import type { Words } from './words.ts'

/** What the system's desktop does for us. The handlers get it as plain functions and know nothing of Electron. */
export interface Desktop {
  /** `null` when the person closed the dialog. */
  readonly chooseFolder: (title: string) => Promise<string | null>
  readonly choosePictures: () => Promise<readonly string[] | null>
  readonly chooseFolderOfPictures: () => Promise<string | null>
  readonly chooseArchive: () => Promise<string | null>
  readonly chooseSaveFile: (suggestedName: string, extension: string, title?: string) => Promise<string | null>
  /** Of a page of our own, by its path, once it says that it is ready. Nobody sees it. */
  readonly makePdf: (page: string) => Promise<Uint8Array>
  readonly printPage: (page: string) => Promise<Printed>
  readonly showInFolder: (path: string) => void
  readonly openFolder: (path: string) => Promise<void>
  readonly openExternal: (page: keyof typeof externalPages) => Promise<void>
  /** Goes on with a drag that began in the page, outside of it. */
  readonly startDrag: (files: readonly string[], icon: Uint8Array | null) => void
  /** Ends the studio; what is in flight is asked about first. */
  readonly quit: () => void
  /** `unknown` = it goes on, nobody knows how far it is; `null` = no bar. */
  readonly showProgress: (done: number | 'unknown' | null) => void
  readonly notify: (notice: { readonly title: string; readonly body: string }) => void
  readonly isInFront: () => boolean
  readonly relaunch: () => void
}

export type Printed =
  | { readonly kind: 'printed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string }

/** Every address that the studio ever hands to the system's browser. */
const externalPages = {
  'openai-api-keys': 'https://platform.openai.com/api-keys',
  'openai-billing': 'https://platform.openai.com/settings/organization/billing/overview',
} as const

export function createDesktop(words: () => Words, quit: () => void): Desktop {
  const parent = (): BrowserWindow | undefined => BrowserWindow.getAllWindows()[0]
  /** Empty when the person closed the dialog. */
  const choose = async (options: Electron.OpenDialogOptions): Promise<readonly string[]> => {
    const window = parent()
    const { canceled, filePaths } = await (window === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options))
    return canceled ? [] : filePaths
  }
  const chooseOne = async (options: Electron.OpenDialogOptions): Promise<string | null> =>
    (await choose(options))[0] ?? null
  return {
    chooseFolder: (title) =>
      chooseOne({ title, buttonLabel: words().use, properties: ['openDirectory', 'createDirectory'] }),
    choosePictures: async () => {
      const paths = await choose({
        title: words().importPictures,
        buttonLabel: words().import,
        filters: [{ name: words().pictures, extensions: ['png', 'jpg', 'jpeg', 'jpe', 'jfif', 'webp', 'gif', 'svg'] }],
        properties: ['openFile', 'multiSelections'],
      })
      return paths.length === 0 ? null : paths
    },
    chooseFolderOfPictures: () =>
      chooseOne({ title: words().importFolder, buttonLabel: words().import, properties: ['openDirectory'] }),
    chooseArchive: () =>
      chooseOne({
        title: words().importArchive,
        buttonLabel: words().import,
        filters: [{ name: words().archives, extensions: ['diptych'] }],
        properties: ['openFile'],
      }),
    chooseSaveFile: async (suggestedName, extension, title = words().saveImage) => {
      const options: Electron.SaveDialogOptions = {
        title,
        defaultPath: suggestedName,
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      }
      const window = parent()
      const { canceled, filePath } = await (window === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      return canceled || filePath === '' ? null : filePath
    },
    makePdf: (page) =>
      usingUnseenPage(page, ({ webContents }) =>
        webContents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true, printBackground: true }),
      ),
    printPage: (page) => usingUnseenPage(page, print),
    showInFolder: (path) => shell.showItemInFolder(path),
    openFolder: async (path) => {
      const problem = await shell.openPath(path)
      if (problem !== '') throw new Error(problem)
    },
    openExternal: (page) => shell.openExternal(externalPages[page]),
    startDrag: (files, icon) => {
      const [file = ''] = files
      parent()?.webContents.startDrag({ file, files: [...files], icon: toDragIcon(icon) })
    },
    quit,
    showProgress: (done) => {
      if (done === null) parent()?.setProgressBar(-1)
      else if (done === 'unknown') parent()?.setProgressBar(2, { mode: 'indeterminate' })
      else parent()?.setProgressBar(done)
    },
    notify,
    isInFront: () => BrowserWindow.getAllWindows().some((window) => window.isFocused() && !window.isMinimized()),
    relaunch: () => {
      app.relaunch()
      app.quit()
    },
  }
}

/** Collected before it was pressed, a notice would lead nowhere. */
let shownNotice: Notification | null = null

function notify(notice: { readonly title: string; readonly body: string }): void {
  if (!Notification.isSupported()) return
  shownNotice?.close()
  shownNotice = new Notification(notice)
  shownNotice.on('click', bringToFront)
  shownNotice.show()
}

/** Before work in flight is cut off. `false` also when `signal` takes the question back. */
export async function askToQuit(
  { message, detail }: QuitQuestion,
  { quitAnyway, keepWorking }: Words,
  signal: AbortSignal,
): Promise<boolean> {
  const options: Electron.MessageBoxOptions = {
    type: 'question',
    message,
    detail,
    buttons: [quitAnyway, keepWorking],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
    signal,
  }
  const [window] = BrowserWindow.getAllWindows()
  const { response } = await (window === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options))
  return response === 0 && !signal.aborted
}

/** A page has this long to show all its pictures, of which some may have to be made first. */
const readyWithinMs = 180_000

/** Opens a page without a bridge in a window that is never shown, and closes it when `use` is through with it. */
async function usingUnseenPage<Answer>(page: string, use: (window: BrowserWindow) => Promise<Answer>): Promise<Answer> {
  const window = new BrowserWindow({
    show: false,
    width: 800,
    height: 1130,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, backgroundThrottling: false },
  })
  try {
    const ready = new Promise<void>((resolve, reject) => {
      window.webContents.on('page-title-updated', (_event, title) => {
        if (title === 'ready') resolve()
      })
      window.webContents.on('render-process-gone', () => reject(new Error('The page to print ended')))
      setTimeout(() => reject(new Error('The page to print was not ready in time')), readyWithinMs).unref()
    })
    await Promise.all([window.loadURL(`${appOrigin}${page}`), ready])
    return await use(window)
  } finally {
    window.destroy()
  }
}

const print = ({ webContents }: BrowserWindow): Promise<Printed> =>
  new Promise((resolve) => {
    webContents.print({ pageSize: 'A4', printBackground: true }, (isPrinted, reason) => {
      // Chromium's word for it.
      if (isPrinted) resolve({ kind: 'printed' })
      else if (reason === 'Print job canceled') resolve({ kind: 'cancelled' })
      else resolve({ kind: 'failed', reason })
    })
  })

/** From bare pixels, so that nothing is decoded here. macOS drags nothing without an icon: a grey tile stands in. */
const toDragIcon = (bgra: Uint8Array | null): NativeImage =>
  nativeImage.createFromBitmap(Buffer.from(bgra ?? new Uint8Array(4 * dragIconSide ** 2).fill(0xb0)), {
    width: dragIconSide,
    height: dragIconSide,
  })
