import { useTranslation } from 'react-i18next'
import { ask } from '../../data/ask.ts'
import { useCollections } from '../../data/organising.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { sayFailure } from '../../say-failure.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useChangePictures } from '../../use-change-pictures.ts'
import { CollectionPicker } from './collection-picker.tsx'

interface AddToCollectionDialogProps {
  readonly ids: readonly number[]
  readonly onClose: () => void
}

/** What dragging onto a collection does, for the keyboard, and for a collection that is not there yet. */
export function AddToCollectionDialog({ ids, onClose }: AddToCollectionDialogProps) {
  const { t, i18n } = useTranslation('organise')
  const collections = useCollections()
  const { collect } = useChangePictures()
  const add = async (collectionId: number): Promise<void> => {
    if (await collect(ids, collectionId)) onClose()
  }
  const create = async (name: string): Promise<void> => {
    try {
      const { id } = await ask('collections.create', { name, parentId: null })
      await add(id)
    } catch (problem) {
      sayFailure(problem)
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('addToCollectionTitle', { count: ids.length, shown: ids.length.toLocaleString(i18n.language) })}
    >
      {collections.isError ? (
        <FailureNotice failure={collections.error.failure} steps={{ 'try-again': () => void collections.refetch() }} />
      ) : collections.data === undefined ? (
        <Spinner label={t('loading')} size={14} />
      ) : (
        <CollectionPicker
          label={t('filterCollections')}
          collections={collections.data}
          onPick={(id) => id !== null && void add(id)}
          onCreate={(name) => void create(name)}
        />
      )}
    </Dialog>
  )
}
