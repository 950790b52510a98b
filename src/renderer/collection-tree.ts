import type { Collection } from '#shared/organising.ts'

export interface CollectionNode {
  readonly collection: Collection
  /** 1 = at the top. */
  readonly level: number
  readonly children: readonly CollectionNode[]
}

/** The collections as they lie inside each other, each level by name. */
export function toTree(collections: readonly Collection[], language: string): readonly CollectionNode[] {
  const { compare } = new Intl.Collator(language, { numeric: true })
  const known = new Set(collections.map(({ id }) => id))
  const inside = Map.groupBy(collections, ({ parentId }) =>
    // One whose parent is not (or no longer) there is shown rather than lost.
    parentId !== null && known.has(parentId) ? parentId : null,
  )
  const build = (parentId: number | null, level: number): readonly CollectionNode[] =>
    (inside.get(parentId) ?? [])
      .toSorted((a, b) => compare(a.name, b.name) || a.id - b.id)
      .map((collection) => ({ collection, level, children: build(collection.id, level + 1) }))
  return build(null, 1)
}

/** What is on screen of a tree, from top to bottom. `isOpen` says whose inside is shown. */
export const flatten = (
  nodes: readonly CollectionNode[],
  isOpen: (id: number) => boolean = () => true,
): readonly CollectionNode[] =>
  nodes.flatMap((node) => [node, ...(isOpen(node.collection.id) ? flatten(node.children, isOpen) : [])])

/** `Travel › Korea › Jeju`: a name alone does not say which of two it is. */
export function pathOf(id: number, collections: readonly Collection[]): string {
  const byId = new Map(collections.map((collection) => [collection.id, collection]))
  const names: string[] = []
  for (let at = byId.get(id); at !== undefined && names.length < byId.size; at = byId.get(at.parentId ?? 0))
    names.unshift(at.name)
  return names.join(' › ')
}

/** The collection and everything inside it: where it cannot be moved to. */
export function idsInside(id: number, collections: readonly Collection[]): ReadonlySet<number> {
  const ids = new Set([id])
  // Each round reaches one level further down.
  for (let before = 0; before !== ids.size; ) {
    before = ids.size
    for (const { id: inner, parentId } of collections) if (parentId !== null && ids.has(parentId)) ids.add(inner)
  }
  return ids
}
