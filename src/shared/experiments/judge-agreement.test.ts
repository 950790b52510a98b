import { expect, test } from 'vitest'
import { augmentedId, sampleVote, verbatimId } from '#test/support/experiment-records.ts'
import type { Vote } from '../experiment.ts'
import { judgeAgreements } from './judge-agreement.ts'

const pair = (place: number): Partial<Vote> => ({ leftImageId: 100 + place, rightImageId: 200 + place })
/** The same pair, sides changed. */
const turned = (place: number): Partial<Vote> => ({
  leftImageId: 200 + place,
  rightImageId: 100 + place,
  leftArmId: augmentedId,
  rightArmId: verbatimId,
})
const byModel = (verdict: Vote['verdict'], changes: Partial<Vote>): Vote =>
  sampleVote(verdict, { ...changes, judge: 'gpt-6-luna' })

test('agreement is on the arm, whichever side it stood on, over the pairs that both judged', () => {
  const votes = [
    sampleVote('left', pair(1)),
    sampleVote('right', pair(2)),
    sampleVote('tie', pair(3)),
    sampleVote('right', pair(4)),
    sampleVote('left', pair(5)),
    byModel('right', turned(1)),
    byModel('left', turned(2)),
    byModel('both-bad', pair(3)),
    byModel('right', pair(4)),
    // Nobody else judged this one.
    byModel('left', pair(9)),
  ]
  // Three of four; by chance (1·1 + 2·2 + 1·0 + 0·1) / 16 = 5/16: κ = (12 − 5) / (16 − 5).
  expect(judgeAgreements(votes)).toMatchObject([
    { judge: 'gpt-6-luna', pairCount: 4, agreedCount: 3, kappa: 7 / 11, votes: { length: 5 } },
  ])
})

test('stale votes of either count for nothing; of a pair judged twice by persons the newest counts', () => {
  const votes = [
    sampleVote('left', pair(1)),
    sampleVote('right', pair(1)),
    sampleVote('left', { ...pair(2), isStale: true }),
    byModel('right', pair(1)),
    byModel('left', pair(2)),
    byModel('left', { ...pair(3), isStale: true }),
    sampleVote('left', pair(3)),
  ]
  expect(judgeAgreements(votes)).toMatchObject([{ pairCount: 1, agreedCount: 1, kappa: null, votes: { length: 2 } }])
  expect(judgeAgreements([sampleVote('left')])).toEqual([])
})
