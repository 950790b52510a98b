import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { parseTold, type Told } from '../told.ts'
import type { LifeToLive } from './fault-driver.ts'

/** What one life of the store said, and how it ended. */
export interface Life {
  readonly told: readonly Told[]
  readonly wasKilled: boolean
}

/** A process that lives one life after the other, until one of them kills it. */
export interface Driver {
  readonly live: (life: LifeToLive) => Promise<Life>
  readonly end: () => Promise<void>
}

export function startDriver(options: {
  readonly driver: string
  /** Loaded before it. */
  readonly preload: string
  /** Where Node keeps what it compiled, so that each start is quicker. */
  readonly compiled: string
}): Driver {
  const { driver, preload, compiled } = options
  const child = spawn(process.execPath, ['--import', preload, driver], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })
  const exited = once(child, 'exit')
  // Written to after it was killed.
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    live: async (life) => {
      child.stdin.write(`${JSON.stringify(life)}\n`)
      const told: Told[] = []
      for (;;) {
        const { value, done } = await lines.next()
        if (done === true) break
        const line = parseTold(value)
        // A line cut off by the kill was not said.
        if (line === null) break
        told.push(line)
        if (line.kind === 'ended') return { told, wasKilled: false }
      }
      await exited
      if (child.signalCode !== 'SIGKILL') throw new Error(`The driver ended by itself, with ${String(child.exitCode)}`)
      return { told, wasKilled: true }
    },
    end: async () => {
      child.stdin.end()
      await exited
    },
  }
}
