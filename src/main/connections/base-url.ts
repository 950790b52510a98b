import { err, ok, type Result } from '#shared/result.ts'

/**
 * The address of a provider as it is kept: http(s), no user, no query, no trailing slash. An address without a path
 * gets `/v1`, where the compatible servers answer.
 */
export function normalizeBaseUrl(
  text: string,
): Result<string, { readonly kind: 'bad-request'; readonly field: 'baseUrl' }> {
  const refused = err({ kind: 'bad-request', field: 'baseUrl' } as const)
  const url = URL.parse(text.trim())
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return refused
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return refused
  const path = url.pathname.replace(/\/+$/, '')
  return ok(`${url.origin}${path === '' ? '/v1' : path}`)
}

/** Plain http to another computer: whoever is on the way can read the key and the pictures. */
export function isUnencrypted(baseUrl: string): boolean {
  const url = URL.parse(baseUrl)
  return url?.protocol === 'http:' && !isLoopback(url.hostname)
}

export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127(\.\d{1,3}){3}$/.test(hostname)
