import { useTranslation } from 'react-i18next'
import type { Experiment } from '#shared/experiment.ts'
import { ArmWords } from './arm-words.tsx'
import { Differences } from './differences.tsx'
import { useArmNames } from './use-arm-names.ts'

/** Which words each arm sends over each prompt, and what became of them. */
export function WordsPart({ experiment }: { readonly experiment: Experiment }) {
  const { t } = useTranslation('compare')
  const names = useArmNames(experiment.arms)
  return (
    <div className="space-y-8">
      <div className="max-w-3xl">
        <Differences arms={experiment.arms} />
      </div>
      {experiment.prompts.map((prompt, index) => (
        <section key={prompt.id} aria-label={t('promptNumber', { number: index + 1 })} className="space-y-3">
          <div>
            <h2 className="text-sm font-medium text-ink-soft">
              {experiment.prompts.length === 1 ? t('typed') : t('typedNumber', { number: index + 1 })}
            </h2>
            <p className="max-w-3xl text-lg whitespace-pre-wrap" data-selectable>
              {prompt.text}
            </p>
          </div>
          <div className="grid items-start gap-4 min-[820px]:grid-cols-2">
            {experiment.arms.map((arm, armIndex) => (
              <ArmWords key={arm.id} experiment={experiment} arm={arm} name={names[armIndex] ?? ''} prompt={prompt} />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}
