/** Collects what a statement is about, so that no text of a person ever stands in it. */
export interface BoundValues {
  readonly bound: Readonly<Record<string, string | number>>
  /** The name under which the statement refers to it. */
  readonly bind: (value: string | number) => string
  /** A list that stands behind IN. */
  readonly bindAll: (values: readonly (string | number)[]) => string
}

export function createBoundValues(): BoundValues {
  const bound: Record<string, string | number> = {}
  let count = 0
  const bind: BoundValues['bind'] = (value) => {
    count += 1
    bound[`v${count}`] = value
    return `:v${count}`
  }
  return { bound, bind, bindAll: (values) => `(SELECT value FROM json_each(${bind(JSON.stringify(values))}))` }
}
