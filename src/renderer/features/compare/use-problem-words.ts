import { useTranslation } from 'react-i18next'
import type { PlanProblem } from './plan-form.ts'

/** What is wrong with a plan and how to put it right, one sentence each. */
export function useProblemWords(): (problem: PlanProblem) => string {
  const { t, i18n } = useTranslation('compare')
  const number = (value: number): string => value.toLocaleString(i18n.language)
  return (problem) => {
    switch (problem.kind) {
      case 'no-prompt':
        return t('promptMissing')
      case 'too-many-pictures':
        return t('tooManyPictures', { limit: number(problem.limit) })
      case 'no-model':
        return t('modelMissing')
      case 'no-rewriter':
        return t('rewriterMissing')
      case 'size':
        return t('sizeNotTaken')
      case 'needs-responses':
        return t('needsResponses')
      case 'model-retired':
        return t('modelRetired')
      case 'prompt-too-long':
        return t('promptTooLong', { limit: number(problem.limit) })
      case 'too-many-references':
        return problem.limit === 0 ? t('referencesNotTaken') : t('referencesTooMany', { count: problem.limit })
    }
  }
}
