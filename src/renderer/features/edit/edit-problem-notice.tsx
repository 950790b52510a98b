import { useTranslation } from 'react-i18next'
import { assertNever } from '#shared/result.ts'
import type { Target } from '../../resolve-target.ts'
import { Button } from '../../ui/button.tsx'
import type { EditProblem } from './check-edit.ts'
import { editKindRules } from './edit-kind.ts'
import { useEditDraft, useEditStore } from './edit-store.ts'

interface EditProblemNoticeProps {
  readonly target: Target
  readonly problem: EditProblem | null
}

/** Why the edit cannot be run yet, beside the button that would run it. What is wrong with the words stands there. */
export function EditProblemNotice({ target, problem }: EditProblemNoticeProps) {
  const { t } = useTranslation('edit')
  const kind = useEditStore((state) => state.kind)
  const words = problem === null ? null : sayProblem(problem)
  const instead = problem !== null && 'instead' in problem ? problem.instead : null
  return (
    <div role="status" className="text-sm text-ink-soft empty:hidden">
      {words}
      {instead !== null && (
        <Button
          size="small"
          onClick={() => useEditDraft.getState().setModel(instead.connection.id, instead.model.id)}
          className="mt-1.5"
        >
          {t('useInstead', { model: instead.model.label })}
        </Button>
      )}
    </div>
  )

  function sayProblem(found: EditProblem): string | null {
    const model = target.model.label
    switch (found.kind) {
      case 'draft':
        return null
      case 'no-edits':
        return t('problemNoEdits', { model })
      case 'no-mask':
        return t('problemNoMask', { model })
      case 'no-markup':
        return t('problemNoMarkup', { model })
      case 'empty-drawing':
        if (kind === 'extend') return t('problemExtend')
        return t(editKindRules[kind].drawing === 'markup' ? 'problemEmptyMarkup' : 'problemEmptyMask')
      case 'needs-reference':
        return t('problemNeedsReference')
      default:
        return assertNever(found)
    }
  }
}
