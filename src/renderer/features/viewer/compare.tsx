import { ArrowLeftRight, Maximize, Minus, Plus, X } from 'lucide-react'
import { type KeyboardEvent, type SetStateAction, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useImage } from '../../data/images.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { useOrganiseStore } from '../../organise-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isMac } from '../../ui/platform.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { useEscape } from '../../use-escape.ts'
import { useTakenFocus } from '../../use-taken-focus.ts'
import { readBackdrop } from './backdrop.ts'
import { promptOf } from './compare-differences.ts'
import { CompareLabels } from './compare-labels.tsx'
import { mirrorView } from './mirror-view.ts'
import { Stage } from './stage.tsx'
import { usePixelRatio, useRoom } from './use-stage-size.ts'
import { viewerKey } from './viewer-key.ts'
import { canPan, fitView, panBy, type Stage as StageSize, type View, zoomPercent, zoomStep } from './zoom.ts'

/** CSS pixels an arrow key moves the enlarged pictures. */
const panStep = 80

/** Two pictures side by side under one zoom. Whoever mounts it makes the rest of the page inert. */
export function Compare() {
  const compare = useOrganiseStore((state) => state.compare)
  return compare?.kind === 'shown' ? <OpenCompare leftId={compare.leftId} rightId={compare.rightId} /> : null
}

function OpenCompare({ leftId, rightId }: { readonly leftId: number; readonly rightId: number }) {
  const { t } = useTranslation('viewer')
  const { showCompare, closeCompare } = useOrganiseStore.getState()
  const root = useRef<HTMLDivElement>(null)
  useTakenFocus(root, leftId)
  useEscape(closeCompare)
  const left = useImage(leftId)
  const right = useImage(rightId)
  const leftSide = useSide(left.data?.image)
  const rightSide = useSide(right.data?.image)
  // Of the left picture; the right one has the same part in sight.
  const [view, setView] = useState<View>(fitView)
  const leftSize = leftSide.size
  const rightSize = rightSide.size
  const rightView = leftSize === null || rightSize === null ? fitView : mirrorView(view, leftSize, rightSize)
  const changeRight = (change: SetStateAction<View>): void =>
    setView((before) => {
      if (leftSize === null || rightSize === null) return before
      const next = typeof change === 'function' ? change(mirrorView(before, leftSize, rightSize)) : change
      return mirrorView(next, rightSize, leftSize)
    })
  const zoom = (direction: 'in' | 'out'): void =>
    setView((before) => (leftSize === null ? before : zoomStep(before, leftSize, direction)))

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return
    const action = viewerKey(event.nativeEvent, isMac, leftSize !== null && canPan(view, leftSize))
    const isBare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
    if (action?.kind === 'zoom') zoom(action.direction)
    else if (action?.kind === 'fit' || (isBare && /^(Digit|Numpad)0$/.test(event.code))) setView(fitView)
    else if (action?.kind === 'pan' && leftSize !== null)
      setView(panBy(view, leftSize, { x: action.x * panStep, y: action.y * panStep }))
    else if (isBare && event.code === 'KeyX') showCompare(rightId, leftId)
    else return
    event.preventDefault()
  }

  const failed = [left, right].find((query) => query.isError)
  const percent = leftSize === null ? null : zoomPercent(view, leftSize)
  return (
    <div
      ref={root}
      role="dialog"
      aria-modal="true"
      aria-label={t('compareTitle')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="flex h-full flex-col bg-canvas outline-none"
    >
      <header className="flex min-h-13 shrink-0 flex-wrap items-center gap-1 border-b border-line bg-surface px-2">
        <IconButton label={t('compareClose')} icon={X} shortcut="Escape" tooltipSide="bottom" onClick={closeCompare} />
        <h2 className="min-w-0 flex-1 truncate px-2 text-base font-semibold">{t('compareTitle')}</h2>
        <IconButton
          label={t('compareSwap')}
          icon={ArrowLeftRight}
          shortcut="X"
          tooltipSide="bottom"
          onClick={() => showCompare(rightId, leftId)}
        />
        <IconButton
          label={t('zoomOut')}
          icon={Minus}
          shortcut="Minus"
          tooltipSide="bottom"
          onClick={() => zoom('out')}
        />
        <p aria-live="polite" className="w-14 text-center text-sm tabular-nums">
          {percent !== null && (
            <>
              <span className="sr-only">{t('zoom', { percent })}</span>
              <span aria-hidden>{percent}%</span>
            </>
          )}
        </p>
        <IconButton label={t('zoomIn')} icon={Plus} shortcut="Equal" tooltipSide="bottom" onClick={() => zoom('in')} />
        <IconButton
          label={t('fit')}
          icon={Maximize}
          shortcut="0"
          isPressed={view.kind === 'fit'}
          tooltipSide="bottom"
          onClick={() => setView(fitView)}
        />
      </header>
      {failed?.error ? (
        <FailureNotice
          failure={failed.error.failure}
          steps={{ 'try-again': () => void failed.refetch() }}
          className="m-auto max-w-md"
        />
      ) : (
        <div className="flex min-h-0 flex-1 gap-px">
          {[
            { side: leftSide, record: left.data, name: t('compareLeft'), shown: view, onView: setView },
            { side: rightSide, record: right.data, name: t('compareRight'), shown: rightView, onView: changeRight },
          ].map(({ side, record, name, shown, onView }) => (
            <section key={name} aria-label={name} ref={side.frame} className="flex min-w-0 flex-1">
              {record === undefined ? (
                <div className="m-auto">
                  <Spinner label={t('opening')} />
                </div>
              ) : (
                <Stage
                  ref={side.stage}
                  image={record.image}
                  caption={promptOf(record)?.slice(0, 200) || t('untitled')}
                  size={side.size}
                  view={shown}
                  onView={onView}
                  backdrop={readBackdrop()}
                />
              )}
            </section>
          ))}
        </div>
      )}
      {left.data !== undefined && right.data !== undefined && <CompareLabels left={left.data} right={right.data} />}
    </div>
  )
}

/** One half of the room, and how its picture stands in it. */
function useSide(image: StageSize['image'] | undefined) {
  const frame = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const room = useRoom(frame)
  const pixelRatio = usePixelRatio()
  const size: StageSize | null = image === undefined || room === null ? null : { image, viewport: room, pixelRatio }
  return { frame, stage, size }
}
