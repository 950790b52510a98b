import { Bookmark, BookmarkPlus, Trash2, X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedSearch } from '#shared/image-query.ts'
import { useRemoveSavedSearch, useSavedSearches, useSaveSearch } from '../../data/saved-searches.ts'
import { focusNextRow } from '../../focus-next-row.ts'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useLibraryStore } from './library-store.ts'

/** Searches that were given a name: choose one, keep the present one, remove some. */
export function SavedSearches() {
  const { t } = useTranslation('library')
  const searches = useSavedSearches().data ?? []
  const { query, changeQuery } = useLibraryStore()
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  const isNothingSought = query.text.trim() === '' && query.collectionId === null
  const items: readonly MenuItem[] = [
    ...(searches.length === 0
      ? [{ id: 'none', label: t('noSavedSearches'), isDisabled: true, run: () => undefined }]
      : searches.map((search) => ({
          id: String(search.id),
          label: search.name,
          icon: Bookmark,
          run: () => changeQuery(search.query),
        }))),
    { kind: 'separator', id: 'separator' },
    {
      id: 'save',
      label: t('saveSearch'),
      icon: BookmarkPlus,
      isDisabled: isNothingSought,
      run: () => setDialog('save'),
    },
    {
      id: 'manage',
      label: t('manageSearches'),
      icon: Trash2,
      isDisabled: searches.length === 0,
      run: () => setDialog('manage'),
    },
  ]
  const close = (): void => setDialog(null)
  return (
    <>
      <Menu trigger={<IconButton label={t('savedSearches')} icon={Bookmark} tooltipSide="bottom" />} items={items} />
      {dialog === 'save' && <SaveDialog onClose={close} />}
      {dialog === 'manage' && <ManageDialog onClose={close} />}
    </>
  )
}

function SaveDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('library')
  const query = useLibraryStore((state) => state.query)
  const [name, setName] = useState(query.text.trim().slice(0, 200))
  const formId = useId()
  const save = useSaveSearch()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() === '') return
    save.mutate(
      { name: name.trim(), query },
      {
        onSuccess: (saved) => {
          showToast({ title: t('searchSaved', { name: saved.name }), tone: 'success' })
          onClose()
        },
        onError: sayFailure,
      },
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('saveSearchTitle')}
      description={t('saveSearchBody')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={save.isPending} disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field label={t('searchName')}>
          <TextInput value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}

function ManageDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['library', 'organise'])
  const searches = useSavedSearches().data ?? []
  const remove = useRemoveSavedSearch()
  const save = useSaveSearch()
  const giveBack = ({ name, query }: SavedSearch): void => save.mutate({ name, query }, { onError: sayFailure })
  const take = (search: SavedSearch): void => {
    // Pressed once more while it goes, it is meant once.
    if (remove.isPending) return
    remove.mutate(search.id, {
      onSuccess: () =>
        showToast({
          title: t('searchRemoved', { name: search.name }),
          action: { label: t('organise:undo'), run: () => giveBack(search) },
        }),
      onError: sayFailure,
    })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('manageSearchesTitle')}
      description={t('manageSearchesBody')}
      footer={<Button onClick={onClose}>{t('done')}</Button>}
    >
      {searches.length === 0 && <p className="text-ink-soft">{t('noSavedSearches')}</p>}
      <ul className="divide-y divide-line">
        {searches.map((search) => (
          <li key={search.id} className="flex items-center gap-3 py-1.5">
            <div className="min-w-0 flex-1">
              <p className="truncate">{search.name}</p>
              <p className="truncate text-sm text-ink-soft">{search.query.text}</p>
            </div>
            <IconButton
              label={t('removeSearch', { name: search.name })}
              icon={X}
              size="small"
              onClick={({ currentTarget }) => {
                focusNextRow(currentTarget)
                take(search)
              }}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
