import type { TFunction } from 'i18next'
import { ImageDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/failure.ts'
import { describeFailure } from '../../describe-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useImportStore } from './import-store.ts'
import { useDrop } from './use-drop.ts'
import { useImport } from './use-import.ts'
import { usePaste } from './use-paste.ts'

/** Stands over the whole window, in every room: where files can be dropped, how far they are, which were refused. */
export function ImportLayer() {
  const { importAll } = useImport()
  const isDraggedOver = useDrop((files) => void importAll(files))
  usePaste((files) => void importAll(files))
  return (
    <>
      {isDraggedOver && <DropTarget />}
      <div className="fixed bottom-5 left-1/2 z-[60] flex w-[min(28rem,calc(100vw-2.5rem))] -translate-x-1/2 flex-col gap-2">
        <Progress />
        <Refused />
      </div>
    </>
  )
}

function DropTarget() {
  const { t } = useTranslation('library')
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
  const { t } = useTranslation('library')
  const progress = useImportStore((state) => state.progress)
  if (progress === null) return null
  const text = t('importing', progress)
  return (
    <div role="status" className="popup flex items-center gap-3 px-4 py-3">
      <Spinner />
      <div className="min-w-0 flex-1">
        <p className="text-sm tabular-nums">{text}</p>
        <progress
          value={progress.done}
          max={progress.total}
          aria-label={text}
          className="mt-1.5 block h-1 w-full appearance-none overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        />
      </div>
    </div>
  )
}

function Refused() {
  const { t } = useTranslation('library')
  const { t: tFailure } = useTranslation('failures')
  const { refused, dismissRefused } = useImportStore()
  if (refused.length === 0) return null
  return (
    <div className="popup">
      <Notice
        tone="danger"
        title={t('refused', { count: refused.length })}
        actions={
          <Button size="small" onClick={dismissRefused}>
            {t('dismiss')}
          </Button>
        }
      >
        <ul className="mt-1 max-h-48 space-y-1.5 overflow-y-auto">
          {refused.map(({ fileName, failure }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end; names may repeat
            <li key={place}>
              <span className="font-medium">{fileName ?? t('unnamedFile')}</span>
              <span className="block text-ink-soft">{explain(failure, tFailure)}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

/** What is wrong and what can be imported, in two sentences; which file it was stands above them. */
function explain(failure: Failure, t: TFunction<'failures'>): string {
  const { title, body } = describeFailure('fileName' in failure ? { ...failure, fileName: null } : failure, t)
  return `${title}. ${body}`
}
