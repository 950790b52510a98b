import { isLoopback } from '#shared/base-url.ts'

/** The sketch is inside this program, and a server on this computer is reached without a network. */
export function needsNetwork(connection: { readonly baseUrl: string | null } | null): boolean {
  const url = URL.parse(connection?.baseUrl ?? '')
  return url !== null && !isLoopback(url.hostname)
}
