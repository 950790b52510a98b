import type { Failure } from '#shared/failure.ts'
import type { TextCall, TextProvider, TextResult } from '../text-provider.ts'
import { judgeByRule } from './judge-by-rule.ts'
import { augmentByRule, condenseByRule, planByRule } from './rewrite-by-rule.ts'

/**
 * Work with words inside the program, by rule: no network, no cost, and no language model. It cannot translate or see;
 * of two pictures it only counts edges. `edgeShareOf`: see `edgeShare`; `null` = the picture cannot be decoded.
 */
export const createSketchTextProvider = (edgeShareOf: (bytes: Uint8Array) => Promise<number | null>): TextProvider => ({
  rewrite: async ({ text, aim, maxChars }) => {
    switch (aim) {
      case 'augment':
        return done('rewrite', 'augment-rule-1', augmentByRule(text, maxChars))
      case 'condense':
        return done('rewrite', 'condense-rule-1', { text: condenseByRule(text, maxChars), additions: [] })
      case 'translate':
        return cannot('translate')
    }
  },
  plan: async ({ brief, count, maxChars }) =>
    done('plan', 'plan-rule-1', { items: [...planByRule(brief, count, maxChars)] }),
  caption: async () => cannot('caption'),
  describeChange: async () => cannot('caption'),
  judge: async ({ left, right }) => {
    const [leftShare, rightShare] = await Promise.all([edgeShareOf(left.bytes), edgeShareOf(right.bytes)])
    if (leftShare === null || rightShare === null)
      return { ok: false, failure: { kind: 'damaged-file', fileName: null }, calls: [] }
    return done('caption', 'judge-rule-1', { verdict: judgeByRule(leftShare, rightShare), reason: '' })
  },
})

const done = <Value>(purpose: TextCall['purpose'], templateVersion: string, value: Value): TextResult<Value> => ({
  ok: true,
  value,
  calls: [
    { purpose, provider: 'sketch', model: 'sketch', templateVersion, usage: null, rawUsage: null, requestId: null },
  ],
})

const cannot = (field: string): { readonly ok: false; readonly failure: Failure; readonly calls: readonly [] } => ({
  ok: false,
  failure: { kind: 'unsupported-by-model', field, model: 'sketch' },
  calls: [],
})
