import { assertNever } from '#shared/result.ts'
import { type OrganiseDialog, useOrganiseStore } from '../../organise-store.ts'
import { AddToCollectionDialog } from './add-to-collection-dialog.tsx'
import { MoveCollectionDialog, NewCollectionDialog, RemoveCollectionDialog } from './collection-dialogs.tsx'
import { EditTagsDialog } from './edit-tags-dialog.tsx'
import { EmptyTrashDialog } from './empty-trash-dialog.tsx'
import { DeleteForGoodDialog, DropPixelsDialog } from './for-good-dialogs.tsx'
import { ManageTagsDialog } from './manage-tags-dialog.tsx'

/** What is asked while pictures are put in order, wherever it was asked for. */
export function OrganiseLayer() {
  const { dialog, closeDialog } = useOrganiseStore()
  return dialog === null ? null : <OpenDialog dialog={dialog} onClose={closeDialog} />
}

function OpenDialog({ dialog, onClose }: { readonly dialog: OrganiseDialog; readonly onClose: () => void }) {
  switch (dialog.kind) {
    case 'edit-tags':
      return <EditTagsDialog ids={dialog.ids} onClose={onClose} />
    case 'add-to-collection':
      return <AddToCollectionDialog ids={dialog.ids} onClose={onClose} />
    case 'drop-pixels':
      return <DropPixelsDialog ids={dialog.ids} onClose={onClose} />
    case 'delete-for-good':
      return <DeleteForGoodDialog ids={dialog.ids} onClose={onClose} />
    case 'manage-tags':
      return <ManageTagsDialog onClose={onClose} />
    case 'new-collection':
      return <NewCollectionDialog parentId={dialog.parentId} onClose={onClose} />
    case 'move-collection':
      return <MoveCollectionDialog collectionId={dialog.collectionId} onClose={onClose} />
    case 'remove-collection':
      return <RemoveCollectionDialog collectionId={dialog.collectionId} onClose={onClose} />
    case 'empty-trash':
      return <EmptyTrashDialog deletedBeforeMs={dialog.deletedBeforeMs} onClose={onClose} />
    default:
      return assertNever(dialog)
  }
}
