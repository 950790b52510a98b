/** The chosen pictures. `focusId` is where the keyboard stands, `anchorId` where a range began. */
export interface Selection {
  readonly ids: ReadonlySet<number>
  readonly anchorId: number | null
  readonly focusId: number | null
}

export const noSelection: Selection = { ids: new Set(), anchorId: null, focusId: null }

export const selectOnly = (id: number): Selection => ({ ids: new Set([id]), anchorId: id, focusId: id })

export function toggleOne(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchorId: id, focusId: id }
}

/** Everything from the anchor to `id`, in the order on screen. */
export function extendTo(selection: Selection, id: number, orderedIds: readonly number[]): Selection {
  const from = selection.anchorId === null ? -1 : orderedIds.indexOf(selection.anchorId)
  const to = orderedIds.indexOf(id)
  if (from < 0 || to < 0) return selectOnly(id)
  return {
    ids: new Set(orderedIds.slice(Math.min(from, to), Math.max(from, to) + 1)),
    anchorId: selection.anchorId,
    focusId: id,
  }
}

export const selectAll = (selection: Selection, orderedIds: readonly number[]): Selection => ({
  ids: new Set(orderedIds),
  anchorId: orderedIds[0] ?? null,
  focusId: selection.focusId ?? orderedIds[0] ?? null,
})

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
