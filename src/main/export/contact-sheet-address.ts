import type { ContactSheet } from '#shared/contact-sheet.ts'
import type { GridCard } from '#shared/image.ts'
import { thumbnailUrl } from '#shared/image-url.ts'

/** Two lines hold about forty syllables or eighty letters. An address has an end. */
const maxCaptionLength = 100

/** Where the page of a contact sheet finds itself, and everything it shows: 4 × 5 on A4. */
export function contactSheetAddress(options: {
  readonly cards: readonly GridCard[]
  readonly title: string
  readonly language: ContactSheet['language']
  readonly nowMs: number
}): string {
  const { cards, title, language, nowMs } = options
  const sheet: ContactSheet = {
    title,
    date: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(nowMs),
    language,
    columns: 4,
    rows: 5,
    pictures: cards.map((card) => ({
      address: card.kind === 'image' && card.hasPixels ? thumbnailUrl(card) : null,
      caption: card.caption.replaceAll(/\s+/g, ' ').slice(0, maxCaptionLength).toWellFormed(),
    })),
  }
  return `/index.html?theme=light&lang=${language}#sheet=${Buffer.from(JSON.stringify(sheet)).toString('base64url')}`
}
