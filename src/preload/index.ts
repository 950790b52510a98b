import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { Bridge } from '#shared/contract.ts'

// Two channels and no names: the table of calls in main is the allow-list. The event object never reaches the page.
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('studio:call', name, input),
  on: (name, listener) => {
    const forward = (_event: IpcRendererEvent, announced: unknown, payload: Parameters<typeof listener>[0]): void => {
      if (announced === name) listener(payload)
    }
    ipcRenderer.on('studio:event', forward)
    return () => {
      ipcRenderer.off('studio:event', forward)
    }
  },
}

contextBridge.exposeInMainWorld('diptych', bridge)
