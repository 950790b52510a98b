/** The page's only origin. Pictures and thumbnails come from it too, so that a canvas may read them. */
export const appOrigin = 'diptych://app'

/** The part of Electron's `WebFrameMain` that decides. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/**
 * Only the top frame of our own page may call. Fails closed: a frame that is gone (`null`) is refused as well.
 */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  if (frame === null || frame.parent !== null) return false
  // Not `URL.origin`: it is the string "null" for schemes the URL standard does not know.
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)(?:[/?#]|$)/i.exec(frame.url)
  return match !== null && match[1] === appOrigin
}
