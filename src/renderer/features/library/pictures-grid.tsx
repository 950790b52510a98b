import {
  type DragEvent,
  type MouseEvent,
  type ReactNode,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../../commands/command.ts'
import { useWantedCards } from '../../data/cards.ts'
import { firstIndexAt, type GridLayout, type GridLine, layOutGrid, placeOf } from './grid-layout.ts'
import { GroupHeading } from './group-heading.tsx'
import { PictureCell } from './picture-cell.tsx'
import type { Selection } from './selection.ts'
import { useElementSize } from './use-element-size.ts'
import { cellOf, useGridInput } from './use-grid-input.ts'
import { gridPadding, useGridWindow } from './use-grid-window.ts'
import { useHeldPlace } from './use-held-place.ts'
import { useIsScrollingFast } from './use-is-scrolling-fast.ts'
import type { ShownList } from './use-open-stacks.ts'

export const gridGap = 12
const headingHeight = 44

interface PicturesGridProps {
  readonly list: ShownList
  readonly cellSize: number
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly onOpen: (imageId: number) => void
  readonly onToggleStack: (id: number) => void
  /** Listened to as bare keys while the grid has the focus. */
  readonly commands: readonly Command[]
  /** What is under the pointer, or has the focus, is chosen by then. */
  readonly onContextMenu: (event: MouseEvent) => void
  readonly onSelectAll: () => void
  readonly onCopy: () => void
  readonly onToggleProvenance: () => void
  /** Pictures are being dragged, out of the window perhaps. */
  readonly onDrag?: (event: DragEvent, ids: readonly number[]) => void
  readonly initialScrollTop: number
  readonly onLeave: (scrollTop: number) => void
}

/**
 * Only the rows in sight are in the document, whatever the length of the history. One tab stop; the keys of the ARIA grid
 * pattern move within.
 */
export function PicturesGrid(props: PicturesGridProps) {
  const { list, cellSize: wantedCellSize, selection, initialScrollTop, onLeave } = props
  const { t } = useTranslation('library')
  const { ids, groups, stackSizes, openStackIds, isWhole } = list
  const scroller = useRef<HTMLDivElement>(null)
  const room = useElementSize(scroller)
  const isLaidOut = room.height > 0
  const isScrollingFast = useIsScrollingFast(scroller)
  const layout = useMemo(
    () =>
      layOutGrid({
        width: Math.max(0, room.width - 2 * gridPadding),
        wantedCellSize,
        gap: gridGap,
        headingHeight,
        count: ids.length,
        groupStarts: groups.map(({ start }) => start),
      }),
    [room.width, wantedCellSize, ids, groups],
  )

  const focusIndex = useMemo(
    () => (selection.focusId === null ? -1 : ids.indexOf(selection.focusId)),
    [ids, selection.focusId],
  )
  const lastActiveIndex = useRef(0)
  const activeIndex = focusIndex >= 0 ? focusIndex : Math.max(0, Math.min(lastActiveIndex.current, ids.length - 1))
  const activeId = ids[activeIndex]

  useHeldPlace({ scroller, ids, layout, focusId: selection.focusId, isLaidOut })
  const comeBack = useEffectEvent(() => {
    if (isLaidOut && scroller.current !== null) scroller.current.scrollTop = initialScrollTop
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as there is something to scroll
  useLayoutEffect(() => comeBack(), [isLaidOut])
  const view = useGridWindow(scroller, layout, room.height)
  useWantedCards(useIdsAround(ids, layout, view.top, room.height, isScrollingFast || !isLaidOut))

  const revealedId = useRef(initialScrollTop > 0 ? selection.focusId : null)
  const reveal = useEffectEvent(() => {
    if (!isLaidOut || focusIndex < 0 || revealedId.current === selection.focusId) return
    revealedId.current = selection.focusId
    view.reveal(focusIndex)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a moved focus scrolls, not what arrives around it
  useLayoutEffect(() => reveal(), [selection.focusId, focusIndex >= 0, isLaidOut])

  const { handlers, hasFocus } = useGridInput({ ...props, layout, viewHeight: room.height })
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other columns the cell is in another row, a new element
  useLayoutEffect(() => {
    lastActiveIndex.current = activeIndex
    if (hasFocus.current) cellOf(scroller.current, activeId)?.focus({ preventScroll: true })
  }, [activeIndex, activeId, layout])

  // A layout effect, because once the element has left the document it stands at 0.
  useLayoutEffect(() => {
    const left = scroller.current
    return () => onLeave(left?.scrollTop ?? 0)
  }, [onLeave])

  const headingOf = (section: number): ReactNode => {
    const group = groups[section]
    if (group === undefined) return null
    const end = groups[section + 1]?.start ?? ids.length
    return <GroupHeading group={group} count={countPictures(stackSizes, group.start, end)} />
  }
  const isFocusOnNothing = selection.ids.size === 0

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtualised
    <div
      ref={scroller}
      role="grid"
      aria-label={t('pictures')}
      aria-multiselectable="true"
      aria-colcount={layout.columns}
      aria-rowcount={isWhole ? layout.lineCount : -1}
      aria-busy={!isWhole}
      {...handlers}
      className="relative isolate min-h-0 flex-1 overflow-x-hidden overflow-y-auto [scrollbar-gutter:stable]"
    >
      {view.pinnedSection !== null && (
        <div
          aria-hidden
          className="sticky top-0 z-10 -mb-11 flex h-11 items-center border-b border-line bg-surface px-5"
        >
          {headingOf(view.pinnedSection)}
        </div>
      )}
      <div className="relative w-full" style={{ height: view.scrollHeight }}>
        <div className="absolute inset-x-0 top-0" style={{ transform: `translateY(${view.origin.scrollTop}px)` }}>
          {withLineOf(view.lines, layout, activeIndex).map((line) => (
            // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: as above; cells take the focus
            <div
              key={line.line}
              role="row"
              aria-rowindex={line.line + 1}
              className="absolute flex"
              style={{
                transform: `translateY(${line.top - view.origin.contentTop}px)`,
                top: 0,
                left: gridPadding,
                right: gridPadding,
                gap: gridGap,
              }}
            >
              {line.kind === 'heading' ? (
                // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useSemanticElements: a heading takes no focus
                <div role="rowheader" className="flex min-w-0 items-center" style={{ height: headingHeight }}>
                  {headingOf(line.section)}
                </div>
              ) : (
                Array.from(ids.subarray(line.start, line.end), (id, column) => (
                  <PictureCell
                    key={id}
                    id={id}
                    column={column}
                    size={layout.cellSize}
                    stackSize={stackSizes?.[line.start + column] ?? null}
                    isStackOpen={openStackIds.has(id)}
                    // A generation without a picture is never among the chosen, and yet it can be looked at.
                    isSelected={selection.ids.has(id) || (id < 0 && isFocusOnNothing && id === selection.focusId)}
                    isTabStop={line.start + column === activeIndex}
                    isScrollingFast={isScrollingFast}
                  />
                ))
              )}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

/** The row with the focus stays in the document when it is scrolled away, so that the focus is not lost with it. */
function withLineOf(lines: readonly GridLine[], layout: GridLayout, activeIndex: number): readonly GridLine[] {
  if (layout.count === 0) return lines
  const { line, top, start, end } = placeOf(layout, activeIndex)
  return lines.some((shown) => shown.line === line)
    ? lines
    : [...lines, { kind: 'row' as const, line, top, start, end }].sort((a, b) => a.line - b.line)
}

/** What is in sight, then a screenful below, then one above; `null` while it flies past. */
function useIdsAround(
  ids: Int32Array,
  layout: GridLayout,
  top: number,
  viewHeight: number,
  isUnsettled: boolean,
): readonly number[] | null {
  return useMemo(() => {
    if (isUnsettled || ids.length === 0) return null
    const indexAt = (at: number): number => firstIndexAt(layout, Math.max(0, at))
    const [above, first, below, end] = [
      indexAt(top - viewHeight),
      indexAt(top),
      placeOf(layout, indexAt(top + viewHeight + layout.rowHeight)).end,
      placeOf(layout, indexAt(top + 2 * viewHeight)).end,
    ]
    return [...ids.subarray(first, below), ...ids.subarray(below, end), ...ids.subarray(above, first)]
  }, [ids, layout, top, viewHeight, isUnsettled])
}

function countPictures(stackSizes: Int32Array | null, start: number, end: number): number {
  return stackSizes === null ? end - start : stackSizes.subarray(start, end).reduce((sum, size) => sum + size, 0)
}
