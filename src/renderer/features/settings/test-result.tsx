import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'

/** That a connection works, and what was found there. */
export function TestResult({ modelCount, modelLabels }: CallOutput<'connections.test'>) {
  const { t } = useTranslation('settings')
  return (
    <div className="mt-3 text-sm">
      <p className="flex items-start gap-2 text-success">
        <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0" />
        {modelCount === 0 ? t('testPassedNoList') : t('testPassed', { count: modelCount })}
      </p>
      {modelLabels.length > 0 && (
        <details className="mt-1 ml-6">
          <summary className="w-fit rounded py-0.5 pr-1 text-ink-soft hover:text-ink">
            {t('modelsToChoose', { count: modelLabels.length })}
          </summary>
          <ul className="mt-1 flex max-h-40 flex-wrap gap-x-4 gap-y-0.5 overflow-y-auto" data-selectable>
            {modelLabels.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
