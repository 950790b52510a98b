const longestDetail = 2000

/**
 * A provider's own words without what must not be kept: the key in use, and anything that has the shape of one
 * (providers repeat a refused key, sometimes half masked). Cut to what a fold-out can show.
 */
export function redact(text: string, apiKey: string | null): string {
  const withoutKey = apiKey === null || apiKey === '' ? text : text.replaceAll(apiKey, '[key]')
  return withoutKeyShapes(withoutKey).slice(0, longestDetail)
}

/** The same where the key is not at hand, and nothing is cut. */
export function withoutKeyShapes(text: string): string {
  return text.replace(/\bsk-[\w*.-]{4,}/g, '[key]').replace(/\bBearer\s+[^\s"']+/gi, 'Bearer [key]')
}
