import type { ImageList } from '#shared/image-query.ts'

/** One stack that is opened where it lies. */
export interface OpenStack {
  readonly coverId: number
  /** Everything in it, the cover first. */
  readonly ids: readonly number[]
}

/**
 * The list with some of its stacks opened: behind each cover its other pictures, marked by a size of 0. The groups move on
 * by what was put in before them.
 */
export function openStacks(
  { ids, stackSizes, groups }: ImageList,
  stacks: readonly OpenStack[],
): Pick<ImageList, 'ids' | 'stackSizes' | 'groups'> {
  const opened = stacks
    .map((stack) => ({ ...stack, index: ids.indexOf(stack.coverId) }))
    .filter(({ index, ids: inside }) => index >= 0 && inside.length > 1)
    .sort((a, b) => a.index - b.index)
  if (stackSizes === null || opened.length === 0) return { ids, stackSizes, groups }

  const added = opened.reduce((sum, stack) => sum + stack.ids.length - 1, 0)
  const openedIds = new Int32Array(ids.length + added)
  const openedSizes = new Int32Array(ids.length + added)
  let from = 0
  let to = 0
  const copyUpTo = (end: number): void => {
    openedIds.set(ids.subarray(from, end), to)
    openedSizes.set(stackSizes.subarray(from, end), to)
    to += end - from
    from = end
  }
  for (const { index, ids: inside } of opened) {
    copyUpTo(index)
    openedIds.set(inside, to)
    openedSizes[to] = inside.length
    to += inside.length
    from = index + 1
  }
  copyUpTo(ids.length)

  const addedBefore = (start: number): number =>
    opened.reduce((sum, stack) => (stack.index < start ? sum + stack.ids.length - 1 : sum), 0)
  return {
    ids: openedIds,
    stackSizes: openedSizes,
    groups: groups.map((group) => ({ ...group, start: group.start + addedBefore(group.start) })),
  }
}
