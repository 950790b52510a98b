import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal, root, run, seconds } from './run.mjs'

const sources = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const outputs = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'].map((file) =>
  path.join(root, file),
)
const stampFile = path.join(root, 'out', 'built-from')

const filesUnder = (name) =>
  statSync(path.join(root, name)).isDirectory()
    ? readdirSync(path.join(root, name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
        .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    : [path.join(root, name)]

/** What the build is made from, and when its outputs were written: another build of other sources shows. */
const stampOf = () => {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesUnder).sort()) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return `${hash.digest('hex')} ${outputs.map((file) => statSync(file).mtimeMs).join(' ')}\n`
}

const isFresh = () =>
  existsSync(stampFile) && outputs.every((file) => existsSync(file)) && readFileSync(stampFile, 'utf8') === stampOf()

/** Builds the app; answers with what the bundler said. */
export const build = async ({ node, env }) => {
  rmSync(stampFile, { force: true })
  const bundler = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const result = await run(node, [bundler, 'build', '--logLevel', 'warn'], { env })
  if (result.code === 0) writeFileSync(stampFile, stampOf())
  return result
}

/** Builds when the sources changed since the last build, in one line; refuses with what the bundler said. */
export const buildIfStale = async (toolchain, { quiet = false } = {}) => {
  if (isFresh()) {
    if (!quiet) console.log('Build: up to date')
    return
  }
  const sinceMs = performance.now()
  process.stdout.write('Build: building …')
  const { code, output } = await build(toolchain)
  if (code !== 0) throw new Refusal(`The app could not be built:\n${output}`)
  console.log(` built (${seconds(sinceMs)})`)
}
