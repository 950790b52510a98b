/**
 * How far two judges of the same pairs agree beyond chance: J. Cohen, Educational and Psychological Measurement 20 (1960),
 * 37–46. One entry for each pair that both have judged: what the first said and what the second said. 1 = always, 0 = as
 * often as chance would have it, below 0 = less often. `null` without pairs, and when both only ever gave one and the same
 * answer: then chance agrees fully too.
 */
export function cohensKappa<Category>(
  judgements: readonly (readonly [first: Category, second: Category])[],
): number | null {
  const total = judgements.length
  const countsOf = (judge: 0 | 1): ReadonlyMap<Category, number> => {
    const counts = new Map<Category, number>()
    for (const judgement of judgements) counts.set(judgement[judge], (counts.get(judgement[judge]) ?? 0) + 1)
    return counts
  }
  const seconds = countsOf(1)
  // Whole numbers as long as possible: rounding must not make 0 / 0 into something.
  const agreed = total * judgements.filter(([first, second]) => first === second).length
  const byChance = [...countsOf(0)].reduce((sum, [category, count]) => sum + count * (seconds.get(category) ?? 0), 0)
  return byChance === total ** 2 ? null : (agreed - byChance) / (total ** 2 - byChance)
}
