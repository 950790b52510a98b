import { listEntries } from './import-entries.ts'
import type { ImportHint, IncomingFile } from './import-store.ts'

/** What can be made of what was dropped. */
export type Incoming =
  | { readonly kind: 'files'; readonly list: () => Promise<readonly IncomingFile[]> }
  | { readonly kind: 'hint'; readonly hint: ImportHint }
  | { readonly kind: 'nothing' }

/** To be called while the event lasts: afterwards the system takes its data back. */
export function readDrop(transfer: DataTransfer): Incoming {
  const dropped = [...transfer.items]
    // A picture out of another program is a file without a place in a file system.
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
    .filter((item) => item !== null)
  const archive = dropped.find(({ name }) => name.toLowerCase().endsWith('.diptych'))
  if (archive !== undefined) return { kind: 'hint', hint: { kind: 'archive', fileName: archive.name } }
  if (dropped.length > 0) return { kind: 'files', list: () => listDropped(dropped) }
  return readAddress(transfer.getData('text/html'), transfer.getData('text/uri-list'))
}

async function listDropped(dropped: readonly (FileSystemEntry | File)[]): Promise<readonly IncomingFile[]> {
  const lists = dropped.map(async (item) =>
    item instanceof File ? [{ fileName: item.name, open: async () => item }] : listEntries([item]),
  )
  return (await Promise.all(lists)).flat()
}

/**
 * What a browser gives when it gives no file: mark-up with the picture's address, or the address alone. The page has no
 * network, so only a picture that is written out in the address itself can be had.
 */
function readAddress(html: string, uriList: string): Incoming {
  // A document that was parsed so loads nothing and runs nothing.
  const source = new DOMParser().parseFromString(html, 'text/html').querySelector('img')?.getAttribute('src') ?? null
  const address = source ?? uriList.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#')) ?? ''
  const file = readDataAddress(address)
  if (file !== null) return { kind: 'files', list: async () => [{ fileName: null, open: async () => file }] }
  const isPicture = source !== null || /\.(png|jpe?g|webp|gif|avif)([?#]|$)/i.test(address)
  return isPicture ? { kind: 'hint', hint: { kind: 'address-only' } } : { kind: 'nothing' }
}

function readDataAddress(address: string): File | null {
  const [, type, base64] = /^data:(image\/[a-z]+);base64,([A-Za-z0-9+/=\s]+)$/.exec(address) ?? []
  if (type === undefined || base64 === undefined) return null
  try {
    return new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], '', { type })
  } catch {
    // Cut off on the way: what is left is an address like any other.
    return null
  }
}
