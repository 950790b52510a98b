import { withoutKeys } from '../../without-keys.ts'

const longestDetail = 2000

/**
 * A provider's own words without what must not be kept: the key in use, and anything that has the shape of one
 * (providers repeat a refused key, sometimes half masked). Cut to what a fold-out can show.
 */
export function redact(text: string, apiKey: string | null): string {
  const withoutKey = apiKey === null || apiKey === '' ? text : text.replaceAll(apiKey, '[key]')
  return withoutKeys(withoutKey).slice(0, longestDetail)
}
