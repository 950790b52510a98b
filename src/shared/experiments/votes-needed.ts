import { binomialLowerTail } from './binomial-lower-tail.ts'

const alpha = 0.05
const power = 0.8
const preference = 0.6

/**
 * From this many decisive votes on (ties do not decide), the exact two-sided sign test at 0.05 finds a preference of 60
 * to 40 in at least 80 of 100 experiments. The power of an exact test is a saw: 80 % is reached some votes earlier and
 * lost again, so this is the first number from which on it stays.
 */
export const decisiveVotesNeeded = findVotesNeeded()

/** How many more decisive votes until then. */
export const moreVotesNeeded = (decisiveVotes: number): number => Math.max(0, decisiveVotesNeeded - decisiveVotes)

function findVotesNeeded(): number {
  // By Hoeffding's inequality (JASA 58 (1963), 13–30) the power is enough at every number above this one: the test has
  // rejected at √(n·ln(2/α)/2) votes from the middle, and √(n·ln(1/(1−power))/2) is how far chance carries.
  const far = (Math.sqrt(Math.log(2 / alpha) / 2) + Math.sqrt(-Math.log(1 - power) / 2)) / (preference - 0.5)
  let votes = Math.ceil(far ** 2)
  while (powerAt(votes - 1) >= power) votes -= 1
  return votes
}

/** Chance that the test rejects, on either side, when one arm is really preferred so often. */
function powerAt(votes: number): number {
  let fewest = -1
  let probability = 0.5 ** votes
  let tail = probability
  while (2 * tail <= alpha) {
    fewest += 1
    probability *= (votes - fewest) / (fewest + 1)
    tail += probability
  }
  return binomialLowerTail(fewest, votes, 1 - preference) + binomialLowerTail(fewest, votes, preference)
}
