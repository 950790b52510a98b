import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { diffWords } from '#shared/diff-words.ts'
import { DiffText } from './diff-text.tsx'
import { Select } from './ui/select.tsx'

export interface PromptVersion {
  readonly id: string
  /** Which of the texts it is: typed, sent, revised, and of which picture. */
  readonly label: string
  /** `null` = not reported. */
  readonly text: string | null
}

type Chosen = readonly [fromId: string, toId: string]

interface PromptDiffProps {
  /** In the order in which one became of another. */
  readonly versions: readonly PromptVersion[]
  /** What is shown first: of these pairs the first one whose texts differ. */
  readonly usual: readonly Chosen[]
}

/** Any two of the texts behind a picture, or behind two pictures, against each other. */
export function PromptDiff({ versions, usual }: PromptDiffProps) {
  const { t } = useTranslation('provenance')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const textOf = (id: string): string | null => versions.find((version) => version.id === id)?.text ?? null
  const differ = ([from, to]: Chosen): boolean =>
    textOf(from) !== null && textOf(to) !== null && textOf(from) !== textOf(to)
  const [fromId, toId] = chosen ?? usual.find(differ) ?? usual[0] ?? ['', '']
  const options = versions.map(({ id, label, text }) => ({
    value: id,
    label,
    ...(text === null && { description: t('notReported'), isDisabled: true }),
  }))
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
        <Select
          label={t('diffFrom')}
          isLabelHidden
          size="small"
          className="max-w-full"
          value={fromId}
          onChange={(id) => setChosen([id, toId])}
          options={options}
        />
        <span aria-hidden className="text-ink-soft">
          →
        </span>
        <Select
          label={t('diffTo')}
          isLabelHidden
          size="small"
          className="max-w-full"
          value={toId}
          onChange={(id) => setChosen([fromId, id])}
          options={options}
        />
      </div>
      <Difference before={textOf(fromId)} after={textOf(toId)} />
    </div>
  )
}

function Difference({ before, after }: { readonly before: string | null; readonly after: string | null }) {
  const { t, i18n } = useTranslation('provenance')
  if (before === null || after === null) return <p className="text-ink-soft">{t('notReported')}</p>
  const parts = diffWords(before, after, i18n.language)
  return (
    <>
      {before === after && <p className="text-ink-soft">{t('sameText')}</p>}
      {parts === null && <p className="text-ink-soft">{t('tooLongToDiff')}</p>}
      {parts === null ? (
        <p className="whitespace-pre-wrap" data-selectable>
          {after}
        </p>
      ) : (
        <DiffText parts={parts} />
      )}
    </>
  )
}
