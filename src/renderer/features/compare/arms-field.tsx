import { Plus } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Way } from '../../data/ways.ts'
import { Button } from '../../ui/button.tsx'
import { ArmField } from './arm-field.tsx'
import { useFormStore } from './form-store.ts'
import { mostArms, type PlanProblem } from './plan-form.ts'
import { useArmNames } from './use-arm-names.ts'

interface ArmsFieldProps {
  readonly ways: readonly Way[]
  readonly problems: readonly PlanProblem[]
}

/** What is compared with what. */
export function ArmsField({ ways, problems }: ArmsFieldProps) {
  const { t } = useTranslation('compare')
  const headingId = useId()
  const arms = useFormStore((state) => state.form.arms)
  const addArm = useFormStore((state) => state.addArm)
  const names = useArmNames(arms)
  return (
    <section aria-labelledby={headingId}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id={headingId} className="text-lg font-semibold">
            {t('arms')}
          </h2>
          <p className="mt-1 text-sm text-ink-soft">{t('armsBody')}</p>
        </div>
        {arms.length < mostArms && (
          <Button size="small" icon={Plus} onClick={addArm}>
            {t('addArm')}
          </Button>
        )}
      </div>
      <div className="grid gap-4 min-[820px]:grid-cols-2">
        {arms.map((arm, index) => (
          <ArmField
            key={arm.key}
            arm={arm}
            name={names[index] ?? ''}
            ways={ways}
            problems={problems.filter((problem) => 'armKey' in problem && problem.armKey === arm.key)}
          />
        ))}
      </div>
    </section>
  )
}
