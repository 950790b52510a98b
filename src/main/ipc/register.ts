import { ipcMain } from 'electron'
import { err } from '#shared/result.ts'
import type { Dispatch } from './dispatch.ts'
import { isTrustedSender } from './is-trusted-sender.ts'

/** The only door for calls from the page. */
export function registerCalls(dispatch: Dispatch): void {
  ipcMain.handle('studio:call', (event, name: unknown, input: unknown) =>
    isTrustedSender(event.senderFrame) ? dispatch(name, input) : err({ kind: 'untrusted-sender' }),
  )
}
