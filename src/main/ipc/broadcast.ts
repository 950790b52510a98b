import type { EventName, EventPayload } from '#shared/contract.ts'

export type Broadcast = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

/** The part of Electron's `WebContents` that is needed. */
interface Page {
  readonly isDestroyed: () => boolean
  readonly send: (channel: string, ...args: readonly unknown[]) => void
}

/** Announces to every open window. Events announce; the truth is the row. */
export const createBroadcast =
  (openPages: () => readonly Page[]): Broadcast =>
  (name, payload) => {
    for (const page of openPages()) if (!page.isDestroyed()) page.send('studio:event', name, payload)
  }
