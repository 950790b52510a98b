import { useTranslation } from 'react-i18next'
import { assertNever } from '#shared/result.ts'
import { useAppStore } from '../../app-store.ts'
import { showToast } from '../../ui/toast.tsx'
import type { Incoming } from './import-drop.ts'
import { type IncomingFile, importFiles, useImportStore } from './import-store.ts'

/** Takes in what comes through the window, and says what came of it; what was refused is listed by the import layer. */
export function useImport() {
  const { t, i18n } = useTranslation('exchange')

  async function importAll(files: readonly IncomingFile[]): Promise<void> {
    const { importedIds } = await importFiles(files)
    // The same picture under two names is one picture.
    const ids = [...new Set(importedIds)]
    const [onlyId] = ids
    if (onlyId === undefined) return
    const { room, editImage } = useAppStore.getState()
    // Brought to where pictures are edited, it is meant to be.
    if (room === 'edit' && ids.length === 1) return editImage(onlyId)
    showToast({
      title: t('imported', { count: ids.length, shown: ids.length.toLocaleString(i18n.language) }),
      tone: 'success',
      action: { label: t('showImported'), run: () => useAppStore.getState().revealImages(ids) },
    })
  }

  async function take(incoming: Incoming): Promise<void> {
    switch (incoming.kind) {
      case 'files':
        return importAll(await incoming.list())
      case 'hint':
        return useImportStore.setState({ hint: incoming.hint })
      case 'nothing':
        return
      default:
        return assertNever(incoming)
    }
  }

  return { importAll, take }
}
