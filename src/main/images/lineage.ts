import type { GridCard } from '#shared/image.ts'
import type { SourceRole } from '#shared/organising.ts'
import type { Db } from '../library/database.ts'
import { imageCards } from './cards.ts'

/** From the picture that was used to one that was made with it. */
export interface Edge {
  readonly fromId: number
  readonly toId: number
  readonly role: SourceRole
}

const mostSteps = 3
const mostCards = 60

/** What a picture came from and what came of it, up to three steps either way, nearest first; `null` = no such picture. */
export function findLineage(db: Db, id: number): { readonly cards: GridCard[]; readonly edges: Edge[] } | null {
  const [own] = imageCards(db, [id])
  if (own === undefined) return null
  const before = db.prepare<[string], Edge>(
    `SELECT s.image_id AS fromId, i.id AS toId, s.role
     FROM json_each(?) asked CROSS JOIN images i ON i.id = asked.value
     JOIN generation_sources s ON s.generation_id = i.generation_id`,
  )
  const after = db.prepare<[string], Edge>(
    `SELECT s.image_id AS fromId, i.id AS toId, s.role
     FROM json_each(?) asked CROSS JOIN generation_sources s ON s.image_id = asked.value
     JOIN images i ON i.generation_id = s.generation_id
     ORDER BY i.id DESC LIMIT 1000`,
  )
  const known = new Set([id])
  const edges: Edge[] = []
  /** Takes in what these edges lead to, as far as there is room. */
  const take = (found: readonly Edge[], end: 'fromId' | 'toId'): readonly number[] => {
    edges.push(...found)
    const added: number[] = []
    for (const edge of found) {
      if (known.has(edge[end]) || known.size === mostCards) continue
      known.add(edge[end])
      added.push(edge[end])
    }
    return added
  }
  let origins: readonly number[] = [id]
  let results: readonly number[] = [id]
  for (let step = 0; step < mostSteps; step += 1) {
    origins = take(before.all(JSON.stringify(origins)), 'fromId')
    results = take(after.all(JSON.stringify(results)), 'toId')
  }
  const kept = new Map(
    edges
      .filter(({ fromId, toId }) => known.has(fromId) && known.has(toId))
      .map((edge) => [`${edge.fromId} ${edge.toId} ${edge.role}`, edge]),
  )
  return { cards: imageCards(db, [...known]), edges: [...kept.values()] }
}
