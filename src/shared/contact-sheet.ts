/** What main hands to the page that is printed. */
export interface ContactSheet {
  readonly title: string
  /** In the person's language. */
  readonly date: string
  readonly language: 'en' | 'ko'
  readonly columns: number
  readonly rows: number
  readonly pictures: readonly SheetPicture[]
}

export interface SheetPicture {
  /** Address of its thumbnail; `null` = the pixels were dropped. */
  readonly address: string | null
  readonly caption: string
}

/** The pictures of each page, in order; one empty page when there are none. */
export function sheetPages({ pictures, columns, rows }: ContactSheet): readonly (readonly SheetPicture[])[] {
  const size = columns * rows
  const count = Math.max(1, Math.ceil(pictures.length / size))
  return Array.from({ length: count }, (_, page) => pictures.slice(page * size, (page + 1) * size))
}
