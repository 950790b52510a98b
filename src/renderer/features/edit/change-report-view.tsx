import { MessageCircleQuestion } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeReport, Difference, EditAttempt, EditCandidate } from '#shared/edit.ts'
import { heatMapUrl } from '#shared/image-url.ts'
import { useDescribeChange } from '../../data/edits.ts'
import { useWays, type Way } from '../../data/ways.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { hasUsableKey } from '../../resolve-target.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { rewriterModels } from '../../usual-rewriter.ts'
import { isBeingFinished } from './candidates.ts'
import { useEditStore } from './edit-store.ts'
import { readChange } from './read-change.ts'
import { formatShare, useChangeWords } from './use-change-words.ts'

interface ChangeReportViewProps {
  readonly attempt: EditAttempt
  readonly candidate: EditCandidate
}

/** One sentence first, then the figures it comes from, then where it is, then what a model thinks of it. */
export function ChangeReportView({ attempt, candidate }: ChangeReportViewProps) {
  const { t } = useTranslation('edit')
  const sayChange = useChangeWords()
  const isRawShown = useEditStore((state) => state.isRawShown)
  const [isMapShown, setMapShown] = useState(false)
  const { rawReport, compositeReport, composite } = candidate
  const isComposited = composite !== null && !isRawShown
  const shown = isComposited ? compositeReport : rawReport
  return (
    <section
      aria-label={t('changeReport')}
      className="flex max-h-[38%] shrink-0 flex-wrap gap-x-8 gap-y-2 overflow-y-auto border-t border-line bg-surface px-4 py-3"
    >
      <div className="min-w-64 flex-1">
        <h2 className="sr-only">{t('changeReport')}</h2>
        {isBeingFinished(attempt, candidate) ? (
          <p className="flex items-center gap-2 text-ink-soft" role="status">
            <Spinner size={14} />
            {t('measuring')}
          </p>
        ) : (
          <p role="status" className="text-lg font-medium text-balance">
            {rawReport === null ? t('readFailed') : sayChange(readChange(rawReport, isComposited))}
          </p>
        )}
        {rawReport?.isScaled === true && <p className="mt-1 text-sm text-warning">{t('scaledNote')}</p>}
        {shown !== null && (
          <div className="mt-2 flex flex-wrap gap-2">
            <Button size="small" aria-pressed={isMapShown} onClick={() => setMapShown(!isMapShown)}>
              {t('showHeatMap')}
            </Button>
            {rawReport !== null && rawReport.words === null && (
              <AskModel report={rawReport} connectionId={attempt.generation.connectionId} />
            )}
          </div>
        )}
        {rawReport?.words != null && (
          <figure className="mt-3 max-w-prose">
            <figcaption className="text-xs text-ink-soft">
              {t('describedBy', { model: rawReport.words.model })} · {t('secondOpinion')}
            </figcaption>
            <blockquote className="mt-0.5 text-sm whitespace-pre-wrap" data-selectable>
              {rawReport.words.text}
            </blockquote>
          </figure>
        )}
      </div>
      {shown !== null && <Figures report={shown} title={t(isComposited ? 'ofComposite' : 'ofModel')} />}
      {shown !== null && isMapShown && (
        <figure className="shrink-0">
          <figcaption className="text-xs text-ink-soft">{t('heatMap')}</figcaption>
          <img
            src={heatMapUrl(shown)}
            alt={t('heatMapAlt')}
            draggable={false}
            className="mt-1 max-h-40 max-w-60 rounded-sm object-contain"
          />
        </figure>
      )}
    </section>
  )
}

function Figures({ report, title }: { readonly report: ChangeReport; readonly title: string }) {
  const { t, i18n } = useTranslation('edit')
  const areas = [
    ...(report.inside === null
      ? []
      : [{ name: report.maskId === null ? t('wholePicture') : t('inside'), difference: report.inside }]),
    ...(report.outside === null ? [] : [{ name: t('outside'), difference: report.outside }]),
  ]
  const rows: readonly { readonly name: string; readonly say: (difference: Difference) => string }[] = [
    { name: t('changedPixels'), say: ({ changed }) => formatShare(changed, i18n.language) },
    { name: t('visiblyChanged'), say: ({ visiblyChanged }) => formatShare(visiblyChanged, i18n.language) },
    {
      name: t('meanDifference'),
      say: ({ meanDifference }) => meanDifference.toLocaleString(i18n.language, { maximumFractionDigits: 2 }),
    },
    {
      name: t('ssim'),
      say: ({ ssim }) => (ssim === null ? '–' : ssim.toLocaleString(i18n.language, { maximumFractionDigits: 4 })),
    },
  ]
  return (
    <table className="shrink-0 self-start text-sm tabular-nums">
      <caption className="pb-1 text-left text-xs text-ink-soft">{title}</caption>
      <thead>
        <tr>
          <th scope="col" className="pr-4 text-left font-medium text-ink-soft">
            <span className="sr-only">{t('figure')}</span>
          </th>
          {areas.map(({ name }) => (
            <th key={name} scope="col" className="pl-4 text-right font-medium text-ink-soft">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, say }) => (
          <tr key={name}>
            <th scope="row" className="pr-4 text-left font-normal text-ink-soft">
              {name}
            </th>
            {areas.map((area) => (
              <td key={area.name} className="pl-4 text-right">
                {say(area.difference)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Shows both pictures to a model of the connection that made the edit, or of another. */
function AskModel({ report, connectionId }: { readonly report: ChangeReport; readonly connectionId: string }) {
  const { t } = useTranslation('edit')
  const { data: ways = [] } = useWays()
  const describe = useDescribeChange()
  const describer = findDescriber(ways, connectionId)
  if (describer === null) return <p className="self-center text-sm text-ink-soft">{t('noDescriber')}</p>
  const label =
    ways
      .find(({ connection }) => connection.id === describer.connectionId)
      ?.models.find(({ id }) => id === describer.model)?.label ?? describer.model
  return (
    <>
      <Button
        size="small"
        icon={MessageCircleQuestion}
        isBusy={describe.isPending}
        title={t('describeWith', { model: label })}
        onClick={() => describe.mutate({ reportId: report.id, ...describer })}
      >
        {t('describe')}
      </Button>
      {describe.error !== null && <FailureNotice failure={describe.error.failure} className="w-full" />}
    </>
  )
}

/** The sketch's rules see nothing. */
function findDescriber(ways: readonly Way[], connectionId: string): { connectionId: string; model: string } | null {
  const seeing = ways
    .filter(({ connection }) => connection.profile !== 'sketch' && hasUsableKey(connection))
    .toSorted((one, other) => Number(other.connection.id === connectionId) - Number(one.connection.id === connectionId))
  for (const way of seeing) {
    const [model] = rewriterModels(way)
    if (model !== undefined) return { connectionId: way.connection.id, model }
  }
  return null
}
