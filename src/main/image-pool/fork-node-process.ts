import { fork } from 'node:child_process'
import type { PoolProcess } from './pool-process.ts'

/**
 * An image process under plain Node, for tests and measurements. The app itself uses Electron's `utilityProcess`:
 * a packaged Electron does not run as Node.
 */
export function forkNodeProcess(modulePath: string, args: readonly string[]): PoolProcess {
  const child = fork(modulePath, [...args], { serialization: 'advanced', execArgv: [] })
  return {
    postMessage: (message) => {
      // A process that has just died cannot take the message; `onExit` answers for the job.
      if (child.connected) child.send(Object(message), () => undefined)
    },
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      child.once('exit', listener)
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
