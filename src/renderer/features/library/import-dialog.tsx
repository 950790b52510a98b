import { FileArchive, FolderOpen, Images, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type ImportSource, useChooseImport } from '../../data/exchange.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Dialog } from '../../ui/dialog.tsx'

const sources: readonly {
  readonly what: ImportSource
  readonly icon: LucideIcon
  readonly label: 'chooseFiles' | 'chooseFolder' | 'chooseArchive'
  readonly body: 'chooseFilesBody' | 'chooseFolderBody' | 'chooseArchiveBody'
}[] = [
  { what: 'files', icon: Images, label: 'chooseFiles', body: 'chooseFilesBody' },
  { what: 'folder', icon: FolderOpen, label: 'chooseFolder', body: 'chooseFolderBody' },
  { what: 'archive', icon: FileArchive, label: 'chooseArchive', body: 'chooseArchiveBody' },
]

/** From where to import. Main asks for the files themselves and goes on as a task. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('exchange')
  const choose = useChooseImport()
  const failure = choose.error?.failure
  return (
    <Dialog isOpen onClose={onClose} title={t('import')}>
      <div className="-mx-2 flex flex-col">
        {sources.map(({ what, icon: Icon, label, body }) => (
          <button
            key={what}
            type="button"
            aria-busy={choose.isPending || undefined}
            onClick={() => !choose.isPending && choose.mutate(what, { onSuccess: onClose })}
            className="flex items-start gap-3.5 rounded-lg px-3 py-2.5 text-left hover:bg-ink/7 active:bg-ink/10"
          >
            <Icon size={20} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-ink-soft" />
            <span className="min-w-0">
              <span className="block font-medium">{t(label)}</span>
              <span className="block text-sm text-ink-soft">{t(body)}</span>
            </span>
          </button>
        ))}
      </div>
      {failure !== undefined && failure.kind !== 'cancelled' && <FailureNotice failure={failure} className="mt-3" />}
      <p className="mt-3 border-t border-line pt-3 text-sm text-ink-soft">{t('importHint')}</p>
    </Dialog>
  )
}
