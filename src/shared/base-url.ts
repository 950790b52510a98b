import { err, ok, type Result } from './result.ts'
import type { ServerProfileId } from './server-profile.ts'

interface ParsedUrl {
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly origin: string
  readonly hostname: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
}
/** Node and the page both have it; the compiler's settings for what runs anywhere know neither. */
declare const URL: { parse(text: string): ParsedUrl | null }

/** Where a kind of server answers, if not under `/v1` as the compatible ones do. */
const usualPaths: Partial<Readonly<Record<ServerProfileId, string>>> = { 'azure-openai': '/openai/v1', karlo: '' }

/**
 * The address of a provider as it is kept: http(s), no user, no query, no trailing slash. An address without a path
 * gets the one that is usual for its kind of server.
 */
export function normalizeBaseUrl(
  text: string,
  profile: ServerProfileId,
): Result<string, { readonly kind: 'bad-request'; readonly field: 'baseUrl' }> {
  const refused = err({ kind: 'bad-request', field: 'baseUrl' } as const)
  const url = URL.parse(text.trim())
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return refused
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return refused
  const path = url.pathname.replace(/\/+$/, '')
  return ok(`${url.origin}${path === '' ? (usualPaths[profile] ?? '/v1') : path}`)
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

/** What kind of server answers at an address, where the address tells. */
export function profileOfAddress(baseUrl: string): ServerProfileId {
  const host = URL.parse(baseUrl.trim())?.hostname ?? ''
  if (host === 'api.openai.com') return 'openai'
  if (/\.openai\.azure\.com$|\.services\.ai\.azure\.com$/.test(host)) return 'azure-openai'
  return host === 'api.kakaobrain.com' ? 'karlo' : 'other'
}
