import type { TFunction } from 'i18next'
import { assertNever } from '#shared/result.ts'
import { parseSize, type SizeProblem } from '#shared/size-problem.ts'

/** Says the rule that a size breaks, with the figures of the model and of the size itself. */
export function sizeProblemWords(problem: SizeProblem, size: string, t: TFunction<'create'>, language: string): string {
  const format = (count: number) => new Intl.NumberFormat(language).format(count)
  const dimensions = parseSize(size)
  const pixels = dimensions === null ? '' : format(dimensions.width * dimensions.height)
  switch (problem.kind) {
    case 'not-a-size':
      return t('sizeNotASize')
    case 'not-in-list':
      return t('sizeNotInList')
    case 'not-a-multiple':
      return t('sizeNotAMultiple', { multipleOf: problem.multipleOf })
    case 'edge-too-long':
      return t('sizeEdgeTooLong', { maxEdge: format(problem.maxEdge) })
    case 'too-narrow':
      return t('sizeTooNarrow', { maxRatio: problem.maxRatio })
    case 'too-few-pixels':
      return t('sizeTooFewPixels', { minPixels: format(problem.minPixels), pixels })
    case 'too-many-pixels':
      return t('sizeTooManyPixels', { maxPixels: format(problem.maxPixels), pixels })
    default:
      return assertNever(problem)
  }
}
