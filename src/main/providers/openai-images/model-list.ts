import type { ListedModel } from '../provider.ts'

/** More than any server has; what follows is not looked at. */
const maxModels = 5000

/**
 * What `GET /models` gave: `{ data: [...] }`, and from servers that only resemble OpenAI's a bare array, `{ models: [...] }`
 * or their only model. `null` = no list at all.
 */
export function readModelList(text: string): readonly ListedModel[] | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  const items = itemsOf(parsed)
  if (items === null) return null
  const models = items.slice(0, maxModels).flatMap(readModel)
  return [...new Map(models.map((model) => [model.id, model])).values()]
}

function itemsOf(list: unknown): readonly unknown[] | null {
  if (Array.isArray(list)) return list
  if (typeof list !== 'object' || list === null) return null
  if ('data' in list) return Array.isArray(list.data) ? list.data : null
  if ('models' in list) return Array.isArray(list.models) ? list.models : null
  return 'id' in list ? [list] : null
}

function readModel(item: unknown): readonly ListedModel[] {
  if (typeof item === 'string') return readModel({ id: item })
  if (typeof item !== 'object' || item === null) return []
  const id = 'id' in item ? item.id : 'name' in item ? item.name : null
  if (typeof id !== 'string' || id.trim() === '' || id.length > 200) return []
  const ends = 'shutdown_date' in item ? item.shutdown_date : null
  const [shutdownOn = null] = typeof ends === 'string' ? (/^\d{4}-\d{2}-\d{2}/.exec(ends) ?? []) : []
  return [{ id, shutdownOn }]
}
