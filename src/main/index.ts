import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, net } from 'electron'
import type { Settings } from '#shared/settings.ts'
import { openKeyStore } from './api-keys/key-store.ts'
import { vault } from './api-keys/vault.ts'
import { createAppHandlers } from './app-handlers.ts'
import { openConnectionStore } from './connections/connection-store.ts'
import { createConnectionHandlers } from './connections/handlers.ts'
import { createDesktop } from './desktop.ts'
import { takeEnvironment } from './environment.ts'
import { createGenerationHandlers } from './generations/handlers.ts'
import { createPreviews } from './generations/previews.ts'
import { createGenerationRunner } from './generations/run-generation.ts'
import { forkUtilityProcess } from './image-pool/fork-utility-process.ts'
import { createImagePool } from './image-pool/image-pool.ts'
import { createImageHandlers } from './images/handlers.ts'
import { createBroadcast } from './ipc/broadcast.ts'
import { createDispatcher } from './ipc/dispatch.ts'
import { registerCalls } from './ipc/register.ts'
import { declareScheme, serveAssets } from './library/asset-protocol.ts'
import { createLibraryHandlers } from './library/handlers.ts'
import { openLibraryClient } from './library/library-client.ts'
import { createPictureSource } from './library/picture-source.ts'
import { createWhenOpen } from './library/when-open.ts'
import { type Log, openLog } from './log.ts'
import { clearMenu, setMenu } from './menu.ts'
import { chooseProfile } from './profile.ts'
import { fetchImage } from './providers/fetch-image.ts'
import { createLazyProvider } from './providers/lazy-provider.ts'
import { createSketchProvider } from './providers/sketch/create-sketch-provider.ts'
import { createSettingsHandlers } from './settings/handlers.ts'
import { describeSettings, openSettingsFile, resolveLanguage } from './settings/settings-file.ts'
import { closeSession, confineContents, openWindow } from './window.ts'
import { wordsIn } from './words.ts'

const environment = takeEnvironment(process.env)
const devOrigin = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)
const profile = chooseProfile({
  libraryFromEnvironment: environment.library,
  explicitUserData: app.commandLine.hasSwitch('user-data-dir') ? app.getPath('userData') : null,
  defaultUserData: app.getPath('userData'),
})
app.setPath('userData', profile.folder)
// Root can only run Chromium without its sandbox, as test machines do; everywhere else nothing turns it off.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// A debugger could read keys out of main. The fuses close Node's; this closes Chromium's.
if (
  app.isPackaged &&
  ['remote-debugging-port', 'remote-debugging-pipe'].some((name) => app.commandLine.hasSwitch(name))
)
  app.exit(3)

if (app.requestSingleInstanceLock()) startStudio()
else {
  const words = wordsIn(app.getLocale().startsWith('ko') ? 'ko' : 'en')
  process.stderr.write(`${words.alreadyOpen}${profile.fixedLibraryPath ?? profile.folder}\n`)
  app.exit(2)
}

function startStudio(): void {
  const log = openLog(profile.folder)
  const nowMs = Date.now
  const kept = {
    profileFolder: profile.folder,
    nowMs,
    onDamaged: (movedTo: string) => log.warn(`unreadable file moved aside: ${movedTo}`),
  }
  const settingsFile = openSettingsFile(kept)
  const keys = openKeyStore({ ...kept, encryption: vault, environmentKey: environment.openAiKey })
  const connections = openConnectionStore({
    ...kept,
    keys,
    environment: { apiKey: environment.openAiKey, baseUrl: environment.openAiBaseUrl },
  })

  const libraryPath = profile.fixedLibraryPath ?? settingsFile.value().libraryPath ?? join(profile.folder, 'library')
  const opened = openLibraryClient({
    folder: libraryPath,
    workerUrl: new URL('./library-worker.js', import.meta.url),
    isCreationAllowed:
      profile.fixedLibraryPath !== null ||
      settingsFile.value().libraryPath === null ||
      settingsFile.value().isLibraryNew,
    onDefect: (cause) => log.defect('library worker', cause),
  })
  void opened.then((library) => {
    if (library.ok && settingsFile.value().isLibraryNew)
      return settingsFile.update((value) => ({ ...value, isLibraryNew: false }))
  })
  const whenOpen = createWhenOpen(opened)
  const pool = createImagePool({
    fork: () => forkUtilityProcess(join(import.meta.dirname, 'image-worker.js'), [fontPath()]),
    size: Math.max(1, availableParallelism() - 1),
    timeoutMs: 20_000,
  })
  const previews = createPreviews()
  const broadcast = createBroadcast(() => BrowserWindow.getAllWindows().map((window) => window.webContents))
  const isOnline = (): boolean => net.isOnline()
  const providers = {
    sketch: createSketchProvider({ drawSketch: pool.drawSketch }),
    'openai-images': createLazyProvider('openai-images', async () => {
      const { createOpenAiImagesProvider } = await import('./providers/openai-images/create-openai-images-provider.ts')
      return createOpenAiImagesProvider({ fetch })
    }),
  }
  const runner = createGenerationRunner({
    providers,
    previews,
    broadcast,
    fetchImage: (url, { baseUrl, apiKey }, signal) => fetchImage(url, { endpointBaseUrl: baseUrl, apiKey, signal }),
    isOnline,
    nowMs,
    logDefect: log.defect,
  })

  const describe = async (): Promise<Settings> =>
    describeSettings({
      file: settingsFile.value(),
      forcedLanguage: environment.language,
      systemLanguages: app.getPreferredSystemLanguages(),
      keyStorage: await vault.describe(),
    })
  const language = (): Settings['language'] =>
    resolveLanguage({
      forced: environment.language,
      choice: settingsFile.value().languageChoice,
      systemLanguages: app.getPreferredSystemLanguages(),
    }).language
  const words = () => wordsIn(language())
  const desktop = createDesktop(words)

  const dispatch = createDispatcher({
    logDefect: log.defect,
    handlers: {
      ...createAppHandlers({
        desktop,
        version: app.getVersion(),
        sqliteVersion: async () => {
          const library = await opened
          return library.ok ? (await library.value.status({})).sqliteVersion : ''
        },
        noticesPath: join(app.getAppPath(), 'THIRD_PARTY_NOTICES.md'),
        logFolder: log.folder,
        setMenu: (groups) => setMenu(groups, words(), (commandId) => broadcast('command.chosen', { commandId })),
      }),
      ...createSettingsHandlers({
        file: settingsFile,
        describe,
        apply: (settings) => {
          nativeTheme.themeSource = settings.theme
        },
        broadcast,
      }),
      ...createLibraryHandlers({
        opened,
        whenOpen,
        path: libraryPath,
        isFixed: profile.fixedLibraryPath !== null,
        desktop,
        words,
        rememberFolder: (libraryPath, isLibraryNew) =>
          settingsFile.update((value) => ({ ...value, libraryPath, isLibraryNew })),
      }),
      ...createConnectionHandlers({ connections, keys, providers, isOnline, broadcast }),
      ...createGenerationHandlers({ whenOpen, runner, connections, keys, nowMs }),
      ...createImageHandlers({ whenOpen, broadcast, desktop, nowMs }),
    },
  })

  const open = (): void => {
    openWindow({
      place: settingsFile.value().window,
      onPlaceChanged: (place) => {
        settingsFile
          .update((value) => ({ ...value, window: place }))
          .catch((cause: unknown) => log.warn(`window place not kept: ${String(cause)}`))
      },
      theme: settingsFile.value().theme,
      language: language(),
      devOrigin,
    })
  }

  declareScheme()
  confineContents()
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  closeOnQuit(log, async () => {
    await runner.stop()
    pool.close()
    const library = await opened
    if (library.ok) await library.value.close({})
  })

  // Not awaited at top level: `ready` comes only after this module has been evaluated.
  app
    .whenReady()
    .then(async () => {
      clearMenu()
      registerCalls(dispatch, devOrigin)
      await Promise.all([
        closeSession(devOrigin),
        serveAssets(join(import.meta.dirname, '../renderer'), {
          ...createPictureSource({ whenOpen, pool }),
          preview: previews.get,
        }),
      ])
      open()
    })
    .catch((cause: unknown) => {
      log.defect('start', cause)
      app.exit(1)
    })
}

/** The font for the words under a sketch: beside the program when packaged, from the dependency otherwise. */
function fontPath(): string {
  return app.isPackaged
    ? join(process.resourcesPath, 'fonts', 'PretendardVariable.woff2')
    : join(app.getAppPath(), 'node_modules/pretendard/dist/web/variable/woff2/PretendardVariable.woff2')
}

/** Gives `finish` five seconds before the program ends; what is not done by then the next start settles. */
function closeOnQuit(log: Log, finish: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    const bound = new Promise<void>((resolve) => setTimeout(resolve, 5000))
    const finished = finish().catch((cause: unknown) => void log.defect('quit', cause))
    void Promise.race([finished, bound]).then(() => {
      state = 'closed'
      // Never within the event itself: a quit asked for there is dropped together with the one that was prevented.
      setImmediate(() => app.quit())
    })
  })
}
