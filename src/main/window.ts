import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, type Session, screen, session, type WebContents } from 'electron'
import { appOrigin } from './ipc/is-trusted-sender.ts'
import { offerTextMenu } from './menu.ts'
import { clampToDisplays, type WindowPlace } from './window-place.ts'
import type { Words } from './words.ts'

/** Surface colours of the two themes, so that nothing flashes before the page has painted (`styles/tokens.css`). */
const backgroundByTheme = { dark: '#141414', light: '#fafafa' } as const

export interface WindowOptions {
  readonly place: WindowPlace | null
  readonly onPlaceChanged: (place: WindowPlace) => void
  /** Becomes the page's query, read before its first paint. */
  readonly theme: 'system' | 'light' | 'dark'
  readonly language: string
  readonly words: () => Words
  /** Asked when the person closes it. */
  readonly mayClose: () => boolean
}

/** Opens the one window. It shows itself once it has something to show. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const displays = screen.getAllDisplays().map((display) => display.workArea)
  const place = options.place === null ? null : clampToDisplays(options.place, displays)
  nativeTheme.themeSource = options.theme
  const window = new BrowserWindow({
    ...(place === null ? { width: 1280, height: 800 } : place.bounds),
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: 'Diptych',
    backgroundColor: backgroundByTheme[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Chromium's dictionaries are downloaded from elsewhere; nothing leaves that the person did not send.
      spellcheck: false,
    },
  })
  if (place?.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  rememberPlace(window, options.onPlaceChanged)
  reloadAfterCrash(window)
  window.on('close', (event) => {
    if (!options.mayClose()) event.preventDefault()
  })
  offerTextMenu(window.webContents, options.words)

  const query = new URLSearchParams({ theme: options.theme, lang: options.language })
  void window.loadURL(`${appOrigin}/index.html?${query}`)
  return window
}

/** Windows, views and frames of any kind stay on our page: no navigation, no new window, no webview. */
export function confineContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    // A content security policy does not stop WebRTC (w3c/webappsec-csp#92).
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}

/** The page's session reaches no network at all: providers are called from main, outside of it. */
export async function closeSession(devOrigin: string | null): Promise<void> {
  const own: Session = session.defaultSession
  own.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write'))
  own.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  own.setDevicePermissionHandler(() => false)
  own.on('will-download', (event) => event.preventDefault())
  if (devOrigin !== null) return

  own.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !/^(diptych|blob|devtools):/.test(details.url) }),
  )
  await own.setProxy({ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:1', proxyBypassRules: '<-loopback>' })
}

function rememberPlace(window: BrowserWindow, onPlaceChanged: (place: WindowPlace) => void): void {
  let pending: NodeJS.Timeout | null = null
  const remember = (): void => {
    pending = null
    if (!window.isDestroyed()) onPlaceChanged({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  const soon = (): void => {
    if (pending !== null) clearTimeout(pending)
    pending = setTimeout(remember, 500)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('close', () => {
    if (pending !== null) clearTimeout(pending)
    remember()
  })
}

function reloadAfterCrash(window: BrowserWindow): void {
  let crashes: readonly number[] = []
  window.webContents.on('render-process-gone', (_event, details) => {
    const nowMs = Date.now()
    crashes = [...crashes.filter((atMs) => nowMs - atMs < 60_000), nowMs]
    if (details.reason === 'clean-exit' || crashes.length > 3) return
    // Reloading inside the event kills the main process (electron#51900).
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload()
    }, 100)
  })
}
