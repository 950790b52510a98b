import { z } from 'zod'

/** The provider's or the system's own words, for the fold-out. Never a key, never a whole picture. */
const detail = z.string().max(4000).optional()

/**
 * Everything that can be expected to go wrong, by `kind`. Plain data, because class identity does not survive IPC.
 * The renderer turns each kind into a sentence with its next step (`describe-failure.ts`); nothing else does.
 */
export const Failure = z.discriminatedUnion('kind', [
  // The way to the provider
  z.strictObject({ kind: z.literal('offline'), detail }),
  z.strictObject({ kind: z.literal('unreachable'), host: z.string(), detail }),
  /** The request left and no whole answer came back in time: it may have been billed. */
  z.strictObject({ kind: z.literal('timed-out'), afterMs: z.number(), detail }),
  /** The connection broke, or the answer ended, before the picture was complete. */
  z.strictObject({ kind: z.literal('incomplete'), detail }),
  /** The person pressed Cancel. */
  z.strictObject({ kind: z.literal('cancelled'), detail }),
  /** The studio ended while the request was out; found on the next start. */
  z.strictObject({ kind: z.literal('interrupted'), detail }),
  // What the provider said
  z.strictObject({ kind: z.literal('key-missing'), detail }),
  z.strictObject({ kind: z.literal('key-refused'), detail }),
  z.strictObject({ kind: z.literal('quota'), detail }),
  z.strictObject({ kind: z.literal('rate-limited'), retryAfterMs: z.number().nullable(), detail }),
  z.strictObject({
    kind: z.literal('moderation-refused'),
    stage: z.enum(['input', 'output', 'unknown']),
    categories: z.array(z.string()).readonly(),
    detail,
  }),
  z.strictObject({ kind: z.literal('text-instead-of-image'), text: z.string().max(4000), detail }),
  z.strictObject({ kind: z.literal('empty-answer'), detail }),
  z.strictObject({ kind: z.literal('unreadable-answer'), detail }),
  z.strictObject({ kind: z.literal('bad-request'), field: z.string().nullable(), detail }),
  z.strictObject({ kind: z.literal('unsupported-by-model'), field: z.string(), model: z.string(), detail }),
  z.strictObject({ kind: z.literal('model-retired'), model: z.string(), replacedBy: z.string().nullable(), detail }),
  /** The host or the address is not there any more: the service has most likely ended. Nothing was made. */
  z.strictObject({ kind: z.literal('service-gone'), host: z.string(), detail }),
  z.strictObject({ kind: z.literal('provider-trouble'), httpStatus: z.number().nullable(), detail }),
  /** With it, what was spent and what is out could go over the person's own budget. Nothing left. */
  z.strictObject({
    kind: z.literal('budget-reached'),
    period: z.enum(['day', 'month']),
    limitMicroUsd: z.number(),
    spentMicroUsd: z.number(),
    /** At most, of what has no end yet. */
    inFlightMicroUsd: z.number(),
    /** The most that it may cost; `null` = nobody can say. */
    upperMicroUsd: z.number().nullable(),
    detail,
  }),
  // This computer
  z.strictObject({ kind: z.literal('disk-full'), detail }),
  z.strictObject({ kind: z.literal('library-read-only'), detail }),
  z.strictObject({ kind: z.literal('library-locked'), path: z.string(), detail }),
  z.strictObject({ kind: z.literal('library-newer'), path: z.string(), version: z.number(), detail }),
  z.strictObject({ kind: z.literal('library-damaged'), path: z.string(), detail }),
  z.strictObject({ kind: z.literal('library-missing'), path: z.string(), detail }),
  z.strictObject({ kind: z.literal('damaged-file'), fileName: z.string().nullable(), detail }),
  z.strictObject({ kind: z.literal('unsupported-file'), fileName: z.string().nullable(), detail }),
  z.strictObject({ kind: z.literal('too-large'), limitBytes: z.number(), detail }),
  z.strictObject({ kind: z.literal('no-secure-storage'), backend: z.string(), detail }),
  z.strictObject({ kind: z.literal('not-found'), what: z.string(), detail }),
  // The contract itself
  z.strictObject({ kind: z.literal('unknown-call'), name: z.string(), detail }),
  z.strictObject({ kind: z.literal('malformed-input'), issues: z.array(z.string()).readonly(), detail }),
  z.strictObject({ kind: z.literal('untrusted-sender'), detail }),
  /** A defect. The log holds the rest under this id. */
  z.strictObject({ kind: z.literal('unexpected'), logId: z.string(), detail }),
])
export type Failure = z.infer<typeof Failure>
export type FailureKind = Failure['kind']
export type FailureOf<Kind extends FailureKind> = Extract<Failure, { readonly kind: Kind }>
