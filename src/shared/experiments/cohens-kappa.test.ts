import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cohensKappa } from './cohens-kappa.ts'

type Judgement = readonly [string, string]

const fromTable = (yesYes: number, yesNo: number, noYes: number, noNo: number): readonly Judgement[] => [
  ...Array.from({ length: yesYes }, (): Judgement => ['yes', 'yes']),
  ...Array.from({ length: yesNo }, (): Judgement => ['yes', 'no']),
  ...Array.from({ length: noYes }, (): Judgement => ['no', 'yes']),
  ...Array.from({ length: noNo }, (): Judgement => ['no', 'no']),
]

describe('cohensKappa', () => {
  // The worked examples of Wikipedia's article "Cohen's kappa".
  it.each([
    [20, 5, 10, 15, 0.4],
    [45, 15, 25, 15, 0.1304],
    [25, 35, 5, 35, 0.2593],
  ])('gives the published value for the table %i %i %i %i', (yesYes, yesNo, noYes, noNo, expected) => {
    expect(cohensKappa(fromTable(yesYes, yesNo, noYes, noNo))).toBeCloseTo(expected, 4)
  })

  it('is 1 for judges that always agree, −1 for two that never do on halves', () => {
    expect([cohensKappa(fromTable(3, 0, 0, 4)), cohensKappa(fromTable(0, 5, 5, 0))]).toEqual([1, -1])
  })

  it('is not defined without pairs, nor when both only ever said the same', () => {
    expect([cohensKappa([]), cohensKappa(fromTable(7, 0, 0, 0))]).toEqual([null, null])
  })

  it('is (pₒ − pₑ) / (1 − pₑ) over any number of categories, whichever judge is first', () => {
    const category = fc.constantFrom('left', 'right', 'tie', 'both-bad')
    fc.assert(
      fc.property(fc.array(fc.tuple(category, category), { minLength: 1, maxLength: 60 }), (pairs) => {
        const share = (of: (pair: readonly [string, string]) => boolean): number =>
          pairs.filter(of).length / pairs.length
        const observed = share(([first, second]) => first === second)
        const byChance = ['left', 'right', 'tie', 'both-bad'].reduce(
          (sum, one) => sum + share(([first]) => first === one) * share(([, second]) => second === one),
          0,
        )
        const kappa = cohensKappa(pairs)
        fc.pre(kappa !== null)
        expect(kappa).toBeCloseTo((observed - byChance) / (1 - byChance), 8)
        expect(cohensKappa(pairs.map(([first, second]) => [second, first]))).toBe(kappa)
      }),
    )
  })
})
