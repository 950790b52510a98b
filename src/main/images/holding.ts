import type { Db } from '../library/database.ts'
import { toComparable } from '../library/search-text.ts'

const taught = new WeakSet<Db>()

/**
 * Teaches a connection the SQL function `holding(needles, text …)`: how many of these comparable texts (a JSON array)
 * stand in one of the texts.
 */
export function teachHolding(db: Db): void {
  if (taught.has(db)) return
  let asked = ''
  let needles: readonly string[] = []
  let raw = ''
  let comparable = ''
  db.function(
    'holding',
    { deterministic: true, directOnly: true, varargs: true },
    (list: unknown, ...texts: unknown[]) => {
      if (asked !== list) {
        asked = String(list)
        // `findSource` made it.
        needles = JSON.parse(asked) as readonly string[]
      }
      const compared = texts.flatMap((text) => {
        if (typeof text !== 'string') return []
        // The pictures of one generation follow each other, with the same words.
        if (text !== raw) [raw, comparable] = [text, toComparable(text)]
        return [comparable]
      })
      return needles.filter((needle) => compared.some((text) => text.includes(needle))).length
    },
  )
  taught.add(db)
}
