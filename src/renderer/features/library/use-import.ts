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
      title: t('imported', { count: importedIds.length }),
      tone: 'success',
      action: { label: t('showImported'), run: () => showImported(newestId) },
    })
  }

  return {
    importAll,
    importFromDialog: async () => importAll((await pickFiles()).map((file) => ({ file, fileName: file.name }))),
  }
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
