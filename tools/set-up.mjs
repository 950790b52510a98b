import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { getElectron } from './electron-binary.mjs'
import { Refusal, root, runNpm, runWhenStarted, seconds } from './run.mjs'
import { canUseSandbox, getSystemLibraries, hasDisplay, isRoot } from './system-libraries.mjs'

const oldestNode = 20
const modules = path.join(root, 'node_modules')
const stampFile = path.join(modules, '.diptych-set-up')
/** The Node that the lockfile brings; everything but the set-up itself runs on it. */
const ownNode = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * Brings a fresh clone to where it can build, test and start: packages, an Electron binary, system libraries.
 * Skips what is done. Uses nothing but Node itself, from version 20 on.
 */
export const setUp = async ({ quiet = false } = {}) => {
  /** One line a step; what takes long says so on it before it begins, even when the rest is quiet. */
  const step = (name) => {
    const sinceMs = performance.now()
    let isLong = false
    return {
      say: (text) => {
        process.stdout.write(`${isLong ? ' ' : `${name}: `}${text} …`)
        isLong = true
      },
      done: (text) => {
        if (isLong) console.log(` ${text} (${seconds(sinceMs)})`)
        else if (!quiet) console.log(`${name}: ${text}`)
      },
    }
  }

  const node = step('Node')
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    throw new Refusal(
      `This is Node ${process.versions.node}; Diptych needs Node ${oldestNode} or newer to set itself up. ` +
        'Get one from https://nodejs.org and start again.',
    )
  }
  node.done(process.versions.node)

  const packages = step('Packages')
  packages.done((await installPackages(packages.say)) ? 'installed' : 'up to date')

  const electron = step('Electron')
  const binary = await getElectron(ownNode, electron.say)
  electron.done(describeBinary(binary))

  const system = step('System')
  const installed = await getSystemLibraries(binary.executable, system.say)
  const isSandboxed = await canUseSandbox()
  system.done(
    [
      installed.length > 0 ? `installed ${installed.join(', ')}` : 'nothing missing',
      ...(hasDisplay ? [] : ['no display, Xvfb stands in']),
      ...(isSandboxed ? [] : [`no sandbox (${isRoot ? 'started as root' : 'user namespaces are refused here'})`]),
    ].join('; '),
  )

  return { node: ownNode, electron: binary, env: environmentFor(binary, isSandboxed), isSandboxed, hasDisplay }
}

const describeBinary = ({ source, version, folder }) =>
  source === 'official'
    ? version
    : source === 'named'
      ? `${version} from ELECTRON_OVERRIDE_DIST_PATH`
      : `${version}, a fallback for development and tests where the official download is unreachable; ` +
        `never packaged (${folder})`

/** True when something was installed. */
const installPackages = async (say) => {
  const fingerprint = createHash('sha256')
  for (const name of ['package.json', 'package-lock.json']) fingerprint.update(readFileSync(path.join(root, name)))
  const stamp = `${fingerprint.digest('hex')} ${process.platform}-${process.arch}\n`
  const isInstalled = existsSync(ownNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (isInstalled) return false

  say('installing')
  // Written again only after success, so that an interrupted install is repeated.
  rmSync(stampFile, { force: true })
  const { code, output } = await runNpm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'])
  if (code !== 0) {
    throw new Refusal(
      `The packages could not be installed. This step is repeated at the next start; npm ci said:\n${output}`,
    )
  }
  if (!existsSync(ownNode)) {
    throw new Refusal(
      'npm installed the packages but not the Node that comes with them; install scripts seem to be switched off. ' +
        'Run "npm config set ignore-scripts false" and start again.',
    )
  }
  writeFileSync(stampFile, stamp)
  return true
}

/** What the children of the tools see. Tests and benches read `NO_SANDBOX` as electron-vite does. */
const environmentFor = (binary, isSandboxed) => {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return {
    ...process.env,
    [pathName]: [path.join(modules, '.bin'), process.env[pathName]].filter(Boolean).join(path.delimiter),
    ...(binary.source === 'official' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: binary.folder }),
    ELECTRON_EXEC_PATH: binary.executable,
    ...(isSandboxed ? {} : { NO_SANDBOX: '1' }),
  }
}

await runWhenStarted(import.meta.url, async () => {
  await setUp()
  return 0
})
