import { useTranslation } from 'react-i18next'
import { diffWords } from '#shared/diff-words.ts'
import type { Trial } from '#shared/experiment.ts'
import { readObedience } from '#shared/experiments/obedience.ts'
import { similarity } from '#shared/experiments/similarity.ts'
import { DiffText } from '../../diff-text.tsx'
import { Badge } from '../../ui/badge.tsx'

interface RevisedPromptsProps {
  /** Of one arm over one prompt. */
  readonly trials: readonly Trial[]
  /** What it asked for. */
  readonly words: string
}

/** What the model says it used, held against what it was given. Each wording once. */
export function RevisedPrompts({ trials, words }: RevisedPromptsProps) {
  const { t, i18n } = useTranslation('compare')
  const revised = trials.flatMap(({ images }) => images.flatMap(({ revisedPrompt }) => revisedPrompt ?? []))
  const wordings = [...new Set(revised)]
  if (wordings.length === 0) return null
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' })
  return (
    <div className="space-y-3">
      <h4 className="text-sm font-medium text-ink-soft">{t('revised')}</h4>
      {wordings.map((wording) => {
        const obedience = readObedience(words, wording)
        const diff = wording === words ? null : diffWords(words, wording, i18n.language)
        return (
          <div key={wording} className="space-y-1">
            <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
              <Badge text={t(obedience)} tone={obedience === 'honoured' ? 'neutral' : 'warning'} />
              {t('pictureCount', { count: revised.filter((one) => one === wording).length })}
              {diff !== null && ` · ${t('alike', { share: percent.format(similarity(words, wording)) })}`}
            </p>
            {diff === null ? (
              wording !== words && <p className="whitespace-pre-wrap">{wording}</p>
            ) : (
              <DiffText parts={diff} />
            )}
          </div>
        )
      })}
    </div>
  )
}
