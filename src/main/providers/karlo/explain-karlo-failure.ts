import type { Failure } from '#shared/failure.ts'

/**
 * What of Karlo's failures means more than at other services: its host or its address being gone is most likely its end.
 * Kakao's own code for “more requests than allowed” is -10, with status 400
 * (developers.kakao.com/docs/latest/en/rest-api/reference, “Error code”).
 */
export function explainKarloFailure(failure: Failure, host: string): Failure {
  const { detail = '' } = failure
  const isGone =
    (failure.kind === 'provider-trouble' && (failure.httpStatus === 404 || failure.httpStatus === 410)) ||
    // No name server knows it; one that does not answer says EAI_AGAIN.
    (failure.kind === 'unreachable' && detail.includes('ENOTFOUND'))
  if (isGone) return { kind: 'service-gone', host, detail }
  if (failure.kind === 'bad-request' && /"code":\s*-10\b/.test(detail)) return { kind: 'quota', detail }
  return failure
}
