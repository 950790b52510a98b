import type { Endpoint } from '../provider.ts'

export interface ServerAddress {
  readonly baseUrl: string
  readonly query: Readonly<Record<string, string>>
}

const officialBaseUrl = 'https://api.openai.com/v1'
/** The first in which Azure's deployments made pictures with GPT Image models; its newer `/openai/v1` wants none. */
const azureApiVersion = '2025-04-01-preview'

/** Where the API of an endpoint may answer, the likeliest place first. */
export function serverAddresses({ baseUrl, profile }: Endpoint): readonly [ServerAddress, ...ServerAddress[]] {
  if (baseUrl === null) return [{ baseUrl: officialBaseUrl, query: {} }]
  if (profile === 'azure-openai') return [azureAddress(new URL(baseUrl))]
  const { origin, pathname } = new URL(baseUrl)
  const usual = { baseUrl, query: {} }
  // `/v1` is what an address without a path was completed with; some servers answer at their root.
  return profile !== 'openai' && pathname === '/v1' ? [usual, { baseUrl: origin, query: {} }] : [usual]
}

export const isOfficial = ({ baseUrl }: Endpoint): boolean => baseUrl === null || baseUrl === officialBaseUrl

/** What Azure's portal shows to copy: an origin, `/openai/v1`, or the whole address of a deployment's operation. */
function azureAddress(url: URL): ServerAddress {
  const path = url.pathname.replace(/\/images\/(generations|edits)\/?$/, '').replace(/\/+$/, '')
  const version = url.searchParams.get('api-version')
  if (/\/openai\/deployments\/[^/]+$/.test(path))
    return { baseUrl: `${url.origin}${path}`, query: { 'api-version': version ?? azureApiVersion } }
  const isBare = path === '' || path === '/v1' || path === '/openai'
  return {
    baseUrl: `${url.origin}${isBare ? '/openai/v1' : path}`,
    query: version === null ? {} : { 'api-version': version },
  }
}
