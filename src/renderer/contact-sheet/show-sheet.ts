import './contact-sheet.css'
import { drawSheet } from './draw-sheet.ts'
import { readSheet } from './read-sheet.ts'

/** Shows the contact sheet that stands in this page's address, and tells main by the title when all of it is there. */
export async function showSheet(): Promise<void> {
  const sheet = readSheet(window.location.hash)
  document.documentElement.dataset['sheet'] = ''
  document.body.replaceChildren(...drawSheet(sheet))
  await Promise.all([...document.images].map(untilDrawn))
  await document.fonts.ready
  document.title = 'ready'
}

/** Whether it can be drawn or not: a thumbnail that is missing keeps no sheet from being printed. */
async function untilDrawn(image: HTMLImageElement): Promise<void> {
  try {
    await image.decode()
  } catch {
    image.remove()
  }
}
