import { useTranslation } from 'react-i18next'
import { useSummary } from '../../data/organising.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { formatBytes } from '../../format-bytes.ts'
import { formatUsd } from '../../format-usd.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Fact, Facts, Section } from './section.tsx'

/** Several chosen pictures: what they have in common, and what they come to. */
export function ManySummary({ ids }: { readonly ids: readonly number[] }) {
  const { t, i18n } = useTranslation('provenance')
  const { t: tOrganise } = useTranslation('organise')
  const summary = useSummary(ids)
  const openDialog = useOrganiseStore((state) => state.openDialog)
  const shown = ids.length.toLocaleString(i18n.language)
  return (
    <Section title={t('manyTitle', { count: ids.length, shown })}>
      {summary.isError ? (
        <FailureNotice failure={summary.error.failure} steps={{ 'try-again': () => void summary.refetch() }} />
      ) : summary.data === undefined ? (
        <Spinner label={t('loading')} size={14} />
      ) : (
        <Facts>
          <Fact name={t('fileSize')}>{formatBytes(summary.data.bytes, i18n.language)}</Fact>
          <Fact name={t('cost')} isSoft={summary.data.costMicroUsd === null}>
            {summary.data.costMicroUsd === null ? t('costUnknown') : formatUsd(summary.data.costMicroUsd)}
          </Fact>
          <Fact name={t('commonTags')} isSoft={summary.data.tags.length === 0}>
            {summary.data.tags.length === 0 ? (
              t('noCommonTags')
            ) : (
              <TagList tags={summary.data.tags} total={ids.length} />
            )}
          </Fact>
        </Facts>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" onClick={() => openDialog({ kind: 'edit-tags', ids })}>
          {tOrganise('editTags')}
        </Button>
        <Button size="small" onClick={() => openDialog({ kind: 'add-to-collection', ids })}>
          {tOrganise('addToCollection')}
        </Button>
      </div>
    </Section>
  )
}

const maxTagsShown = 30

function TagList({
  tags,
  total,
}: {
  readonly tags: readonly { readonly name: string; readonly imageCount: number }[]
  readonly total: number
}) {
  const { t } = useTranslation('organise')
  return (
    <ul className="flex flex-wrap gap-1">
      {tags.slice(0, maxTagsShown).map(({ name, imageCount }) => (
        <li key={name} className="flex max-w-full gap-1.5 rounded-sm bg-ink/8 px-1.5">
          <span className="truncate">{name}</span>
          {imageCount < total && (
            <span className="shrink-0 text-ink-soft">{t('tagOfSome', { some: imageCount, all: total })}</span>
          )}
        </li>
      ))}
      {tags.length > maxTagsShown && <li>…</li>}
    </ul>
  )
}
