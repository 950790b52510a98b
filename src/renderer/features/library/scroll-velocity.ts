/**
 * Above this many CSS pixels a millisecond nobody can see the pictures, and loading them costs the frames. Well above
 * 6,000 pixels a second, at which all of them are still drawn in time: single frames come early and late.
 */
const tooFastPxPerMs = 9

export interface ScrollSample {
  readonly top: number
  readonly atMs: number
}

/** Whether the grid moved so fast between two scroll events that pictures should not be asked for. */
export function isTooFast(before: ScrollSample, now: ScrollSample): boolean {
  // Two events in one frame: a millisecond at least, so that a tiny movement is not a speed.
  const elapsedMs = Math.max(now.atMs - before.atMs, 1)
  return Math.abs(now.top - before.top) / elapsedMs > tooFastPxPerMs
}
