/** What a person said of two pictures side by side. `both-bad`: neither will do, which is not the same as a tie. */
export type Verdict = 'left' | 'right' | 'tie' | 'both-bad'

/** A vote, told by the arms whose pictures stood left and right. */
export interface ArmVote {
  readonly leftArmId: number
  readonly rightArmId: number
  readonly verdict: Verdict
}
