import { useTranslation } from 'react-i18next'
import type { ArmKind } from '#shared/experiment.ts'

interface Named {
  readonly kind: ArmKind
  readonly label: string
}

/** What arms are called on screen, in their order: by their labels or their kinds, and told apart where those are equal. */
export function useArmNames(arms: readonly Named[]): readonly string[] {
  const { t } = useTranslation('compare')
  const names = arms.map(({ kind, label }) => (label === '' ? t(`kind_${kind}`) : label))
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length
    const isAlone = names.filter((other) => other === name).length === 1
    return isAlone ? name : `${name} ${before + 1}`
  })
}
