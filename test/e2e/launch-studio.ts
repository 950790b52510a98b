import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

export interface Studio {
  readonly app: ElectronApplication
  readonly page: Page
  /** Everything the page logged as a warning or worse, and every uncaught defect. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

export interface StudioOptions {
  readonly libraryFolder: string
  readonly profileFolder: string
  readonly language?: 'en' | 'ko'
  readonly environment?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  /** Loaded in main before the studio. */
  readonly preload?: string
}

/** Starts the built studio in the real Electron, with nothing of this computer's environment that could speak for it. */
export async function launchStudio(options: StudioOptions): Promise<Studio> {
  const { profileFolder, preload } = options
  mkdirSync(profileFolder, { recursive: true })
  const app = await _electron.launch({
    colorScheme: null,
    // Otherwise Playwright itself turns the sandbox off.
    chromiumSandbox: sandboxArgs().length === 0,
    args: [...(preload === undefined ? [] : ['-r', preload]), ...argsOf(options)],
    env: environmentOf(options),
  })
  const page = await app.firstWindow()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} ${message.location().url}`.trim())
  })
  page.on('pageerror', (cause) => complaints.push(cause.message))
  return { app, page, complaints, close: () => app.close() }
}

/** Starts it without driving it, in a process group of its own: for what happens before there is a window, or without one. */
export function spawnStudio(options: StudioOptions): ChildProcess {
  // Electron's package exports the path of its binary.
  const electron = createRequire(import.meta.url)('electron') as string
  return spawn(electron, argsOf(options), { detached: true, env: environmentOf(options) })
}

const argsOf = ({ profileFolder, args = [] }: StudioOptions): string[] => [
  '.',
  `--user-data-dir=${profileFolder}`,
  ...sandboxArgs(),
  ...args,
]

const environmentOf = ({
  libraryFolder,
  language = 'en',
  environment = {},
}: StudioOptions): Record<string, string> => ({
  ...ownEnvironment(),
  DIPTYCH_LIBRARY: libraryFolder,
  DIPTYCH_LANG: language,
  ...environment,
})

/** As root, and where a container forbids user namespaces, Chromium runs only without its sandbox. */
export const sandboxArgs = (): readonly string[] =>
  process.env['NO_SANDBOX'] === '1' || process.getuid?.() === 0 ? ['--no-sandbox'] : []

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !/^(OPENAI|DIPTYCH)_/.test(entry[0]),
    ),
  )
}

/** A library and a profile of one test. */
export const foldersIn = (folder: string): { readonly libraryFolder: string; readonly profileFolder: string } => ({
  libraryFolder: join(folder, 'library'),
  profileFolder: join(folder, 'profile'),
})
