import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(fileURLToPath(new URL('..', import.meta.url)))

/** A failure whose message is the whole story: shown as it is, without a stack. */
export class Refusal extends Error {}

/**
 * Runs a program to its end.
 * `show: true` lets it write to the terminal; otherwise what it wrote comes back as `output`, both streams in order.
 * A program that cannot be started answers with `code: null` and the reason as its output.
 */
export const run = (command, args, { cwd = root, env = process.env, show = false, signal } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // Programs with a `.cmd` ending need the shell on Windows.
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
      windowsHide: true,
      signal,
      killSignal: 'SIGKILL',
    })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    const settle = (code, reason) => resolve({ code, output: `${Buffer.concat(chunks).toString('utf8')}${reason}` })
    child.on('error', (error) => settle(null, String(error.message)))
    child.on('close', (code) => settle(code, ''))
  })

/** npm as it was started, or as found in PATH. */
export const runNpm = (args, options) =>
  process.env.npm_execpath?.endsWith('.js')
    ? run(process.execPath, [process.env.npm_execpath, ...args], options)
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options)

export const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`

/** Runs `main` when the file was started by hand, and turns a refusal into one sentence and exit code 1. */
export const runWhenStarted = async (fileUrl, main) => {
  const started = process.argv[1]
  if (started === undefined || realpathSync(started) !== realpathSync(fileURLToPath(fileUrl))) return
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Refusal ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}
