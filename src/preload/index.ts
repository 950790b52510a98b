import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, EventName, EventPayload } from '#shared/contract.ts'

// Two channels and no names: the table of calls in main is the allow-list. The event object never reaches the page.
const forwards = new Set<(announced: EventName, payload: EventPayload<EventName>) => void>()
ipcRenderer.on('studio:event', (_event, announced: EventName, payload: EventPayload<EventName>) => {
  for (const forward of forwards) forward(announced, payload)
})

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('studio:call', name, input),
  on: (name, listener) => {
    const forward = (announced: EventName, payload: EventPayload<EventName>): void => {
      // Main announces each name with its own payload (`broadcast.ts`); a union of all cannot say so.
      if (announced === name) listener(payload as Parameters<typeof listener>[0])
    }
    forwards.add(forward)
    return () => {
      forwards.delete(forward)
    }
  },
}

contextBridge.exposeInMainWorld('diptych', bridge)
