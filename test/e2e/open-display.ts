import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Whether this system has a screen to open windows on. */
const hasDisplay = (): boolean =>
  process.platform !== 'linux' || (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== ''

/**
 * Where there is no screen, a virtual one for this process and what it starts. With a focus and a clipboard of its own:
 * windows on one screen would take them from each other.
 */
export async function openDisplay(): Promise<AsyncDisposable> {
  if (hasDisplay()) return { [Symbol.asyncDispose]: async () => undefined }
  // It chooses a free number and writes that to the fourth of its pipes.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const ended = once(server, 'exit')
  const end = (): boolean => server.kill()
  process.once('exit', end)
  const said = server.stdio[3]
  if (said === null || said === undefined) throw new Error('Xvfb has no pipe to say its number on')
  const chosen = await Promise.race([once(said, 'data'), ended])
  const number = String(chosen[0]).trim()
  if (server.exitCode !== null || !/^\d+$/.test(number)) throw new Error(`Xvfb did not start: ${number}`)
  process.env['DISPLAY'] = `:${number}`
  return {
    [Symbol.asyncDispose]: async () => {
      process.off('exit', end)
      delete process.env['DISPLAY']
      end()
      await ended
    },
  }
}
