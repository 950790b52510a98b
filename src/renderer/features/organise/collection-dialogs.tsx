import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxCollectionNameLength } from '#shared/limits.ts'
import { idsInside } from '../../collection-tree.ts'
import { ask } from '../../data/ask.ts'
import { useCollections } from '../../data/organising.ts'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { isSubmitEnter } from '../../ui/submit-enter.ts'
import { recordChange } from '../../undo.ts'
import { CollectionPicker } from './collection-picker.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'

interface CollectionDialogProps {
  readonly collectionId: number
  readonly onClose: () => void
}

export function NewCollectionDialog({
  parentId,
  onClose,
}: {
  readonly parentId: number | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation('organise')
  const { data: collections = [] } = useCollections()
  const [name, setName] = useState('')
  const parent = collections.find(({ id }) => id === parentId)
  const create = async (): Promise<void> => {
    if (name.trim() === '') return
    try {
      await ask('collections.create', { name: name.trim(), parentId })
      onClose()
    } catch (problem) {
      sayFailure(problem)
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={parent === undefined ? t('newCollectionTitle') : t('newCollectionInside', { name: parent.name })}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" disabled={name.trim() === ''} onClick={() => void create()}>
            {t('createCollection')}
          </Button>
        </>
      }
    >
      <Field label={t('collectionName')}>
        <TextInput
          maxLength={maxCollectionNameLength}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => isSubmitEnter(event) && void create()}
        />
      </Field>
    </Dialog>
  )
}

/** What dragging within the tree does, for the keyboard. */
export function MoveCollectionDialog({ collectionId, onClose }: CollectionDialogProps) {
  const { t } = useTranslation('organise')
  const { data: collections = [] } = useCollections()
  const moved = collections.find(({ id }) => id === collectionId)
  if (moved === undefined) return null
  const inside = idsInside(collectionId, collections)
  const move = async (parentId: number | null): Promise<void> => {
    try {
      const { undoId } = await ask('collections.move', { id: collectionId, parentId })
      recordChange({ undoId, kind: 'collection-move', count: 1 })
      onClose()
    } catch (problem) {
      sayFailure(problem)
    }
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('moveCollectionTitle', { name: moved.name })}>
      <CollectionPicker
        label={t('filterCollections')}
        collections={collections.filter(({ id }) => !inside.has(id))}
        topLevelLabel={moved.parentId === null ? null : t('topLevel')}
        onPick={(id) => void move(id)}
      />
    </Dialog>
  )
}

export function RemoveCollectionDialog({ collectionId, onClose }: CollectionDialogProps) {
  const { t } = useTranslation('organise')
  const { data: collections = [] } = useCollections()
  const removed = collections.find(({ id }) => id === collectionId)
  if (removed === undefined) return null
  const count = idsInside(collectionId, collections).size - 1
  return (
    <ConfirmDialog
      title={t('removeCollectionTitle', { name: removed.name })}
      confirmLabel={t('removeCollectionConfirm')}
      onConfirm={async () => {
        const { undoId } = await ask('collections.remove', { id: collectionId })
        recordChange({ undoId, kind: 'collection-remove', count: 1 })
      }}
      onClose={onClose}
    >
      {count === 0 ? t('removeCollectionBody') : t('removeCollectionNestedBody', { count })}
    </ConfirmDialog>
  )
}
