import {
  type ClipboardEvent,
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useRef,
} from 'react'
import type { Command } from '../../commands/command.ts'
import { findByBareKey } from '../../commands/find-by-bare-key.ts'
import { isMac } from '../../ui/platform.ts'
import type { GridLayout } from './grid-layout.ts'
import { moveFocus } from './move-focus.ts'
import { extendTo, noSelection, type Selection, selectOnly, toggleOne } from './selection.ts'
import type { ShownList } from './use-open-stacks.ts'

interface GridInput {
  readonly list: ShownList
  readonly layout: GridLayout
  readonly viewHeight: number
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly onOpen: (imageId: number) => void
  readonly onToggleStack: (id: number) => void
  readonly commands: readonly Command[]
  readonly onSelectAll: () => void
  readonly onCopy: () => void
  readonly onToggleProvenance: () => void
  readonly onContextMenu: (event: MouseEvent) => void
  readonly onDrag?: (event: DragEvent, ids: readonly number[]) => void
}

/** What keys and mouse do in the grid. One place listens for all cells. */
export function useGridInput({
  list: { ids, stackSizes, openStackIds },
  layout,
  viewHeight,
  selection,
  onSelect,
  onOpen,
  onToggleStack,
  commands,
  onSelectAll,
  onCopy,
  onToggleProvenance,
  onContextMenu: openMenu,
  onDrag,
}: GridInput) {
  const hasFocus: RefObject<boolean> = useRef(false)
  const lastClickedId = useRef<number | null>(null)

  const isClosedStack = (index: number, id: number): boolean => (stackSizes?.[index] ?? 1) > 1 && !openStackIds.has(id)
  const select = (id: number, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void => {
    if (event.shiftKey) onSelect(extendTo(selection, id, ids))
    else if (isMac ? event.metaKey : event.ctrlKey) onSelect(toggleOne(selection, id))
    else onSelect(selectOnly(id))
  }
  const open = (id: number): void => {
    if (id > 0) onOpen(id)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const focusedId = idAt(event.target)
    const index = focusedId === null ? -1 : ids.indexOf(focusedId)
    if (focusedId === null || index < 0 || event.defaultPrevented) return
    const isMod = isMac ? event.metaKey : event.ctrlKey
    const moving = { rowsPerPage: Math.max(1, Math.floor(viewHeight / layout.rowHeight)), isWhole: isMod }
    const target = event.altKey ? null : moveFocus(event.key, index, layout, moving)
    if (target !== null) {
      const id = ids[target]
      if (id !== undefined) onSelect(event.shiftKey ? extendTo(selection, id, ids) : selectOnly(id))
    } else if (event.altKey && event.key === 'ArrowRight' && isClosedStack(index, focusedId)) onToggleStack(focusedId)
    else if (event.altKey && event.key === 'ArrowLeft' && stackSizes !== null) {
      const coverId = coverOf(ids, stackSizes, index)
      if (coverId !== undefined && openStackIds.has(coverId)) {
        onSelect(selectOnly(coverId))
        onToggleStack(coverId)
      }
    } else if (isMod && event.code === 'KeyA') onSelectAll()
    else if (event.key === ' ' && isMod) onSelect(toggleOne(selection, focusedId))
    else if (event.key === 'Enter' && isClosedStack(index, focusedId)) onToggleStack(focusedId)
    else if (event.key === ' ' || event.key === 'Enter') open(focusedId)
    else if (event.key === 'Escape' && selection.ids.size > 0) onSelect({ ...noSelection, focusId: focusedId })
    else if (event.code === 'KeyI' && !isMod && !event.altKey && !event.shiftKey) onToggleProvenance()
    else {
      const command = findByBareKey(commands, event.nativeEvent)
      if (command === undefined) return
      command.run()
    }
    event.preventDefault()
  }

  const onClick = (event: MouseEvent): void => {
    const id = idAt(event.target)
    if (id !== null && event.target instanceof Element && event.target.closest('[data-stack]') !== null) {
      onSelect(selectOnly(id))
      onToggleStack(id)
      return
    }
    // The first click may bring up the provenance panel and move the cells: the second is still meant for its picture.
    if (event.detail === 2 && lastClickedId.current !== null) {
      open(lastClickedId.current)
      return
    }
    lastClickedId.current = id === null || event.shiftKey || event.ctrlKey || event.metaKey ? null : id
    if (id !== null) select(id, event)
    else onSelect({ ...noSelection, focusId: selection.focusId })
  }
  const onContextMenu = (event: MouseEvent): void => {
    const id = idAt(event.target)
    if (id === null) return
    if (!selection.ids.has(id)) onSelect(selectOnly(id))
    openMenu(event)
  }
  const onFocus = (event: FocusEvent): void => {
    hasFocus.current = true
    const id = idAt(event.target)
    // From the keyboard, where the focus goes is what is chosen, from the first picture on.
    if (id !== null && selection.ids.size === 0 && event.target.matches(':focus-visible')) onSelect(selectOnly(id))
  }
  const onBlur = (event: FocusEvent): void => {
    // A cell that is taken out of the document blurs towards nothing: the grid still has the focus then.
    if (event.relatedTarget !== null) hasFocus.current = event.currentTarget.contains(event.relatedTarget)
  }
  const onCopyEvent = (event: ClipboardEvent): void => {
    if (idAt(event.target) === null || getSelection()?.isCollapsed === false) return
    event.preventDefault()
    onCopy()
  }
  const onDragStart = (event: DragEvent): void => {
    const id = idAt(event.target)
    if (id === null || id < 0 || onDrag === undefined) {
      event.preventDefault()
      return
    }
    const isChosen = selection.ids.has(id)
    if (!isChosen) onSelect(selectOnly(id))
    onDrag(event, isChosen ? [...selection.ids] : [id])
  }

  return {
    hasFocus,
    handlers: { onKeyDown, onClick, onContextMenu, onFocus, onBlur, onCopy: onCopyEvent, onDragStart },
  }
}

/** The place in front of which an open stack's pictures stand; itself when it is none of them. */
function coverOf(ids: Int32Array, stackSizes: Int32Array, index: number): number | undefined {
  let cover = index
  while (cover > 0 && stackSizes[cover] === 0) cover--
  return ids[cover]
}

function idAt(target: EventTarget | null): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-image-id]') : null
  return cell === null ? null : Number(cell.dataset['imageId'])
}

export const cellOf = (grid: HTMLElement | null, id: number | undefined): HTMLElement | null =>
  id === undefined ? null : (grid?.querySelector<HTMLElement>(`[data-image-id="${id}"]`) ?? null)
