/** `12.50` → 12,500,000 millionths; a comma is a point. `null` = no amount, or finer than that. */
export function parseUsd(text: string): number | null {
  const [, whole, part = ''] = /^\$?\s*(\d{1,6})(?:[.,](\d{1,6}))?$/.exec(text.trim()) ?? []
  return whole === undefined ? null : Number(whole) * 1_000_000 + Number(part.padEnd(6, '0'))
}

/** The same back, for a field: `12.5`. */
export const usdText = (millionths: number): string => String(millionths / 1_000_000)
