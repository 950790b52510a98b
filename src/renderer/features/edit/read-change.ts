import type { ChangeReport, Difference } from '#shared/edit.ts'

/** What the figures say, in the order in which a person asks. Shares are of the pixels outside, or of the whole picture. */
export type ChangeReading =
  | { readonly kind: 'unmeasured' | 'only-inside' | 'inside-noise' | 'nothing' | 'nothing-inside' | 'barely-inside' }
  | {
      readonly kind: 'also-outside' | 'composited-back' | 'elsewhere' | 'elsewhere-composited' | 'whole'
      readonly share: number
    }
  | { readonly kind: 'whole-barely' }

/** Below this share of visibly changed pixels nobody would find one: a thousand of a million. */
const noticeable = 0.001

/**
 * The sentence for a picture as the model gave it, or (`isComposited`) with the original put back around the mask, which
 * takes what happened outside from `raw` all the same.
 */
export function readChange(raw: ChangeReport | null, isComposited: boolean): ChangeReading {
  if (raw === null) return { kind: 'unmeasured' }
  const { inside, outside } = raw
  if (raw.maskId === null) return readWhole(inside)
  const insideKind = inside === null || inside.changed === 0 ? 'nothing' : isSeen(inside) ? 'seen' : 'barely'
  const isOutsideSeen = outside !== null && isSeen(outside)
  // What was asked for did not happen, and something else did.
  if (insideKind !== 'seen' && isOutsideSeen)
    return { kind: isComposited ? 'elsewhere-composited' : 'elsewhere', share: outside.visiblyChanged }
  if (insideKind === 'nothing')
    return { kind: outside === null || outside.changed === 0 ? 'nothing' : 'nothing-inside' }
  if (insideKind === 'barely') return { kind: 'barely-inside' }
  if (isOutsideSeen) return { kind: isComposited ? 'composited-back' : 'also-outside', share: outside.visiblyChanged }
  return outside === null || outside.changed === 0 || isComposited ? { kind: 'only-inside' } : { kind: 'inside-noise' }
}

function readWhole(whole: Difference | null): ChangeReading {
  if (whole === null || whole.changed === 0) return { kind: 'nothing' }
  return isSeen(whole) ? { kind: 'whole', share: whole.visiblyChanged } : { kind: 'whole-barely' }
}

const isSeen = ({ visiblyChanged }: Difference): boolean => visiblyChanged >= noticeable
