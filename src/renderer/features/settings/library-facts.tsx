import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { type OpenLibrary, useMoveLibrary, useOpenLibrary, useShowLibraryFolder } from '../../data/library.ts'
import { formatBytes } from '../../format-bytes.ts'
import { Button } from '../../ui/button.tsx'
import { SettingsFailure } from './settings-failure.tsx'

/** Where the library lies, what is in it, and how it gets somewhere else. */
export function LibraryFacts({ library }: { readonly library: OpenLibrary }) {
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
        <Button
          size="small"
          disabled={library.imageCount === 0}
          onClick={() => useAppStore.getState().openDialog({ kind: 'export', ids: null })}
        >
          {t('exportLibrary')}
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
