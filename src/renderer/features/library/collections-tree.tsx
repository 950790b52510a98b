import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collection } from '#shared/organising.ts'
import { flatten, toTree } from '../../collection-tree.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { isComposing } from '../../ui/submit-enter.ts'
import { AllPicturesItem, CollectionItem } from './collection-item.tsx'
import { useCollectionsStore } from './collections-store.ts'
import { useLibraryStore } from './library-store.ts'

/** The ARIA tree pattern: one tab stop, arrows move and open, Enter chooses, F2 renames, Delete removes. */
export function CollectionsTree({ collections }: { readonly collections: readonly Collection[] }) {
  const { t, i18n } = useTranslation('organise')
  const { openIds, setOpen, rename } = useCollectionsStore()
  const openDialog = useOrganiseStore((state) => state.openDialog)
  const { collectionId: chosenId, place } = useLibraryStore((state) => state.query)
  const changeQuery = useLibraryStore((state) => state.changeQuery)
  const root = useRef<HTMLDivElement>(null)
  /** Where the keyboard stands; `null` = at “All pictures”. */
  const [focusedId, setFocusedId] = useState(chosenId)

  const nodes = flatten(toTree(collections, i18n.language), (id) => openIds.has(id))
  const tabStopId = nodes.some(({ collection }) => collection.id === focusedId) ? focusedId : null

  const choose = (collectionId: number | null): void => {
    setFocusedId(collectionId)
    changeQuery({ collectionId, place: 'library' })
    // Where it lies over the pictures, it has done its part.
    useCollectionsStore.getState().setOver(false)
  }
  const focus = (id: number | null): void => {
    setFocusedId(id)
    root.current?.querySelector<HTMLElement>(`[data-collection-id="${id ?? ''}"]`)?.focus()
  }
  /** Also by a press that becomes a drag, or by a screen reader: what the keys do, they do where the focus is seen. */
  const onFocus = ({ target }: FocusEvent): void => {
    const id = target.closest<HTMLElement>('[data-collection-id]')?.dataset['collectionId']
    if (id !== undefined) setFocusedId(id === '' ? null : Number(id))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // A name that is being written hears its own keys.
    if (event.defaultPrevented || isComposing(event.nativeEvent) || event.target instanceof HTMLInputElement) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const index = nodes.findIndex(({ collection }) => collection.id === tabStopId)
    const node = nodes[index]
    const at = (place: number): number | null => nodes[place]?.collection.id ?? null
    switch (event.key) {
      case 'ArrowDown':
        focus(at(Math.min(index + 1, nodes.length - 1)))
        break
      case 'ArrowUp':
        focus(at(index - 1))
        break
      case 'Home':
        focus(null)
        break
      case 'End':
        focus(at(nodes.length - 1))
        break
      case 'ArrowRight':
        if (node === undefined || node.children.length === 0) return
        if (openIds.has(node.collection.id)) focus(at(index + 1))
        else setOpen(node.collection.id, true)
        break
      case 'ArrowLeft':
        if (node === undefined) return
        if (node.children.length > 0 && openIds.has(node.collection.id)) setOpen(node.collection.id, false)
        else focus(node.collection.parentId)
        break
      case 'Enter':
      case ' ':
        choose(tabStopId)
        break
      case 'F2':
        if (tabStopId !== null) rename(tabStopId)
        break
      case 'Delete':
        if (tabStopId !== null) openDialog({ kind: 'remove-collection', collectionId: tabStopId })
        break
      default:
        return
    }
    event.preventDefault()
  }

  return (
    <div
      ref={root}
      role="tree"
      aria-label={t('collections')}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      className="flex flex-col gap-px"
    >
      <AllPicturesItem
        isChosen={chosenId === null && place === 'library'}
        isTabStop={tabStopId === null}
        onChoose={() => choose(null)}
      />
      {nodes.map((node) => (
        <CollectionItem
          key={node.collection.id}
          node={node}
          collections={collections}
          isOpen={openIds.has(node.collection.id)}
          isChosen={chosenId === node.collection.id}
          isTabStop={tabStopId === node.collection.id}
          onChoose={() => choose(node.collection.id)}
          onFocus={focus}
        />
      ))}
    </div>
  )
}
