import type { Failure, FailureOf } from '#shared/failure.ts'
import { findModel } from '../catalogue.ts'
import { toOurField } from './field-names.ts'
import { redact } from './redact.ts'

/** An answer that says no, whichever way it came: a status code, `{"error": …}` in a 200, an `error` event. */
interface Refusal {
  /** `null` where the answer itself was a 200. */
  readonly httpStatus: number | null
  /** What stood under `error`, or the whole body; of any type at all. */
  readonly error: unknown
  readonly message: string
  readonly retryAfterMs: number | null
  readonly model: string
  /** `null` where it is not at hand. */
  readonly apiKey: string | null
  readonly wasKeySent: boolean
}

const quotaCodes: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'billing_hard_limit_reached',
])
const rateCodes: ReadonlySet<string> = new Set(['rate_limit_exceeded', 'slow_down'])
const moderationCodes: ReadonlySet<string> = new Set([
  'moderation_blocked',
  'content_policy_violation',
  // Azure and gateways before it
  'contentFilter',
  'content_filter',
])
const unknownParameterCodes: ReadonlySet<string> = new Set(['unknown_parameter', 'unsupported_parameter'])

/**
 * Codes first, since they are the stable discriminator, then the status.
 * https://platform.openai.com/docs/guides/error-codes; what other servers send: FastAPI's `{"detail": …}`,
 * `{"error": "text"}`, a page of HTML.
 */
export function explainRefusal(refusal: Refusal): Failure {
  const { httpStatus, model, apiKey } = refusal
  const error = asRecord(refusal.error)
  const code = asText(error['code'])
  const type = asText(error['type'])
  const validation = firstValidationProblem(error['detail'])
  const message = asText(error['message']) ?? asText(refusal.error) ?? validation.message ?? refusal.message
  const detail = redact(message, apiKey)
  const named = asText(error['param']) ?? validation.field
  const field = named === null ? null : toOurField(named)
  const has = (codes: ReadonlySet<string>) => (code !== null && codes.has(code)) || (type !== null && codes.has(type))

  if (has(moderationCodes)) return { kind: 'moderation-refused', ...moderationDetails(error, message), detail }
  if (has(quotaCodes)) return { kind: 'quota', detail }
  if (has(rateCodes)) return { kind: 'rate-limited', retryAfterMs: refusal.retryAfterMs, detail }
  if (code === 'invalid_api_key' || httpStatus === 401)
    return { kind: refusal.wasKeySent ? 'key-refused' : 'key-missing', detail }
  if (code === 'model_not_found') return explainMissingModel(model, detail)
  if (has(unknownParameterCodes) && field !== null) return { kind: 'unsupported-by-model', field, model, detail }

  const isFromTheApi = Object.keys(error).length > 0
  switch (httpStatus) {
    case 400:
    case 422:
      return { kind: 'bad-request', field, detail }
    case 403:
      // A proxy's or a firewall's page says nothing about the key.
      return isFromTheApi ? { kind: 'key-refused', detail } : { kind: 'provider-trouble', httpStatus, detail }
    case 429:
      return { kind: 'rate-limited', retryAfterMs: refusal.retryAfterMs, detail }
    case null:
      return type === 'image_generation_user_error' || type === 'invalid_request_error'
        ? { kind: 'bad-request', field, detail }
        : { kind: 'provider-trouble', httpStatus, detail }
    default:
      return { kind: 'provider-trouble', httpStatus, detail }
  }
}

function explainMissingModel(id: string, detail: string): Failure {
  const status = findModel(id)?.status
  return status === undefined || status.kind === 'live' || status.kind === 'legacy'
    ? { kind: 'bad-request', field: 'model', detail }
    : { kind: 'model-retired', model: id, replacedBy: status.replacedBy, detail }
}

function moderationDetails(
  error: Readonly<Record<string, unknown>>,
  message: string,
): Pick<FailureOf<'moderation-refused'>, 'stage' | 'categories'> {
  const details = asRecord(error['moderation_details'])
  const stage = details['moderation_stage']
  const listed = Array.isArray(details['categories'])
    ? details['categories'].filter((category) => typeof category === 'string')
    : // Azure names them in the message only.
      (/safety_violations=\[([^\]]*)\]/.exec(message)?.[1] ?? '').split(',').map((category) => category.trim())
  return {
    stage: stage === 'input' || stage === 'output' ? stage : 'unknown',
    categories: listed.filter((category) => category !== '').slice(0, 50),
  }
}

/** FastAPI: `[{ "loc": ["body", "size"], "msg": "…" }]`, or a plain text. */
function firstValidationProblem(detail: unknown): { readonly field: string | null; readonly message: string | null } {
  if (typeof detail === 'string') return { field: null, message: detail }
  const first = asRecord(Array.isArray(detail) ? detail[0] : undefined)
  const place: unknown = Array.isArray(first['loc']) ? first['loc'].at(-1) : undefined
  return { field: asText(place), message: asText(first['msg']) }
}

const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  // An object that is not an array has string keys and values of unknown type: exactly this.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
