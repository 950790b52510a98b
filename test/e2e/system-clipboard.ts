import type { ElectronApplication } from '@playwright/test'

export const clearClipboard = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ clipboard }) => clipboard.clear())

export const readText = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard }) => clipboard.readText())

/** The PNG on the system's clipboard; empty where there is none. */
export async function readPng(app: ElectronApplication): Promise<Buffer> {
  const base64 = await app.evaluate(async ({ clipboard }) => {
    if ('readBuffer' in clipboard) {
      // Before Electron 45, which these types describe, the clipboard answered at once and format by format.
      const { readBuffer } = clipboard as { readonly readBuffer: (format: string) => Buffer }
      return readBuffer('image/png').toString('base64')
    }
    const item = (await clipboard.read()).find(({ types }) => types.includes('image/png'))
    const png = await item?.getType('image/png')
    return png === undefined ? '' : Buffer.from(await png.arrayBuffer()).toString('base64')
  })
  return Buffer.from(base64, 'base64')
}
