import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, BrowserWindow, nativeTheme, net } from 'electron'
import type { QueueState } from '#shared/queue.ts'
import type { Settings } from '#shared/settings.ts'
import { openKeyStore } from './api-keys/key-store.ts'
import { vault } from './api-keys/vault.ts'
import { createAppHandlers } from './app-handlers.ts'
import { createBackupHandlers } from './backup/handlers.ts'
import { createAskForModels } from './connections/ask-for-models.ts'
import { createConnectionStore } from './connections/connection-store.ts'
import { createConnectionHandlers } from './connections/handlers.ts'
import { type ListingRefresh, startListingRefresh } from './connections/refresh-listings.ts'
import { createDesktop } from './desktop.ts'
import { createDraftHandlers } from './draft/handlers.ts'
import { createEditFinisher } from './edits/create-edit-finisher.ts'
import { createDrawnPictures } from './edits/drawn-pictures.ts'
import { createEditHandlers } from './edits/handlers.ts'
import type { Environment } from './environment.ts'
import { createExperimentRunner } from './experiments/create-runner.ts'
import { createSecondJudge } from './experiments/create-second-judge.ts'
import { createExperimentExportHandler } from './experiments/export-handler.ts'
import { createExperimentHandlers } from './experiments/handlers.ts'
import { createJudgeHandlers } from './experiments/judge-handlers.ts'
import { createExportHandlers } from './export/handlers.ts'
import { createGenerationHandlers } from './generations/handlers.ts'
import { createPreviews } from './generations/previews.ts'
import { createGenerationQueue } from './generations/queue.ts'
import { createRunGeneration } from './generations/run-generation.ts'
import { forkUtilityProcess } from './image-pool/fork-utility-process.ts'
import { createImagePool } from './image-pool/image-pool.ts'
import { openDragFolder } from './images/drag-out.ts'
import { createFindHandlers } from './images/find-handlers.ts'
import { createImageHandlers } from './images/handlers.ts'
import { createImportHandlers } from './import/handlers.ts'
import { createBroadcast } from './ipc/broadcast.ts'
import { createDispatcher, type Dispatch } from './ipc/dispatch.ts'
import { createLedgerHandlers } from './ledger/handlers.ts'
import type { PictureSource } from './library/asset-protocol.ts'
import { createLibraryHandlers } from './library/handlers.ts'
import { startLibraryCare } from './library/library-care.ts'
import { openLibraryClient } from './library/library-client.ts'
import { createPictureSource } from './library/picture-source.ts'
import { createProblemWatch } from './library/watch-problems.ts'
import { createWhenOpen } from './library/when-open.ts'
import { openLog } from './log.ts'
import { popUpMenu, setMenu } from './menu.ts'
import { createAnnounceChange } from './organising/announce-change.ts'
import { createOrganisingHandlers } from './organising/handlers.ts'
import type { Profile } from './profile.ts'
import { createTextWork } from './providers/create-text-work.ts'
import { createLazyKeepingProvider } from './providers/lazy-keeping-provider.ts'
import { createLazyProvider } from './providers/lazy-provider.ts'
import { createSketchProvider } from './providers/sketch/create-sketch-provider.ts'
import { createSettingsHandlers } from './settings/handlers.ts'
import type { JsonFile } from './settings/json-file.ts'
import { describeSettings, type SettingsFile } from './settings/settings-file.ts'
import { createTaskHandlers } from './tasks/handlers.ts'
import { createTaskRegistry } from './tasks/task-registry.ts'
import { wordsIn } from './words.ts'
import { createWorkSigns } from './work-signs.ts'

export interface Studio {
  readonly dispatch: Dispatch
  readonly pictures: PictureSource
  /** What waits and is out. */
  readonly work: () => QueueState
  /** Settles what is out and closes the library. */
  readonly close: () => Promise<void>
  readonly logDefect: (where: string, cause: unknown) => string
}

/** Everything behind the window: opens the library, builds the domains, joins their answers. */
export function openStudio(options: {
  readonly environment: Environment
  readonly profile: Profile
  readonly settingsFile: JsonFile<SettingsFile>
  readonly language: () => Settings['language']
  /** Ends the studio, after asking where something is in flight. */
  readonly quit: () => void
  /** Told before there was a log. */
  readonly earlyWarnings: readonly string[]
  /** Where the built program lies, workers and all. */
  readonly programFolder: string
}): Studio {
  const { environment, profile, settingsFile, language, quit, earlyWarnings, programFolder } = options
  const log = openLog(profile.folder)
  for (const warning of earlyWarnings) log.warn(warning)
  const nowMs = Date.now
  const kept = {
    profileFolder: profile.folder,
    nowMs,
    onDamaged: (movedTo: string) => log.warn(`unreadable file moved aside: ${movedTo}`),
  }
  const keys = openKeyStore({ ...kept, encryption: vault, environmentKey: environment.openAiKey })
  const connections = createConnectionStore({
    ...kept,
    keys,
    environment: { apiKey: environment.openAiKey, baseUrl: environment.openAiBaseUrl },
  })

  const libraryPath = profile.fixedLibraryPath ?? settingsFile.value().libraryPath ?? join(profile.folder, 'library')
  const broadcast = createBroadcast(() => BrowserWindow.getAllWindows().map((window) => window.webContents))
  const opened = openLibraryClient({
    folder: libraryPath,
    workerUrl: pathToFileURL(join(programFolder, 'library-worker.js')),
    isCreationAllowed:
      profile.fixedLibraryPath !== null ||
      settingsFile.value().libraryPath === null ||
      settingsFile.value().isLibraryNew,
    onDefect: (cause) => log.defect('library worker', cause),
  }).then(async (library) => {
    // Whoever waits for the library finds its connections.
    if (library.ok) await connections.load(library.value).catch((cause: unknown) => log.defect('connections', cause))
    return library
  })
  opened
    .then(async (library) => {
      if (library.ok && settingsFile.value().isLibraryNew)
        await settingsFile.update((value) => ({ ...value, isLibraryNew: false }))
    })
    .catch((cause: unknown) => log.defect('opening the library', cause))
  const problems = createProblemWatch({ folder: libraryPath, broadcast })
  const whenOpen = createWhenOpen(opened, problems.see)
  const pool = createImagePool({
    fork: () => forkUtilityProcess(join(programFolder, 'image-worker.js'), [fontPath()]),
    size: Math.max(1, availableParallelism() - 1),
    timeoutMs: 60_000,
  })
  const pictures = createPictureSource({ whenOpen, pool })
  const drawnPictures = createDrawnPictures({ whenOpen, pool, nowMs })
  const previews = createPreviews()
  const announceChange = createAnnounceChange(broadcast, log.defect)
  const tasks = createTaskRegistry({ broadcast, nowMs, logDefect: log.defect })
  const care = startLibraryCare({ opened, broadcast, logDefect: log.defect })
  const isOnline = (): boolean => net.isOnline()
  const providers = {
    sketch: createSketchProvider({ drawSketch: pool.drawSketch }),
    'openai-images': createLazyProvider('openai-images', async () => {
      const { createOpenAiImagesProvider } = await import('./providers/openai-images/create-openai-images-provider.ts')
      return createOpenAiImagesProvider({ fetch, redraw: pool.redraw })
    }),
    'openai-responses': createLazyKeepingProvider('openai-responses', async () => {
      const { createOpenAiResponsesProvider } = await import(
        './providers/openai-responses/create-openai-responses-provider.ts'
      )
      return createOpenAiResponsesProvider({ fetch, redraw: pool.redraw })
    }),
    'chat-images': createLazyProvider('chat-images', async () => {
      const { createChatImagesProvider } = await import('./providers/chat-images/create-chat-images-provider.ts')
      return createChatImagesProvider({ fetch })
    }),
    karlo: createLazyProvider('karlo', async () => {
      const { createKarloProvider } = await import('./providers/karlo/create-karlo-provider.ts')
      return createKarloProvider({ fetch, redraw: pool.redraw })
    }),
  }
  const textWork = createTextWork(async () => {
    const { createChatTextProvider } = await import('./providers/chat-text/create-chat-text-provider.ts')
    return createChatTextProvider({ fetch })
  }, pool.edgeShare)
  const askForModels = createAskForModels({ providers, keys, isOnline })
  let listings: ListingRefresh | null = null
  const words = () => wordsIn(language())
  const desktop = createDesktop(words, quit)
  const signs = createWorkSigns({ ...desktop, nowMs, words })
  const stopping = new AbortController()
  const run = createRunGeneration({
    previews,
    broadcast,
    fetchImage: async (url, { baseUrl, apiKey }, signal) => {
      const { fetchImage } = await import('./providers/fetch-image.ts')
      return fetchImage(url, { endpointBaseUrl: baseUrl, apiKey, signal })
    },
    isOnline,
    nowMs,
    stopping: stopping.signal,
    logDefect: log.defect,
  })
  const queue = createGenerationQueue({
    run,
    providers,
    connections,
    keys,
    broadcast,
    onChange: signs.onChange,
    onEnd: (generation, left) => {
      signs.onEnd(generation, left)
      runner.onEnd(generation)
      edits.onEnd(generation)
    },
    isOnline,
    nowMs,
    stopping,
    logDefect: log.defect,
  })
  const runner = createExperimentRunner({ queue, connections, broadcast, nowMs, logDefect: log.defect })
  const edits = createEditFinisher({
    whenOpen,
    pool,
    broadcast,
    nowMs,
    stopping: stopping.signal,
    warn: log.warn,
    logDefect: log.defect,
  })
  const queueTakenUp = opened
    .then(async (library) => {
      if (!library.ok) return
      await queue.takeUp(library.value, { isHeld: !settingsFile.value().continuesAfterRestart })
      await runner.takeUp(library.value)
      void edits.takeUp()
    })
    .catch((cause: unknown) => {
      log.defect('taking up the queue', cause)
    })
  opened
    .then(async (library) => {
      if (!library.ok || stopping.signal.aborted) return
      listings = startListingRefresh({
        library: library.value,
        connections,
        askForModels,
        isOnline,
        broadcast,
        nowMs,
        warn: log.warn,
        logDefect: log.defect,
      })
      await listings.run()
    })
    .catch((cause: unknown) => log.defect('listing models', cause))

  const describe = async (): Promise<Settings> =>
    describeSettings({
      file: settingsFile.value(),
      forcedLanguage: environment.language,
      systemLanguages: app.getPreferredSystemLanguages(),
      keyStorage: await vault.describe(),
    })
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
        popUpMenu,
        setMenu: (groups) =>
          setMenu(groups, words(), {
            onChosen: (commandId) => broadcast('command.chosen', { commandId }),
            onQuit: quit,
          }),
      }),
      ...createTaskHandlers(tasks, desktop.showInFolder),
      ...createDraftHandlers(kept),
      ...createSettingsHandlers({
        file: settingsFile,
        describe,
        apply: (settings) => {
          nativeTheme.themeSource = settings.theme
        },
        broadcast,
      }),
      ...createLibraryHandlers({
        whenOpen,
        path: libraryPath,
        tasks,
        broadcast,
        isFixed: profile.fixedLibraryPath !== null,
        desktop,
        words,
        rememberFolder: (libraryPath, isLibraryNew) =>
          settingsFile.update((value) => ({ ...value, libraryPath, isLibraryNew })),
      }),
      ...createConnectionHandlers({
        whenOpen,
        connections,
        keys,
        askForModels,
        broadcast: (name, payload) => {
          broadcast(name, payload)
          // More may be let out now.
          queue.lookAgain()
        },
        nowMs,
      }),
      ...createGenerationHandlers({ whenOpen, queue, queueTakenUp, connections, keys, nowMs }),
      ...createExperimentHandlers({
        whenOpen,
        runner,
        textWork,
        connections,
        keys,
        broadcast,
        nowMs,
        makeThumbnail: pictures.makeThumbnail,
        stopping: stopping.signal,
        logDefect: log.defect,
      }),
      ...createJudgeHandlers({
        whenOpen,
        connections,
        keys,
        judge: createSecondJudge({
          textWork,
          connections,
          keys,
          pool,
          broadcast,
          nowMs,
          stopping: stopping.signal,
          logDefect: log.defect,
        }),
      }),
      ...createExperimentExportHandler({
        whenOpen,
        tasks,
        desktop,
        words,
        nowMs,
        pool,
        thumbnailOf: pictures.thumbnail,
        makeThumbnail: pictures.makeThumbnail,
      }),
      ...createEditHandlers({
        whenOpen,
        broadcast,
        desktop,
        words,
        pool,
        textWork,
        connections,
        keys,
        language,
        isOnline,
        nowMs,
        stopping: stopping.signal,
      }),
      ...createFindHandlers({ whenOpen, broadcast }),
      ...createLedgerHandlers({ whenOpen, tasks, desktop, words, broadcast, nowMs }),
      ...createExportHandlers({ whenOpen, tasks, desktop, words, language, nowMs }),
      ...createBackupHandlers({
        whenOpen,
        tasks,
        desktop,
        words,
        folder: () => settingsFile.value().backupFolder,
        rememberFolder: (backupFolder) => settingsFile.update((value) => ({ ...value, backupFolder })),
      }),
      ...createImportHandlers({ whenOpen, broadcast, tasks, desktop, nowMs }),
      ...createImageHandlers({
        whenOpen,
        broadcast,
        desktop,
        nowMs,
        announceChange,
        dragFolder: openDragFolder(join(profile.folder, 'dragged'), (cause) => log.defect('drag folder', cause)),
        dragIconOf: async (sha256) => {
          const thumbnail = await pictures.thumbnail(sha256)
          const icon = thumbnail === null ? null : await pool.dragIcon(thumbnail)
          return icon?.ok === true ? icon.value : null
        },
      }),
      ...createOrganisingHandlers({
        whenOpen,
        broadcast,
        tasks,
        makeThumbnail: pictures.makeThumbnail,
        announceChange,
      }),
    },
  })

  return {
    dispatch,
    pictures: { ...pictures, ...drawnPictures, preview: previews.get },
    work: queue.state,
    logDefect: log.defect,
    close: async () => {
      problems.stop()
      listings?.stop()
      await Promise.all([queue.stop(), tasks.stop(), care.stop()])
      pool.close()
      await edits.stop()
      const library = await opened
      if (library.ok) await library.value.close({})
    },
  }
}

/** The font for the words under a sketch: beside the program when packaged, from the dependency otherwise. */
function fontPath(): string {
  return app.isPackaged
    ? join(process.resourcesPath, 'fonts', 'PretendardVariable.woff2')
    : join(app.getAppPath(), 'node_modules/pretendard/dist/web/variable/woff2/PretendardVariable.woff2')
}
