/** A refusal as the API words it: status, body, headers. */
export interface ApiError {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: { readonly error: object }
}

export const apiError = (
  status: number,
  error: {
    readonly message: string
    readonly type: string
    readonly code: string | null
    readonly param?: string | null
  },
  headers: Readonly<Record<string, string>> = {},
): ApiError => ({ status, headers, body: { error: { param: null, ...error } } })

export const invalidRequest = (param: string, code: string, message: string): ApiError =>
  apiError(400, { message, type: 'invalid_request_error', code, param })

export const modelNotFound = (model: string): ApiError =>
  apiError(404, {
    message: `The model '${model}' does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    code: 'model_not_found',
  })

export const invalidApiKey = (key: string): ApiError =>
  apiError(401, {
    message: `Incorrect API key provided: ${key}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  })

const insufficientQuota = (code: string): ApiError =>
  apiError(429, {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    code,
  })

/** Every kind of refusal that the error guide names, by a name of our own. */
export const apiErrors = {
  moderationBlocked: {
    status: 400,
    headers: {},
    body: {
      error: {
        message: 'Your request was rejected by the safety system.',
        type: 'image_generation_user_error',
        param: null,
        code: 'moderation_blocked',
        moderation_details: { moderation_stage: 'output', categories: ['violence', 'self-harm'] },
      },
    },
  },
  contentPolicyViolation: apiError(400, {
    message: 'Your request was rejected as a result of our safety system. safety_violations=[sexual, violence]',
    type: 'invalid_request_error',
    code: 'content_policy_violation',
  }),
  billingHardLimit: apiError(400, {
    message: 'Billing hard limit has been reached.',
    type: 'invalid_request_error',
    code: 'billing_hard_limit_reached',
  }),
  userError: apiError(400, {
    message: 'The request could not be carried out.',
    type: 'image_generation_user_error',
    code: 'image_generation_user_error',
  }),
  invalidApiKey: invalidApiKey('sk-abcd************************wxyz'),
  organizationNotVerified: apiError(403, {
    message: 'Your organization must be verified to use the model.',
    type: 'invalid_request_error',
    code: null,
  }),
  modelNotFound: modelNotFound('gpt-image-1.5'),
  rateLimited: apiError(
    429,
    { message: 'Rate limit reached for images per minute.', type: 'requests', code: 'rate_limit_exceeded' },
    { 'retry-after': '7' },
  ),
  slowDown: apiError(
    503,
    { message: 'Slow down.', type: 'server_error', code: 'slow_down' },
    { 'retry-after-ms': '1500', 'retry-after': '2' },
  ),
  insufficientQuota: insufficientQuota('insufficient_quota'),
  creditBalanceExhausted: insufficientQuota('credit_balance_exhausted'),
  organizationSpendLimit: insufficientQuota('organization_spend_limit_exceeded'),
  projectSpendLimit: insufficientQuota('project_spend_limit_exceeded'),
  organizationUsageLimit: insufficientQuota('organization_usage_limit_exceeded'),
  serverError: apiError(500, {
    message: 'The server had an error while processing your request.',
    type: 'server_error',
    code: null,
  }),
  overloaded: apiError(503, {
    message: 'The engine is currently overloaded.',
    type: 'server_error',
    code: 'server_is_overloaded',
  }),
} as const satisfies Record<string, ApiError>

export type ApiErrorName = keyof typeof apiErrors
