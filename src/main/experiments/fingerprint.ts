import { createHash } from 'node:crypto'
import type { ArmKind, ArmSettings } from '#shared/experiment.ts'

/**
 * Of everything that decides what an arm sends for a prompt, the way there left out: on another computer the same arm has
 * another connection. A verdict on another fingerprint is a verdict on something else.
 */
export const fingerprintOf = (
  arms: readonly { readonly kind: ArmKind; readonly settings: ArmSettings; readonly rewritten: string | null }[],
): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        arms.map(({ kind, rewritten, settings: { connectionId: _, rewriter, ...settings } }) => [
          kind,
          rewritten,
          rewriter?.model ?? null,
          rewriter?.instructions ?? null,
          sorted(settings),
        ]),
      ),
    )
    .digest('hex')
    .slice(0, 32)

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, part]) => [name, sorted(part)])
    : value
