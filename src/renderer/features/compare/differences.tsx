import { useTranslation } from 'react-i18next'
import type { ArmPlan } from '#shared/experiment.ts'
import { Notice } from '../../ui/notice.tsx'
import { useDifferenceWords } from './use-difference-words.ts'

/** What the arms differ in, in one line, and a warning where that is more than one thing. */
export function Differences({ arms }: { readonly arms: readonly Pick<ArmPlan, 'kind' | 'settings'>[] }) {
  const { t, i18n } = useTranslation('compare')
  const { things, isConfounded } = useDifferenceWords(arms)
  const names = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(things.map(({ name }) => name))
  return (
    <div className="space-y-2">
      <div>
        <p className="text-sm font-medium text-ink-soft">{t('whatDiffers')}</p>
        {things.length === 0 ? (
          <p className="text-sm text-warning">{t('nothingDiffers')}</p>
        ) : (
          things.map(({ name, values }) => (
            <p key={name} className="text-sm" data-selectable>
              <span className="font-medium">{name}:</span> {values.join(' / ')}
            </p>
          ))
        )}
      </div>
      {isConfounded && (
        <Notice tone="warning" title={t('confoundedTitle', { count: things.length })}>
          {t('confoundedBody', { things: names })}
        </Notice>
      )}
    </div>
  )
}
