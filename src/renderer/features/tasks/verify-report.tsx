import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { thumbnailUrl } from '#shared/image-url.ts'
import { type OpenDialog, useAppStore } from '../../app-store.ts'
import { useRestart, useShowPictureFile } from '../../data/library.ts'
import { formatBytes } from '../../format-bytes.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Notice } from '../../ui/notice.tsx'

interface VerifyReportProps {
  readonly outcome: Extract<OpenDialog, { readonly kind: 'verify-report' }>['outcome']
  readonly onClose: () => void
}

/** What a check of the whole library found: one sentence when all is well, else each problem with its way out. */
export function VerifyReport({ outcome, onClose }: VerifyReportProps) {
  const { t, i18n } = useTranslation('tasks')
  const restart = useRestart()
  const { databaseProblems, missing, damaged, adoptedCount, quarantinedCount, unsweptOrphanCount } = outcome
  const isGood = databaseProblems.length + missing.length + damaged.length + unsweptOrphanCount === 0
  const counted = (count: number) => ({ count, shown: count.toLocaleString(i18n.language) })
  const checked = { ...counted(outcome.filesChecked), size: formatBytes(outcome.bytesChecked, i18n.language) }
  const importAgain = (
    <Button size="small" onClick={() => useAppStore.getState().openDialog({ kind: 'import' })}>
      {t('importFiles')}
    </Button>
  )
  const asides = [
    adoptedCount > 0 && t('reportAdopted', counted(adoptedCount)),
    quarantinedCount > 0 && t('reportQuarantined', counted(quarantinedCount)),
  ].filter((aside) => aside !== false)

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('reportTitle')}
      {...(!isGood && { description: t('reportChecked', checked) })}
      size="medium"
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div className="space-y-4">
        {isGood && (
          <p className="flex gap-3">
            <CircleCheck size={20} aria-hidden className="mt-0.5 shrink-0 text-success" />
            <span>
              <strong className="font-semibold">{t('reportGood')}</strong> {t('reportGoodBody', checked)}
            </span>
          </p>
        )}
        {databaseProblems.length > 0 && (
          <Notice
            tone="danger"
            title={t('reportDatabase')}
            actions={
              <Button variant="primary" size="small" isBusy={restart.isPending} onClick={() => restart.mutate()}>
                {t('restart')}
              </Button>
            }
          >
            <p>{t('reportDatabaseBody')}</p>
            <Disclosure text={databaseProblems.join('\n')} className="mt-1.5" />
          </Notice>
        )}
        {missing.length > 0 && (
          <Problem
            title={t('reportMissing', counted(missing.length))}
            actions={importAgain}
            files={missing}
            isThere={false}
          >
            {t('reportMissingBody')}
          </Problem>
        )}
        {damaged.length > 0 && (
          <Problem title={t('reportDamaged', counted(damaged.length))} actions={importAgain} files={damaged} isThere>
            {t('reportDamagedBody')}
          </Problem>
        )}
        {unsweptOrphanCount > 0 && <Notice tone="warning" title={t('reportUnswept', counted(unsweptOrphanCount))} />}
        {asides.length > 0 && <p className="text-ink-soft">{asides.join(' ')}</p>}
      </div>
    </Dialog>
  )
}

interface ProblemFile {
  readonly imageId: number | null
  readonly sha256: string
}

/** More than this would be scrolled past, not read. */
const maxListed = 200

function Problem({
  title,
  actions,
  files,
  isThere,
  children,
}: {
  readonly title: string
  readonly actions: ReactNode
  readonly files: readonly ProblemFile[]
  /** There is a file to show. */
  readonly isThere: boolean
  readonly children: string
}) {
  const { t, i18n } = useTranslation('tasks')
  const moreCount = files.length - maxListed
  return (
    <Notice tone="danger" title={title} actions={actions}>
      <p>{children}</p>
      <ul className="mt-2 divide-y divide-line">
        {files.slice(0, maxListed).map((file) => (
          <FileLine key={file.sha256} {...file} isThere={isThere} />
        ))}
      </ul>
      {moreCount > 0 && <p>{t('listMore', { count: moreCount, shown: moreCount.toLocaleString(i18n.language) })}</p>}
    </Notice>
  )
}

/** The thumbnail may outlive the file, and then says best which picture it was. */
function FileLine({ imageId, sha256, isThere }: ProblemFile & { readonly isThere: boolean }) {
  const { t } = useTranslation('tasks')
  const showFile = useShowPictureFile()
  const name = imageId === null ? t('fileNamed', { sha: sha256.slice(0, 12) }) : t('picture', { id: imageId })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <img
        src={thumbnailUrl({ sha256 })}
        alt=""
        loading="lazy"
        className="size-10 shrink-0 rounded bg-ink/8 object-cover text-transparent"
      />
      <span className="min-w-32 flex-1 font-mono text-sm" title={sha256} data-selectable>
        {name}
      </span>
      {imageId !== null && (
        <Button size="small" variant="plain" aria-label={`${t('open')}: ${name}`} onClick={() => openPicture(imageId)}>
          {t('open')}
        </Button>
      )}
      {imageId !== null && isThere && (
        <Button
          size="small"
          variant="plain"
          aria-label={`${t('showFile')}: ${name}`}
          onClick={() => showFile.mutate(imageId)}
        >
          {t('showFile')}
        </Button>
      )}
    </li>
  )
}

function openPicture(imageId: number): void {
  const { closeDialog, openViewer } = useAppStore.getState()
  closeDialog()
  openViewer([imageId], imageId)
}
