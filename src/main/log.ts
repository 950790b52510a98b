import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import log from 'electron-log/main'
import { withoutKeys } from './without-keys.ts'

export interface Log {
  readonly folder: string
  readonly info: (message: string) => void
  readonly warn: (message: string) => void
  /** Returns the id under which the defect is found again. */
  readonly defect: (where: string, cause: unknown) => string
}

/** A rotated file in the profile. Keys are redacted, prompts and pictures never reach it. */
export function openLog(profileFolder: string): Log {
  const folder = join(profileFolder, 'logs')
  log.transports.file.resolvePathFn = () => join(folder, 'main.log')
  log.transports.file.maxSize = 2 * 1024 * 1024
  log.transports.ipc.level = false
  log.transports.console.level = 'warn'
  return {
    folder,
    info: (message) => log.info(withoutKeys(message)),
    warn: (message) => log.warn(withoutKeys(message)),
    defect: (where, cause) => {
      const logId = randomBytes(4).toString('hex')
      const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
      log.error(withoutKeys(`[${logId}] ${where}: ${text}`))
      return logId
    },
  }
}
