import { ImageDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '#shared/result.ts'
import { useChooseImport } from '../../data/exchange.ts'
import { RefusedFiles } from '../../refused-files.tsx'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { type ImportHint, useImportStore } from './import-store.ts'
import { useDrop } from './use-drop.ts'
import { useImport } from './use-import.ts'
import { usePaste } from './use-paste.ts'
import { useReveal } from './use-reveal.ts'

/** Stands over the whole window, in every room: where files can be dropped, how far they are, which were refused. */
export function ImportLayer() {
  const { importAll, take } = useImport()
  const isDraggedOver = useDrop((incoming) => void take(incoming))
  usePaste((files) => void importAll(files))
  useReveal()
  const hint = useImportStore((state) => state.hint)
  return (
    <>
      {isDraggedOver && <DropTarget />}
      <div className="fixed bottom-5 left-1/2 z-[60] flex max-h-[calc(100vh-2.5rem)] w-[min(28rem,calc(100vw-2.5rem))] -translate-x-1/2 flex-col gap-2">
        <Progress />
        {hint !== null && <Hint hint={hint} />}
        <Refused />
      </div>
    </>
  )
}

function DropTarget() {
  const { t } = useTranslation('exchange')
  return (
    <div className="pointer-events-none fixed inset-0 z-[60] bg-scrim p-6">
      <div className="flex h-full flex-col items-center justify-center gap-2 rounded-2xl border-2 border-dashed border-accent-text bg-accent-soft/90 text-center">
        <ImageDown size={40} strokeWidth={1.25} aria-hidden className="text-accent-text" />
        <p className="text-xl font-medium">{t('dropTitle')}</p>
        <p className="text-ink-soft">{t('dropBody')}</p>
      </div>
    </div>
  )
}

function Progress() {
  const { t, i18n } = useTranslation('exchange')
  const { progress, isCancelling, cancel } = useImportStore()
  if (progress === null) return null
  const text = t('importing', {
    done: progress.done.toLocaleString(i18n.language),
    total: progress.total.toLocaleString(i18n.language),
  })
  return (
    // What counts up is not read out: that the import has begun and what came of it is.
    <section aria-label={t('importingLabel')} className="popup flex items-center gap-3 px-4 py-3">
      <Spinner />
      <div className="min-w-0 flex-1">
        <p className="text-sm tabular-nums">{isCancelling ? t('cancelling') : text}</p>
        <progress
          value={progress.done}
          max={progress.total}
          aria-label={text}
          className="mt-1.5 block h-1 w-full appearance-none overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        />
      </div>
      <p role="status" className="sr-only">
        {t('importingLabel')}
      </p>
      <Button size="small" disabled={isCancelling} onClick={cancel}>
        {t('cancel')}
      </Button>
    </section>
  )
}

function Hint({ hint }: { readonly hint: ImportHint }) {
  const { t } = useTranslation('exchange')
  const dismissHint = useImportStore((state) => state.dismissHint)
  const choose = useChooseImport()
  const dismiss = (
    <Button size="small" onClick={dismissHint}>
      {t('dismiss')}
    </Button>
  )
  switch (hint.kind) {
    case 'address-only':
      return (
        <div className="popup">
          <Notice tone="warning" title={t('addressOnlyTitle')} actions={dismiss}>
            {t('addressOnlyBody')}
          </Notice>
        </div>
      )
    case 'archive': {
      const importArchive = (): void => {
        dismissHint()
        choose.mutate('archive', { onError: sayFailure })
      }
      return (
        <div className="popup">
          <Notice
            tone="info"
            title={t('archiveDroppedTitle', { fileName: hint.fileName })}
            actions={
              <>
                <Button variant="primary" size="small" onClick={importArchive}>
                  {t('chooseArchive')}
                </Button>
                {dismiss}
              </>
            }
          >
            {t('archiveDroppedBody')}
          </Notice>
        </div>
      )
    }
    default:
      return assertNever(hint)
  }
}

function Refused() {
  const { t, i18n } = useTranslation('exchange')
  const { refused, dismissRefused } = useImportStore()
  if (refused.length === 0) return null
  return (
    <div className="popup min-h-0 overflow-y-auto">
      <Notice
        tone="danger"
        title={t('refused', { count: refused.length, shown: refused.length.toLocaleString(i18n.language) })}
        actions={
          <Button size="small" onClick={dismissRefused}>
            {t('dismiss')}
          </Button>
        }
      >
        <RefusedFiles files={refused} unnamed={t('unnamedFile')} className="mt-1 max-h-48 overflow-y-auto" />
      </Notice>
    </div>
  )
}
