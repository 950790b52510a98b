import type { Failure } from '#shared/failure.ts'
import { explainRefusal } from '../openai-images/explain-refusal.ts'
import { isObject } from '../openai-images/images-json.ts'

/** https://developers.openai.com/api/reference/resources/responses: what `error.code` of a response can be. */
const policyCodes: ReadonlySet<string> = new Set([
  'invalid_prompt',
  'image_content_policy_violation',
  'bio_policy',
  'misalignment_policy_violation',
])
const pictureCodes: ReadonlySet<string> = new Set([
  'invalid_image',
  'invalid_image_format',
  'invalid_base64_image',
  'invalid_image_url',
  'invalid_image_mode',
  'image_too_large',
  'image_too_small',
  'image_parse_error',
  'image_file_too_large',
  'unsupported_image_media_type',
  'empty_image_file',
  'failed_to_download_image',
  'image_file_not_found',
])

/** An `error` inside an answer that itself was a success: of the response, of one image call, or of the stream. */
export function explainResponseError(error: unknown, words: string, model: string): Failure {
  const code = isObject(error) ? error['code'] : null
  const explained = explainRefusal({
    httpStatus: null,
    error,
    message: words,
    retryAfterMs: null,
    model,
    apiKey: null,
    wasKeySent: true,
  })
  const { detail } = explained
  const kept = detail === undefined ? {} : { detail }
  if (typeof code === 'string' && policyCodes.has(code))
    return { kind: 'moderation-refused', stage: 'input', categories: [], ...kept }
  if (typeof code === 'string' && pictureCodes.has(code)) return { kind: 'bad-request', field: 'image', ...kept }
  return explained
}

/** `incomplete_details.reason` of a response that stopped early. */
export function explainIncomplete(reason: string | null): Failure {
  return reason === 'content_filter'
    ? { kind: 'moderation-refused', stage: 'output', categories: [], detail: reason }
    : { kind: 'incomplete', detail: `The model stopped early: ${reason ?? 'no reason given'}.` }
}
