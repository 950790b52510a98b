import { armKinds } from '#shared/experiments/experiment-words.ts'
import { maxPromptLength, maxSeed } from '#shared/limits.ts'
import { readStoredParams } from '../../read-stored-params.ts'
import { isRecord, parseObject, readCount, readText } from '../../stored-value.ts'
import { type ArmForm, leastArms, mostArms, type PlanForm, usualRepeats } from './plan-form.ts'

/** Reads back a form that was left unfinished: what is understood is taken, the rest is left. `null` = nothing there. */
export function readStoredForm(text: string | null): PlanForm | null {
  const stored = parseObject(text)
  if (stored === null) return null
  const prompts = listOf(stored['prompts']).flatMap((prompt) =>
    isRecord(prompt) && typeof prompt['text'] === 'string' ? [prompt['text'].slice(0, maxPromptLength)] : [],
  )
  const arms = listOf(stored['arms']).slice(0, mostArms).flatMap(readArm)
  if (prompts.length === 0 || arms.length < leastArms) return null
  return {
    title: textOf(stored['title'], 200),
    // Keys only tell them apart.
    prompts: prompts.map((prompt, index) => ({ key: index + 1, text: prompt })),
    arms: arms.map((arm, index) => ({ ...arm, key: prompts.length + index + 1 })),
    repeats: readCount(stored['repeats'], 1, 50) ?? usualRepeats,
    params: { size: 'auto', n: 1, ...readStoredParams(stored['params']) },
    isCustomSize: stored['isCustomSize'] === true,
    referenceIds: listOf(stored['referenceIds']).flatMap((id) => readCount(id, 1, Number.MAX_SAFE_INTEGER) ?? []),
    seedLeftOut: readCount(stored['seedLeftOut'], 0, maxSeed) ?? null,
    nextKey: prompts.length + arms.length + 1,
  }
}

function readArm(value: unknown): readonly Omit<ArmForm, 'key'>[] {
  if (!isRecord(value)) return []
  const kind = armKinds.find((known) => known === value['kind'])
  if (kind === undefined) return []
  const rewriter = isRecord(value['rewriter']) ? value['rewriter'] : {}
  const rewriterConnectionId = readText(rewriter['connectionId'])
  return [
    {
      kind,
      label: textOf(value['label'], 100),
      connectionId: readText(value['connectionId']),
      model: readText(value['model']),
      ownParams: readStoredParams(value['ownParams']),
      prompt: textOf(value['prompt'], maxPromptLength),
      suffix: textOf(value['suffix'], 4000),
      rewriter:
        rewriterConnectionId === null
          ? null
          : { connectionId: rewriterConnectionId, model: textOf(rewriter['model'], 200) },
      instructions: textOf(value['instructions'], 8000),
    },
  ]
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown, maxLength: number): string =>
  typeof value === 'string' ? value.slice(0, maxLength) : ''
