/**
 * The chosen pictures. `focusId` is where the keyboard stands, `anchorId` where a range began; either may be a generation
 * without a picture (negative, as in `ImageList`), which is never among `ids`.
 */
export interface Selection {
  readonly ids: ReadonlySet<number>
  readonly anchorId: number | null
  readonly focusId: number | null
}

export const noSelection: Selection = { ids: new Set(), anchorId: null, focusId: null }

export const selectOnly = (id: number): Selection => ({ ids: picturesIn([id]), anchorId: id, focusId: id })

export function toggleOne(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id) && id > 0) ids.add(id)
  return { ids, anchorId: id, focusId: id }
}

/** Everything from the anchor to `id`, in the order on screen. */
export function extendTo(selection: Selection, id: number, orderedIds: Int32Array): Selection {
  const from = selection.anchorId === null ? -1 : orderedIds.indexOf(selection.anchorId)
  const to = orderedIds.indexOf(id)
  if (from < 0 || to < 0) return selectOnly(id)
  return {
    ids: picturesIn(orderedIds.subarray(Math.min(from, to), Math.max(from, to) + 1)),
    anchorId: selection.anchorId,
    focusId: id,
  }
}

export const selectAll = (selection: Selection, orderedIds: Iterable<number>): Selection => {
  const ids = picturesIn(orderedIds)
  const [first = null] = ids
  return { ids, anchorId: first, focusId: selection.focusId ?? first }
}

/**
 * After pictures have been sent away: the one that takes the place of the last of them is chosen, so that a row of
 * deletions needs one key.
 */
export function afterRemoval(removed: ReadonlySet<number>, orderedIds: readonly number[]): Selection {
  const lastRemoved = orderedIds.findLastIndex((id) => removed.has(id))
  const next =
    orderedIds.slice(lastRemoved + 1).find((id) => !removed.has(id)) ?? orderedIds.findLast((id) => !removed.has(id))
  return next === undefined ? noSelection : selectOnly(next)
}

function picturesIn(ids: Iterable<number>): ReadonlySet<number> {
  const pictures = new Set<number>()
  for (const id of ids) if (id > 0) pictures.add(id)
  return pictures
}
