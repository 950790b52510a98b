import { useTranslation } from 'react-i18next'
import {
  type OpenLibrary,
  useLibraryStatus,
  useMoveLibrary,
  useOpenLibrary,
  useShowLibraryFolder,
} from '../../data/library.ts'
import { formatBytes } from '../../format-bytes.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { SettingsFailure } from './settings-failure.tsx'
import { SettingsSection } from './settings-section.tsx'

export function LibrarySection() {
  const { t } = useTranslation('settings')
  const status = useLibraryStatus()
  return (
    <SettingsSection title={t('library')} description={t('libraryBody')}>
      {status.isPending && <Spinner label={t('loading')} />}
      {status.isError && <SettingsFailure failure={status.error.failure} />}
      {status.data?.kind === 'open' && <LibraryFacts library={status.data} />}
    </SettingsSection>
  )
}

function LibraryFacts({ library }: { readonly library: OpenLibrary }) {
  const { t, i18n } = useTranslation('settings')
  const showFolder = useShowLibraryFolder()
  const openLibrary = useOpenLibrary()
  const moveLibrary = useMoveLibrary()
  const number = new Intl.NumberFormat(i18n.language)
  const contents = [
    t('pictures', { count: library.imageCount, shown: number.format(library.imageCount) }),
    library.trashCount > 0 && t('inTrash', { shown: number.format(library.trashCount) }),
    formatBytes(library.bytes, i18n.language),
  ]
  const failure = showFolder.error?.failure ?? openLibrary.error?.failure ?? moveLibrary.error?.failure
  return (
    <div className="space-y-4">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        <dt className="text-ink-soft">{t('folder')}</dt>
        <dd data-selectable>{library.path}</dd>
        <dt className="text-ink-soft">{t('contents')}</dt>
        <dd className="tabular-nums">{contents.filter((part) => part !== false).join(' · ')}</dd>
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => showFolder.mutate()}>
          {t('showFolder')}
        </Button>
        {!library.isFixed && (
          <>
            <Button size="small" isBusy={openLibrary.isPending} onClick={() => openLibrary.mutate()}>
              {t('openAnother')}
            </Button>
            <Button size="small" isBusy={moveLibrary.isPending} onClick={() => moveLibrary.mutate()}>
              {t('move')}
            </Button>
          </>
        )}
      </div>
      <p className="text-sm text-ink-soft">{t(library.isFixed ? 'fixed' : 'moveBody')}</p>
      {failure !== undefined && <SettingsFailure failure={failure} />}
    </div>
  )
}
