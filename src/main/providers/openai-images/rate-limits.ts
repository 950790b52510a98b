import type { RateLimits } from '../provider.ts'

const millisecondsOf: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * `x-ratelimit-remaining-requests: 59`, `x-ratelimit-reset-requests: 6m0.5s` (OpenAI's rate limit guide; Azure gives
 * plain seconds). `undefined` where the provider says nothing that makes sense.
 */
export function readRateLimits(headers: Headers): RateLimits | undefined {
  const remaining = headers.get('x-ratelimit-remaining-requests') ?? ''
  const resetsInMs = readDuration(headers.get('x-ratelimit-reset-requests') ?? '')
  return /^\d{1,9}$/.test(remaining) && resetsInMs !== null ? { remaining: Number(remaining), resetsInMs } : undefined
}

function readDuration(text: string): number | null {
  const seconds = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) * 1000 : null
  if (seconds !== null) return Math.ceil(seconds)
  if (!/^(\d{1,9}(\.\d{1,9})?(ms|s|m|h|d))+$/.test(text)) return null
  let sum = 0
  for (const [, amount = '', unit = ''] of text.matchAll(/([\d.]+)(ms|[smhd])/g))
    sum += Number(amount) * (millisecondsOf[unit] ?? 0)
  return Math.ceil(sum)
}
