import type { ContactSheet } from '#shared/contact-sheet.ts'

/** The sheet in a page's address: base64url of JSON, as main wrote it. */
export function readSheet(hash: string): ContactSheet {
  const base64 = hash.slice('#sheet='.length).replaceAll('-', '+').replaceAll('_', '/')
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  // Main wrote it (`contact-sheet-address.ts`), and nobody else opens this page.
  return JSON.parse(new TextDecoder().decode(bytes)) as ContactSheet
}
