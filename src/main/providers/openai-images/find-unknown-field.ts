import type { Failure } from '#shared/failure.ts'
import { toOurField } from './field-names.ts'

/** Without these it would be another order, at another price. */
const substance: ReadonlySet<string> = new Set([
  'model',
  'prompt',
  'n',
  'size',
  'image',
  'image[]',
  'mask',
  'mask_image',
])
const saysUnknown = /unknown|unrecogni[sz]ed|unexpected|unsupported|not supported|not permitted|not allowed|extra /i

/**
 * The field of a refused request that its server does not know, by the name it was sent under; `null` = it refuses for
 * another reason. A value that a server knows and will not take is for the person to change.
 */
export function findUnknownField(failure: Failure, sentFields: readonly string[]): string | null {
  if (failure.kind !== 'bad-request' && failure.kind !== 'unsupported-by-model') return null
  const { field, detail = '' } = failure
  const named = sentFields.find(
    (name) =>
      !substance.has(name) &&
      (field === null ? new RegExp(`\\b${name}\\b`).test(detail) : field === name || field === toOurField(name)),
  )
  if (named === undefined) return null
  const isUnknown = failure.kind === 'unsupported-by-model' || named === 'response_format' || saysUnknown.test(detail)
  return isUnknown ? named : null
}
