import { type Condition, formatTerm, parseQuery } from '#shared/query-language.ts'
import { planExact, planWord, type TextPlan } from '../library/text-plan.ts'

type TextCondition = Extract<Condition, { kind: 'word' | 'exact' }>
/** What is not looked up in texts: model, tag, rating … */
export type FactCondition = Exclude<Condition, TextCondition>

const isText = <Any extends Condition>(condition: Any): condition is Any & TextCondition =>
  condition.kind === 'word' || condition.kind === 'exact'
const planOf = ({ kind, text }: TextCondition): TextPlan => (kind === 'word' ? planWord(text) : planExact(text))

export interface QueryMeaning {
  /** All of these must be in a picture's texts, */
  readonly asked: readonly TextPlan[]
  /** and none of these. */
  readonly refused: readonly TextPlan[]
  readonly facts: readonly FactCondition[]
}

export function meaningOf(text: string): QueryMeaning {
  const { terms } = parseQuery(text)
  const words = terms.filter(isText)
  // Signs between words (“cat & dog”, a heart) are not what is looked for; without any word they are.
  const isSign = (condition: TextCondition): boolean =>
    condition.kind === 'word' && !condition.isNegated && planOf(condition).expression === null
  const withoutSigns = words.filter((condition) => !isSign(condition))
  const meant = withoutSigns.length > 0 ? withoutSigns : words
  return {
    asked: meant.filter(({ isNegated }) => !isNegated).map(planOf),
    refused: meant.filter(({ isNegated }) => isNegated).map(planOf),
    // Said twice, it means no more.
    facts: [...new Map(terms.filter((term) => !isText(term)).map((term) => [formatTerm(term), term])).values()],
  }
}

/** Whether answering means to read through texts, which grows with the library, or is left to indexes. */
export function readsTexts(text: string): boolean {
  const { asked, refused } = meaningOf(text)
  return [...asked, ...refused].some(({ needles }) => needles.length > 0)
}
