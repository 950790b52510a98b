import { Pencil, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxTagLength } from '#shared/limits.ts'
import type { Tag } from '#shared/organising.ts'
import { ask } from '../../data/ask.ts'
import { useTags } from '../../data/organising.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { focusNextRow } from '../../focus-next-row.ts'
import { fold, matchesName } from '../../match-name.ts'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextInput } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { isComposing, isSubmitEnter } from '../../ui/submit-enter.ts'
import { recordChange } from '../../undo.ts'

/** Renaming, merging and removing tags. Every one of these can be undone. */
export function ManageTagsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('organise')
  const tags = useTags()
  const [typed, setTyped] = useState('')
  const shown = tags.data?.filter(({ name }) => matchesName(name, typed)) ?? []
  const names = new Set(tags.data?.map(({ name }) => fold(name)))

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('manageTagsTitle')}
      description={t('manageTagsHint')}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      {tags.isError ? (
        <FailureNotice failure={tags.error.failure} steps={{ 'try-again': () => void tags.refetch() }} />
      ) : tags.data === undefined ? (
        <Spinner label={t('loading')} size={14} />
      ) : tags.data.length === 0 ? (
        <p className="py-4 text-ink-soft">{t('noTags')}</p>
      ) : (
        <>
          <TextInput
            aria-label={t('filterTags')}
            placeholder={t('filterTags')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <ul className="-mx-2 mt-2 min-h-40" aria-label={t('tags')}>
            {shown.map((tag) => (
              <TagRow key={tag.name} tag={tag} isTaken={(name) => names.has(fold(name))} />
            ))}
          </ul>
          {shown.length === 0 && <p className="text-ink-soft">{t('noTagsMatch', { typed: typed.trim() })}</p>}
        </>
      )}
    </Dialog>
  )
}

/** `isTaken`: another tag has this name already, so that a renaming makes the two one. */
function TagRow({ tag, isTaken }: { readonly tag: Tag; readonly isTaken: (name: string) => boolean }) {
  const { t, i18n } = useTranslation('organise')
  const { name, imageCount } = tag
  const [newName, setNewName] = useState<string | null>(null)
  const renameButton = useRef<HTMLButtonElement>(null)

  const rename = async (): Promise<void> => {
    const wanted = newName?.trim() ?? ''
    setNewName(null)
    if (wanted === '' || wanted === name) return
    const isMerge = fold(wanted) !== fold(name) && isTaken(wanted)
    try {
      const { undoId } = await ask('tags.rename', { name, newName: wanted })
      recordChange({ undoId, kind: isMerge ? 'tag-merge' : 'tag-rename', count: 1 })
    } catch (problem) {
      sayFailure(problem)
    }
  }
  const remove = async (): Promise<void> => {
    try {
      const { undoId } = await ask('tags.remove', { name })
      recordChange({ undoId, kind: 'tag-remove', count: 1 })
    } catch (problem) {
      sayFailure(problem)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isSubmitEnter(event)) void rename()
    else if (event.key === 'Escape' && !isComposing(event.nativeEvent)) setNewName(null)
    else return
    // The dialog around it stays open.
    event.stopPropagation()
    event.preventDefault()
    requestAnimationFrame(() => renameButton.current?.focus())
  }

  return (
    <li className="flex min-h-9 items-center gap-1 rounded-md px-2 hover:bg-ink/4">
      {newName === null ? (
        <>
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <span className="px-2 text-sm text-ink-soft tabular-nums">
            {t('imageCount', { count: imageCount, shown: imageCount.toLocaleString(i18n.language) })}
          </span>
          <IconButton
            ref={renameButton}
            label={t('renameTag', { name })}
            icon={Pencil}
            size="small"
            onClick={() => setNewName(name)}
          />
          <IconButton
            label={t('deleteTag', { name })}
            icon={Trash2}
            size="small"
            onClick={({ currentTarget }) => {
              focusNextRow(currentTarget)
              void remove()
            }}
          />
        </>
      ) : (
        <TextInput
          aria-label={t('tagName', { name })}
          autoFocus
          maxLength={maxTagLength}
          value={newName}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setNewName(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => void rename()}
          className="my-0.5"
        />
      )}
    </li>
  )
}
