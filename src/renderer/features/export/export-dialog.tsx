import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExport } from '../../data/exchange.ts'
import { useImage } from '../../data/images.ts'
import { useLibraryStatus } from '../../data/library.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { showToast } from '../../ui/toast.tsx'
import { type ExportChoices, forms, keepChoices, readChoices, toOrder, whats } from './export-choices.ts'
import { exampleValues } from './name-example.ts'
import { NameTemplateField, useNameProblem } from './name-template-field.tsx'

/** As many as a contact sheet takes. */
const maxOnContactSheet = 1000

interface ExportDialogProps {
  /** `null` = the whole library. */
  readonly ids: readonly number[] | null
  readonly onClose: () => void
}

/** What is to be taken out, and in which form. Main asks for the place and goes on as a task. */
export function ExportDialog({ ids, onClose }: ExportDialogProps) {
  const { t, i18n } = useTranslation('exchange')
  const { t: tUi } = useTranslation('ui')
  const status = useLibraryStatus().data
  const count = ids?.length ?? (status?.kind === 'open' ? status.imageCount : 0)
  const isSheetPossible = count <= maxOnContactSheet
  const [choices, setChoices] = useState(() => suggest(readChoices(), ids, isSheetPossible))
  const change = (part: Partial<ExportChoices>): void => setChoices((before) => ({ ...before, ...part }))
  const nameProblem = useNameProblem(choices.nameTemplate)
  const isComplete = count > 0 && (choices.what !== 'pictures' || nameProblem === null)
  const start = useExport()
  const failure = start.error?.failure

  const submit = (): void =>
    start.mutate(toOrder(choices, ids), {
      onSuccess: () => {
        keepChoices(choices)
        onClose()
        // The others go on as tasks, which speak for themselves.
        if (choices.what === 'contact-sheet')
          showToast({ title: t(choices.to === 'pdf' ? 'sheetSaved' : 'sheetPrinted'), tone: 'success' })
      },
    })
  const shown = count.toLocaleString(i18n.language)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={ids === null ? t('exportLibrary') : t('exportTitle', { count, shown })}
      {...(ids === null && { description: t('exportLibraryBody', { count, shown }) })}
      size="medium"
      footer={
        <>
          <Button onClick={onClose}>{tUi('cancel')}</Button>
          <Button variant="primary" isBusy={start.isPending} disabled={!isComplete} onClick={submit}>
            {t(choices.what === 'contact-sheet' && choices.to === 'printer' ? 'print' : 'export')}
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        <div>
          <Segmented
            label={t('what')}
            value={choices.what}
            onChange={(what) => change({ what })}
            options={whats.map((what) => ({
              value: what,
              label: t(`what_${what}`),
              isDisabled: what === 'contact-sheet' && !isSheetPossible,
            }))}
          />
          <p className="mt-1.5 text-sm text-ink-soft">
            {t(`whatBody_${choices.what}`)}
            {!isSheetPossible && ` ${t('sheetTooMany', { shown: maxOnContactSheet.toLocaleString(i18n.language) })}`}
          </p>
        </div>
        {choices.what === 'pictures' && (
          <PictureChoices choices={choices} onChange={change} firstId={ids?.[0] ?? null} count={count} />
        )}
        {choices.what === 'records' && (
          <Segmented
            label={t('format')}
            value={choices.format}
            onChange={(format) => change({ format })}
            options={[
              { value: 'csv', label: t('formatCsv') },
              { value: 'json', label: t('formatJson') },
            ]}
          />
        )}
        {choices.what === 'contact-sheet' && (
          <Segmented
            label={t('sheetTo')}
            value={choices.to}
            onChange={(to) => change({ to })}
            options={[
              { value: 'pdf', label: t('sheetPdf') },
              { value: 'printer', label: t('sheetPrinter') },
            ]}
          />
        )}
        <p className="text-sm text-ink-soft">{t('nothingSecret')}</p>
        {failure !== undefined && failure.kind !== 'cancelled' && <FailureNotice failure={failure} />}
      </div>
    </Dialog>
  )
}

/** The library as a whole goes into an archive unless something else is wanted; a sheet cannot hold everything. */
function suggest(kept: ExportChoices, ids: readonly number[] | null, isSheetPossible: boolean): ExportChoices {
  if (ids === null) return { ...kept, what: 'archive' }
  return kept.what === 'contact-sheet' && !isSheetPossible ? { ...kept, what: 'pictures' } : kept
}

interface PictureChoicesProps {
  readonly choices: ExportChoices
  readonly onChange: (part: Partial<ExportChoices>) => void
  readonly firstId: number | null
  readonly count: number
}

function PictureChoices({ choices, onChange, firstId, count }: PictureChoicesProps) {
  const { t } = useTranslation('exchange')
  const first = useImage(firstId).data
  const [nowMs] = useState(() => Date.now())
  const format = first?.image.format ?? 'png'
  return (
    <>
      <RadioCards
        label={t('form')}
        value={choices.form}
        onChange={(form) => onChange({ form })}
        options={forms.map((form) => ({ value: form, label: t(`form_${form}`), description: t(`formBody_${form}`) }))}
      />
      <NameTemplateField
        value={choices.nameTemplate}
        onChange={(nameTemplate) => onChange({ nameTemplate })}
        values={exampleValues(first, { prompt: t('examplePrompt'), nowMs, count })}
        extension={format === 'jpeg' ? 'jpg' : format}
      />
    </>
  )
}
