import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signTest } from './sign-test.ts'

/** By whole numbers of any length: 2 · Σ C(n, i) of 2ⁿ, to 15 digits. */
function countedP(wins: number, losses: number): number {
  const votes = wins + losses
  let ways = 1n
  let sum = 0n
  for (let index = 0; index <= Math.min(wins, losses); index += 1) {
    sum += ways
    ways = (ways * BigInt(votes - index)) / BigInt(index + 1)
  }
  const scale = 10n ** 15n
  return Math.min(1, Number((2n * sum * scale) / 2n ** BigInt(votes)) / 1e15)
}

describe('signTest', () => {
  it.each([
    [8, 2, 112 / 1024],
    [10, 0, 2 / 1024],
    [6, 0, 2 / 64],
    [14, 6, 120_920 / 1_048_576],
    [15, 5, 43_400 / 1_048_576],
  ])('counts the outcomes at least as uneven as %i to %i', (wins, losses, expected) => {
    expect(signTest(wins, losses)).toBeCloseTo(expected, 14)
  })

  it('gives what R prints for Mendel’s 682 of 925 against a half', () => {
    // binom.test(682, 682 + 243): 7.087290775071e-49, also by exact fractions.
    expect(signTest(682, 243) / 7.08729077507e-49).toBeCloseTo(1, 10)
  })

  it('agrees with counting in whole numbers up to some thousand votes, from either side', () => {
    const few = fc.tuple(fc.nat(40), fc.nat(40))
    const many = fc.tuple(fc.nat(2500), fc.nat(2500))
    fc.assert(
      fc.property(fc.oneof(few, many), ([wins, losses]) => {
        const p = signTest(wins, losses)
        expect(p).toBeCloseTo(countedP(wins, losses), 11)
        expect(signTest(losses, wins)).toBe(p)
      }),
    )
  })

  it('says nothing when there are no votes or when they are even', () => {
    expect([signTest(0, 0), signTest(1, 0), signTest(5000, 5000)]).toEqual([1, 1, 1])
  })
})
