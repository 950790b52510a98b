import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Kills every process of a studio, as a power cut would. Answers with how its main process ended. */
export async function killWhole(main: ChildProcess): Promise<unknown> {
  if (main.pid === undefined) throw new Error('The studio has no process.')
  // Not `close`: that waits for the pipes, which helper processes of Chromium may hold open a little longer.
  const ended = once(main, 'exit')
  process.kill(-main.pid, 'SIGKILL')
  return ended
}
