import { once } from 'node:events'
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import type { QueueState } from '#shared/queue.ts'
import type { Settings } from '#shared/settings.ts'
import { bringToFront } from './bring-to-front.ts'
import { takeEnvironment } from './environment.ts'
import { registerCalls } from './ipc/register.ts'
import { declareScheme, listFiles, serveAssets } from './library/asset-protocol.ts'
import { clearMenu } from './menu.ts'
import { chooseProfile } from './profile.ts'
import { createQuitting } from './quitting.ts'
import { openSettingsFile, resolveLanguage } from './settings/settings-file.ts'
import type { Studio } from './studio.ts'
import { closeSession, confineContents, openWindow } from './window.ts'
import { type Words, wordsIn } from './words.ts'

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

if (app.requestSingleInstanceLock()) start()
else {
  const words = wordsIn(app.getLocale().startsWith('ko') ? 'ko' : 'en')
  process.stderr.write(`${words.alreadyOpen}${profile.fixedLibraryPath ?? profile.folder}\n`)
  app.exit(2)
}

/** The window first, everything behind it once the page has its files: calls that come early wait for their answer. */
function start(): void {
  const earlyWarnings: string[] = []
  const settingsFile = openSettingsFile({
    profileFolder: profile.folder,
    nowMs: Date.now,
    onDamaged: (movedTo) => earlyWarnings.push(`unreadable file moved aside: ${movedTo}`),
  })
  const language = (): Settings['language'] =>
    resolveLanguage({
      forced: environment.language,
      choice: settingsFile.value().languageChoice,
      systemLanguages: app.getPreferredSystemLanguages(),
    }).language
  const words = (): Words => wordsIn(language())
  let work: () => QueueState | null = () => null
  const quitting = createQuitting({
    work: () => work(),
    words,
    // Loaded with the studio: before it there is nothing to ask about.
    ask: async (question, signal) => (await import('./desktop.ts')).askToQuit(question, words(), signal),
    quit: () => app.quit(),
  })
  const open = (): BrowserWindow =>
    openWindow({
      place: settingsFile.value().window,
      onPlaceChanged: (place) => {
        settingsFile
          .update((value) => ({ ...value, window: place }))
          .catch((cause: unknown) => process.stderr.write(`window place not kept: ${String(cause)}\n`))
      },
      theme: settingsFile.value().theme,
      language: language(),
      words,
      // On a Mac the studio goes on without a window.
      mayClose: () => process.platform === 'darwin' || quitting.mayClose(),
    })
  const { promise: studio, resolve: studioIs, reject: studioFailed } = Promise.withResolvers<Studio>()
  const files = devOrigin === null ? listFiles(join(import.meta.dirname, '../renderer')) : new Map<string, string>()

  // Windows shows notices only of programs it knows by this name (`electron-builder.yml`).
  app.setAppUserModelId('app.diptych.studio')
  declareScheme()
  confineContents()
  registerCalls(async (name, input) => (await studio).dispatch(name, input))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  app.on('second-instance', bringToFront)
  app.on('before-quit', quitting.begin)
  closeOnQuit(studio)

  // Not awaited at top level: `ready` comes only after this module has been evaluated.
  app
    .whenReady()
    .then(async () => {
      clearMenu()
      // The page's process starts at once; its first file waits until the session reaches no network.
      const filesOnceClosed = closeSession(devOrigin).then(() => files)
      serveAssets(filesOnceClosed, async () => (await studio).pictures, devOrigin)
      const { webContents } = open()
      // Node loads its fetch classes with their first use: now, while that process starts, not with its first file.
      new Response(null)
      // Loading code blocks main, and main hands the page its files: only once it has them.
      await Promise.all([once(webContents, 'dom-ready'), filesOnceClosed])
      const { openStudio } = await import('./studio.ts')
      const opened = openStudio({
        environment,
        profile,
        settingsFile,
        language,
        quit: quitting.request,
        earlyWarnings,
        programFolder: import.meta.dirname,
      })
      work = opened.work
      studioIs(opened)
    })
    .catch((cause: unknown) => {
      studioFailed(cause)
      process.stderr.write(`Diptych could not start: ${cause instanceof Error ? cause.stack : String(cause)}\n`)
      app.exit(1)
    })
}

/** Gives the studio five seconds to end well; what is not done by then the next start settles. */
function closeOnQuit(studio: Promise<Studio>): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    const bound = new Promise<void>((resolve) => setTimeout(resolve, 5000))
    const finished = studio.then((open) => open.close().catch((cause: unknown) => void open.logDefect('quit', cause)))
    void Promise.race([finished, bound]).then(() => {
      state = 'closed'
      // Never within the event itself: a quit asked for there is dropped together with the one that was prevented.
      setImmediate(() => app.quit())
    })
  })
}
