import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { GridImage } from '#shared/image.ts'
import type { Command } from '../../commands/command.ts'
import { findByBareKey } from '../../commands/find-by-bare-key.ts'
import { ContextMenu, type MenuItem } from '../../ui/menu.tsx'
import { isMac } from '../../ui/platform.ts'
import { layOutGrid } from './grid-layout.ts'
import { moveFocus } from './move-focus.ts'
import { PictureCell } from './picture-cell.tsx'
import { extendTo, noSelection, type Selection, selectOnly, toggleOne } from './selection.ts'
import { useElementSize } from './use-element-size.ts'
import { useHeldPlace } from './use-held-place.ts'
import { useIsScrollingFast } from './use-is-scrolling-fast.ts'

export const gridGap = 12
const padding = 20
const overscanRows = 2
/** Rows before the end of what is loaded at which the next page is asked for. */
const loadAheadRows = 12

interface PicturesGridProps {
  readonly images: readonly GridImage[]
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly onLoadMore: () => void
  readonly cellSize: number
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly onOpen: (imageId: number) => void
  /** Listened to as bare keys while the grid has the focus. */
  readonly commands: readonly Command[]
  readonly menuItems: readonly MenuItem[]
  readonly onSelectAll: () => void
  readonly onCopy: () => void
  readonly onToggleProvenance: () => void
  readonly initialScrollTop: number
  readonly onLeave: (scrollTop: number) => void
}

/**
 * Only the rows in sight are in the document, whatever the length of the history. One tab stop; the keys of the ARIA grid
 * pattern move within.
 */
export function PicturesGrid({
  images,
  hasMore,
  isLoadingMore,
  onLoadMore,
  cellSize: wantedCellSize,
  selection,
  onSelect,
  onOpen,
  commands,
  menuItems,
  onSelectAll,
  onCopy,
  onToggleProvenance,
  initialScrollTop,
  onLeave,
}: PicturesGridProps) {
  const { t } = useTranslation('library')
  const scroller = useRef<HTMLDivElement>(null)
  const room = useElementSize(scroller)
  const isScrollingFast = useIsScrollingFast(scroller)
  const { columns, cellSize, gap, rowCount } = layOutGrid(
    Math.max(0, room.width - 2 * padding),
    wantedCellSize,
    gridGap,
    images.length,
  )
  const rowHeight = cellSize + gap

  const indexById = useMemo(() => new Map(images.map((image, index) => [image.id, index])), [images])
  const orderedIds = useMemo(() => images.map((image) => image.id), [images])
  const lastActiveIndex = useRef(0)
  const activeIndex =
    (selection.focusId === null ? undefined : indexById.get(selection.focusId)) ??
    Math.max(0, Math.min(lastActiveIndex.current, images.length - 1))
  const activeId = orderedIds[activeIndex]
  const activeRow = Math.floor(activeIndex / columns)

  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: overscanRows,
    paddingStart: padding,
    paddingEnd: padding,
    scrollPaddingStart: padding,
    scrollPaddingEnd: padding,
    // The focused row stays in the document when it is scrolled away, so that the focus is not lost with it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const rows = defaultRangeExtractor(range)
        return rows.includes(activeRow) || activeRow >= range.count ? rows : [...rows, activeRow].sort((a, b) => a - b)
      },
      [activeRow],
    ),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are read anew whenever the layout changes
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight, columns])
  const isLaidOut = room.height > 0
  const comeBack = useEffectEvent(() => {
    if (isLaidOut && scroller.current !== null) scroller.current.scrollTop = initialScrollTop
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as there is something to scroll
  useLayoutEffect(() => comeBack(), [isLaidOut])
  useHeldPlace({ scroller, orderedIds, indexById, focusId: selection.focusId, columns, rowHeight, isLaidOut })

  const lastRow = virtualizer.range?.endIndex ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastRow + loadAheadRows >= rowCount) onLoadMore()
  }, [hasMore, isLoadingMore, lastRow, rowCount, onLoadMore])

  const isFocusKnown = selection.focusId !== null && indexById.has(selection.focusId)
  const revealedId = useRef(initialScrollTop > 0 ? selection.focusId : null)
  const reveal = useEffectEvent(() => {
    if (!isLaidOut || !isFocusKnown || revealedId.current === selection.focusId) return
    revealedId.current = selection.focusId
    virtualizer.scrollToIndex(activeRow, { align: 'auto' })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a moved focus scrolls, not what arrives around it
  useLayoutEffect(() => reveal(), [selection.focusId, isFocusKnown, isLaidOut])

  const hasFocus = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other columns the cell is in another row, a new element
  useLayoutEffect(() => {
    lastActiveIndex.current = activeIndex
    if (hasFocus.current) cellOf(scroller.current, activeId)?.focus({ preventScroll: true })
  }, [activeIndex, activeId, columns])

  // A layout effect, because once the element has left the document it stands at 0.
  useLayoutEffect(() => {
    const left = scroller.current
    return () => onLeave(left?.scrollTop ?? 0)
  }, [onLeave])

  const lastClickedId = useRef<number | null>(null)
  const select = (id: number, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void => {
    if (event.shiftKey) onSelect(extendTo(selection, id, orderedIds))
    else if (isMac ? event.metaKey : event.ctrlKey) onSelect(toggleOne(selection, id))
    else onSelect(selectOnly(id))
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const focusedId = idAt(event.target)
    const focusedIndex = focusedId === null ? undefined : indexById.get(focusedId)
    if (focusedId === null || focusedIndex === undefined || event.defaultPrevented) return
    const isMod = isMac ? event.metaKey : event.ctrlKey
    const shape = {
      columns,
      rowsPerPage: Math.max(1, Math.floor(room.height / rowHeight)),
      count: images.length,
      isWhole: isMod,
    }
    const target = event.altKey ? null : moveFocus(event.key, focusedIndex, shape)
    if (target !== null) {
      const id = orderedIds[target]
      if (id !== undefined) onSelect(event.shiftKey ? extendTo(selection, id, orderedIds) : selectOnly(id))
    } else if (isMod && event.code === 'KeyA') onSelectAll()
    else if (event.key === ' ' && isMod) onSelect(toggleOne(selection, focusedId))
    else if (event.key === ' ' || event.key === 'Enter') onOpen(focusedId)
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
    // The first click may bring up the provenance panel and move the cells: the second is still meant for its picture.
    if (event.detail === 2 && lastClickedId.current !== null) {
      onOpen(lastClickedId.current)
      return
    }
    lastClickedId.current = id === null || event.shiftKey || event.ctrlKey || event.metaKey ? null : id
    if (id !== null) select(id, event)
    else onSelect({ ...noSelection, focusId: selection.focusId })
  }
  const onContextMenu = (event: MouseEvent): void => {
    const id = idAt(event.target)
    if (id !== null && !selection.ids.has(id)) onSelect(selectOnly(id))
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

  return (
    <ContextMenu
      items={menuItems}
      render={
        // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtualised
        <div
          ref={scroller}
          role="grid"
          aria-label={t('pictures')}
          aria-multiselectable="true"
          aria-colcount={columns}
          aria-rowcount={hasMore ? -1 : rowCount}
          aria-busy={isLoadingMore}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onContextMenu={onContextMenu}
          onFocus={onFocus}
          onBlur={onBlur}
          onCopy={onCopyEvent}
          className="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto [scrollbar-gutter:stable]"
        />
      }
    >
      <div className="relative w-full" style={{ height: 2 * padding + rowCount * rowHeight - gap }}>
        {virtualizer.getVirtualItems().map(({ index: row }) => (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: as above; cells take the focus
          <div
            key={row}
            role="row"
            aria-rowindex={row + 1}
            className="absolute flex"
            style={{ transform: `translateY(${padding + row * rowHeight}px)`, top: 0, left: padding, gap }}
          >
            {images.slice(row * columns, (row + 1) * columns).map((image, column) => (
              <PictureCell
                key={image.id}
                image={image}
                column={column}
                size={cellSize}
                isSelected={selection.ids.has(image.id)}
                isTabStop={row * columns + column === activeIndex}
                isScrollingFast={isScrollingFast}
              />
            ))}
          </div>
        ))}
      </div>
    </ContextMenu>
  )
}

function idAt(target: EventTarget | null): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-image-id]') : null
  return cell === null ? null : Number(cell.dataset['imageId'])
}

const cellOf = (grid: HTMLElement | null, id: number | undefined): HTMLElement | null =>
  id === undefined ? null : (grid?.querySelector<HTMLElement>(`[data-image-id="${id}"]`) ?? null)
