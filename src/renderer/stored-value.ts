// What was stored on an earlier day, possibly by another version: each of these takes what it understands. Written by hand
// because a schema library in the page would cost more than it checks.

/** `null` = nothing there, or not an object. */
export function parseObject(text: string | null): Record<string, unknown> | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    // Cut off in the middle of a write: there is nothing in it that could be trusted.
    return null
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
/** `null` = none, or empty. */
export const readText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
export const readNumber = (value: unknown, min: number, max: number): number | undefined =>
  typeof value === 'number' && value >= min && value <= max ? value : undefined
export const readCount = (value: unknown, min: number, max: number): number | undefined =>
  Number.isInteger(value) ? readNumber(value, min, max) : undefined
