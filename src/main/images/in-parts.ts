/** What deleting for good came to. */
export interface Freed {
  readonly count: number
  readonly freedBytes: number
}

/**
 * Few enough that one part's transaction fits into the ballast of a full disk, and that whoever calls meanwhile hardly
 * waits.
 */
const partSize = 100

/** Deletes part after part, each of which stands for itself: a crash between leaves the rest as it was. */
export async function inParts(
  ids: readonly number[],
  act: (part: readonly number[]) => Promise<Freed>,
): Promise<Freed> {
  let [count, freedBytes] = [0, 0]
  for (let start = 0; start < ids.length; start += partSize) {
    const freed = await act(ids.slice(start, start + partSize))
    count += freed.count
    freedBytes += freed.freedBytes
  }
  return { count, freedBytes }
}
