import { useTranslation } from 'react-i18next'
import { useCompareStore } from '../../compare-store.ts'
import { ask } from '../../data/ask.ts'
import { useReadPlan } from '../../data/experiments.ts'
import { sayFailure } from '../../say-failure.ts'
import { showToast } from '../../ui/toast.tsx'

/** What is done to an experiment from its row and from its page alike. */
export function useExperimentActions() {
  const { t } = useTranslation('compare')
  const readPlan = useReadPlan()
  const { beginForm, showList } = useCompareStore.getState()

  /** It is out of sight, with its votes; its pictures stay. */
  const remove = async (id: number, title: string): Promise<void> => {
    try {
      await ask('experiments.remove', { id })
    } catch (problem) {
      return sayFailure(problem)
    }
    showList()
    showToast({
      title: t('removed', { title }),
      action: { label: t('undo'), run: () => void ask('experiments.restore', { id }).catch(sayFailure) },
    })
  }
  const duplicate = (id: number): void => readPlan.mutate(id, { onSuccess: beginForm, onError: sayFailure })
  return { remove, duplicate }
}
