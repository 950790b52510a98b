import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { showToast } from '../../ui/toast.tsx'
import { importFiles, type NamedFile } from './import-store.ts'
import { useLibraryStore } from './library-store.ts'
import { pickFiles } from './pick-files.ts'
import { selectOnly } from './selection.ts'

/** Imports files and says what came of it; what was refused is listed by the import layer. */
export function useImport() {
  const { t } = useTranslation('library')

  async function importAll(files: readonly NamedFile[]): Promise<void> {
    if (files.length === 0) return
    const { importedIds } = await importFiles(files)
    const newestId = importedIds.at(-1)
    if (newestId === undefined) return
    showToast({
      // The same picture under two names is one picture.
      title: t('imported', { count: new Set(importedIds).size }),
      tone: 'success',
      action: { label: t('showImported'), run: () => showImported(newestId) },
    })
  }

  async function importFromDialog(): Promise<void> {
    // The native menu is no click in the page, and without one Chromium opens no file dialog.
    if (navigator.userActivation?.isActive === false) {
      const action = { label: t('chooseFiles'), run: () => void importFromDialog() }
      showToast({ title: t('chooseFilesTitle'), action })
      return
    }
    await importAll((await pickFiles()).map((file) => ({ file, fileName: file.name })))
  }

  return { importAll, importFromDialog }
}

/** Whatever is searched for or filtered, it must be in sight. */
function showImported(imageId: number): void {
  const { goTo, selectImage } = useAppStore.getState()
  const { clearSearchAndFilters, changeFilter, select } = useLibraryStore.getState()
  goTo('library')
  clearSearchAndFilters()
  changeFilter({ isTrash: false })
  select(selectOnly(imageId))
  selectImage(imageId)
}
