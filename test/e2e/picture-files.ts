import { expect, type Page } from '@playwright/test'
import { drawPicture } from '#test/support/fake-openai/draw-picture.ts'

export interface PictureFile {
  readonly fileName: string
  readonly bytes: Buffer
}

const formats = ['png', 'jpeg', 'webp', 'gif'] as const

/** Real small pictures, each different, in every format that can be imported. */
export const drawPictureFiles = (count: number): readonly PictureFile[] =>
  Array.from({ length: count }, (_, index) => {
    const format = formats[index % formats.length] ?? 'png'
    const fileName = `picture-${String(index).padStart(3, '0')}.${format}`
    const picture = { width: 16 + index, height: 48, isTransparent: false, seed: fileName } as const
    return { fileName, bytes: format === 'gif' ? drawGif(index) : drawPicture({ ...picture, format }) }
  })

/** One pixel of a colour of its own. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function drawGif(colour: number): Buffer {
  const [head, middle] = ['47494638396101000100800000', '0000002c00000000010001000002024401003b']
  return Buffer.from(`${head}${colour.toString(16).padStart(6, '0')}${middle}`, 'hex')
}

/** As the import dialog would, one after the other: the last one is the newest. */
export async function importFiles(page: Page, files: readonly PictureFile[]): Promise<void> {
  await page.evaluate(
    async (files) => {
      for (const { fileName, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        const imported = await window.diptych.call('images.import', { fileName, bytes })
        if (!imported.ok) throw new Error(`${fileName}: ${imported.failure.kind}`)
      }
    },
    files.map(({ fileName, bytes }) => ({ fileName, base64: bytes.toString('base64') })),
  )
}

/** Lets files arrive as the system would deliver them: pasted, or dropped onto the window. */
export async function deliverFiles(page: Page, by: 'paste' | 'drop', files: readonly PictureFile[]): Promise<void> {
  const deliver = (): Promise<boolean> =>
    page.evaluate(
      ({ by, files }) => {
        const transfer = new DataTransfer()
        for (const { fileName, base64 } of files) {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
          transfer.items.add(new File([bytes], fileName))
        }
        const how = { bubbles: true, cancelable: true }
        const isLeftAlone = document.body.dispatchEvent(
          by === 'paste'
            ? new ClipboardEvent('paste', { ...how, clipboardData: transfer })
            : new DragEvent('drop', { ...how, dataTransfer: transfer }),
        )
        return !isLeftAlone
      },
      { by, files: files.map(({ fileName, bytes }) => ({ fileName, base64: bytes.toString('base64') })) },
    )
  // What listens is fetched after the first paint, and takes the event once it is there.
  await expect.poll(deliver).toBe(true)
}
