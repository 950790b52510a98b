import { clsx } from 'clsx'
import { ChevronRight, Folder, Images } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxCollectionNameLength } from '#shared/limits.ts'
import type { Collection } from '#shared/organising.ts'
import type { CollectionNode } from '../../collection-tree.ts'
import { openPopupMenu } from '../../commands/popup-menu.ts'
import { ask } from '../../data/ask.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { sayFailure } from '../../say-failure.ts'
import { TextInput } from '../../ui/field.tsx'
import { isComposing, isSubmitEnter } from '../../ui/submit-enter.ts'
import { recordChange } from '../../undo.ts'
import { useCollectionsStore } from './collections-store.ts'
import { draggedCollection, useCollectionDrop } from './use-collection-drop.ts'

const look = (isChosen: boolean, isOver: boolean): string =>
  clsx(
    'flex min-h-8 items-center gap-1.5 rounded-md pr-2 text-sm',
    isChosen ? 'bg-accent-soft font-medium text-accent-text' : 'hover:bg-ink/6',
    isOver && 'bg-accent-soft outline-2 -outline-offset-2 outline-accent-text',
  )

interface ItemProps {
  readonly isChosen: boolean
  /** The tree is one stop for Tab. */
  readonly isTabStop: boolean
  readonly onChoose: () => void
}

/** No collection in particular; a collection dropped here moves to the top. */
export function AllPicturesItem({ isChosen, isTabStop, onChoose }: ItemProps) {
  const { t } = useTranslation('organise')
  const { isOver, handlers } = useCollectionDrop(null, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys
    <div
      role="treeitem"
      aria-level={1}
      aria-selected={isChosen}
      data-collection-id=""
      tabIndex={isTabStop ? 0 : -1}
      onClick={onChoose}
      {...handlers}
      className={clsx(look(isChosen, isOver), 'pl-7')}
    >
      <Images size={15} aria-hidden className="shrink-0 opacity-80" />
      <span className="min-w-0 flex-1 truncate">{t('allPictures')}</span>
    </div>
  )
}

interface CollectionItemProps extends ItemProps {
  readonly node: CollectionNode
  readonly collections: readonly Collection[]
  readonly isOpen: boolean
  readonly onFocus: (id: number) => void
}

export function CollectionItem({
  node: { collection, level, children },
  collections,
  isOpen,
  isChosen,
  isTabStop,
  onChoose,
  onFocus,
}: CollectionItemProps) {
  const { t, i18n } = useTranslation('organise')
  const { id, name, imageCount } = collection
  const { setOpen, renamedId, rename } = useCollectionsStore()
  const openDialog = useOrganiseStore((state) => state.openDialog)
  const { isOver, handlers } = useCollectionDrop(id, collections)
  const hasChildren = children.length > 0
  const shown = imageCount.toLocaleString(i18n.language)

  const onContextMenu = (event: MouseEvent): void => {
    const entry = (key: string, label: string, shortcut: string | null, run: () => void) => ({
      id: key,
      label,
      shortcut,
      isEnabled: true,
      run,
    })
    event.preventDefault()
    onFocus(id)
    void openPopupMenu(event, [
      [
        entry('rename', t('renameCollection'), 'F2', () => rename(id)),
        entry('new', t('newCollectionInsideShort'), null, () => {
          setOpen(id, true)
          openDialog({ kind: 'new-collection', parentId: id })
        }),
        entry('move', t('moveCollection'), null, () => openDialog({ kind: 'move-collection', collectionId: id })),
      ],
      [
        entry('remove', t('removeCollection'), 'Delete', () =>
          openDialog({ kind: 'remove-collection', collectionId: id }),
        ),
      ],
    ])
  }
  const onDragStart = (event: DragEvent): void => {
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/plain', name)
    draggedCollection.id = id
  }
  const onDragEnd = (): void => {
    draggedCollection.id = null
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys
    <div
      role="treeitem"
      aria-level={level}
      aria-selected={isChosen}
      aria-expanded={hasChildren ? isOpen : undefined}
      data-collection-id={id}
      tabIndex={isTabStop ? 0 : -1}
      draggable={renamedId !== id}
      onClick={onChoose}
      onDoubleClick={() => rename(id)}
      onContextMenu={onContextMenu}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      {...handlers}
      className={look(isChosen, isOver)}
      style={{ paddingLeft: 4 + (level - 1) * 14 }}
    >
      {hasChildren ? (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: for the mouse; arrow keys open and close
        <span
          onClick={(event) => {
            event.stopPropagation()
            setOpen(id, !isOpen)
          }}
          className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-soft hover:bg-ink/8"
        >
          <ChevronRight size={14} aria-hidden className={clsx('transition-transform', isOpen && 'rotate-90')} />
        </span>
      ) : (
        <span className="w-6 shrink-0" />
      )}
      <Folder size={15} aria-hidden className="shrink-0 opacity-80" />
      {renamedId === id ? (
        <NameInput collection={collection} onEnd={() => onFocus(id)} />
      ) : (
        <>
          <span className="min-w-0 flex-1 truncate" title={name}>
            {name}
          </span>
          <span aria-hidden className="shrink-0 text-xs text-ink-soft tabular-nums">
            {shown}
          </span>
          <span className="sr-only">, {t('imageCount', { count: imageCount, shown })}</span>
        </>
      )}
    </div>
  )
}

/** Enter and leaving the field rename, Escape does not. */
function NameInput({
  collection: { id, name },
  onEnd,
}: {
  readonly collection: Collection
  readonly onEnd: () => void
}) {
  const { t } = useTranslation('organise')
  const rename = useCollectionsStore((state) => state.rename)
  const [newName, setNewName] = useState(name)
  const isDone = useRef(false)

  const end = async (isMeant: boolean): Promise<void> => {
    // The field that leaves loses the focus too.
    if (isDone.current) return
    isDone.current = true
    rename(null)
    const wanted = newName.trim()
    if (!isMeant || wanted === '' || wanted === name) return
    try {
      const { undoId } = await ask('collections.rename', { id, name: wanted })
      recordChange({ undoId, kind: 'collection-rename', count: 1 })
    } catch (problem) {
      sayFailure(problem)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const isMeant = isSubmitEnter(event)
    if (!isMeant && (event.key !== 'Escape' || isComposing(event.nativeEvent))) return
    event.preventDefault()
    void end(isMeant)
    onEnd()
  }
  return (
    <TextInput
      aria-label={t('renameCollectionOf', { name })}
      autoFocus
      maxLength={maxCollectionNameLength}
      value={newName}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setNewName(event.target.value)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
      onBlur={() => void end(true)}
      className="h-7 flex-1 px-1.5 text-sm"
    />
  )
}
