import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'
import type { PromptDiff, PromptVersion } from '../../prompt-diff.tsx'
import { promptOf } from './compare-differences.ts'

type Record = CallOutput<'images.get'>

/** The texts behind two pictures, to be held against each other; `null` = they all say the same, or nothing is known. */
export function usePromptVersions(left: Record, right: Record): ComponentProps<typeof PromptDiff> | null {
  const { t } = useTranslation('viewer')
  const { t: tProvenance } = useTranslation('provenance')
  const versions = [
    ...versionsOf('left', left, (name) => `${t('compareLeft')} · ${name}`),
    ...versionsOf('right', right, (name) => `${t('compareRight')} · ${name}`),
  ]
  if (new Set(versions.flatMap(({ text }) => text ?? [])).size < 2) return null
  return {
    versions,
    usual: [
      ['left sent', 'right sent'],
      ['left typed', 'right typed'],
      ['left revised', 'right revised'],
      ['left sent', 'left revised'],
      ['right sent', 'right revised'],
      ['left typed', 'left sent'],
    ],
  }

  function versionsOf(side: string, record: Record, labelOf: (name: string) => string): readonly PromptVersion[] {
    const { generation, image } = record
    return [
      { id: `${side} typed`, label: labelOf(tProvenance('typed')), text: promptOf(record) },
      { id: `${side} sent`, label: labelOf(tProvenance('sent')), text: generation?.sentPrompt ?? null },
      { id: `${side} revised`, label: labelOf(tProvenance('revised')), text: image.revisedPrompt },
    ]
  }
}
