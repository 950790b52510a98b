import { utilityProcess } from 'electron'
import type { PoolProcess } from './pool-process.ts'

/** An image process under Electron: its own process with its own memory, so that a hostile file cannot harm main. */
export function forkUtilityProcess(modulePath: string, args: readonly string[]): PoolProcess {
  const child = utilityProcess.fork(modulePath, [...args], { serviceName: 'Diptych Images', stdio: 'ignore' })
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      child.once('exit', listener)
    },
    kill: () => {
      child.kill()
    },
  }
}
