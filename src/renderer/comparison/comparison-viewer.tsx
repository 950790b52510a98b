import { clsx } from 'clsx'
import { type ComponentProps, type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { backdropLooks, readBackdrop } from '../picture-view/backdrop.ts'
import { actualScale, canPan, fitView, panBy, type View, zoomStep, zoomTo } from '../picture-view/zoom.ts'
import { isMac } from '../ui/platform.ts'
import { ComparisonControls } from './comparison-controls.tsx'
import { type ComparisonAction, comparisonKey, isSpaceFree, isTyping } from './comparison-key.ts'
import { isStacked, nextMode } from './comparison-mode.ts'
import { chooseMode, createComparisonStore } from './comparison-store.ts'
import { ComparisonToolbar } from './comparison-toolbar.tsx'
import { DifferenceLayer } from './difference-layer.tsx'
import { isSameSize } from './lens.ts'
import { NameTags } from './name-tags.tsx'
import { type ComparedPicture, PicturePane } from './picture-pane.tsx'
import { SizeNotice } from './size-notice.tsx'
import { useFlicker } from './use-flicker.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { useLenses } from './use-lenses.ts'
import { WipeDivider } from './wipe-divider.tsx'

/** CSS pixels an arrow key moves the enlarged pictures. */
const panStep = 80

interface ComparisonViewerProps
  extends Omit<ComponentProps<'div'>, 'ref' | 'onKeyDown' | 'onKeyDownCapture' | 'onKeyUp' | 'onBlur'> {
  /** The host gives it the focus, and with it the keys. */
  readonly ref: RefObject<HTMLDivElement | null>
  /** All that the screen says of the two comes from here: a blind vote gives names that tell nothing. */
  readonly left: ComparedPicture
  readonly right: ComparedPicture
  /** Where the host can let the two change sides. */
  readonly onSwapSides?: () => void
  /** Before the modes, in the bar. */
  readonly start?: ReactNode
  /** In the pictures' place, when they cannot be had. */
  readonly problem?: ReactNode
  /** Below the pictures. The viewer's keys work there too; those it has no use for go on to the host. */
  readonly children?: ReactNode
}

/**
 * Two pictures under one zoom, looked at in six ways. Place and scale stay when the way changes. Escape and Enter are the
 * host's, and so are the arrows while nothing lies out of sight.
 */
export function ComparisonViewer({
  left,
  right,
  onSwapSides,
  start,
  problem,
  children,
  ref,
  className,
  ...native
}: ComparisonViewerProps) {
  const { t } = useTranslation('comparison')
  const [store] = useState(createComparisonStore)
  const mode = useStore(store, (state) => state.mode)
  const isScaled = useStore(store, (state) => state.isScaled)
  const leftPane = useRef<HTMLElement>(null)
  const rightPane = useRef<HTMLElement>(null)
  const { lenses, active, rightSize } = useLenses(store, { left: leftPane, right: rightPane }, left.image, right.image)
  useKeptFocus(ref, `${mode} ${isScaled}`)
  useFlicker(store)

  const change = (next: (view: View) => View): void => {
    if (active !== null) store.setState((before) => active.write(next(active.read(before))))
  }
  /** `false`: it means nothing as things are, and the key is free. */
  const act = (action: ComparisonAction): boolean => {
    const state = store.getState()
    switch (action.kind) {
      case 'mode':
        chooseMode(store, nextMode(mode, action.by))
        return true
      case 'zoom':
        change((view) => (active === null ? view : zoomStep(view, active.stage, action.direction)))
        return true
      case 'pan':
        change((view) =>
          active === null ? view : panBy(view, active.stage, { x: action.x * panStep, y: action.y * panStep }),
        )
        return true
      case 'fit':
        change(() => fitView)
        return true
      case 'actual-size':
        change((view) => (active === null ? view : zoomTo(view, active.stage, actualScale(active.stage))))
        return true
      case 'toggle-fit':
        return act({ kind: active?.read(state).kind === 'fit' ? 'actual-size' : 'fit' })
      case 'sync':
        if (mode !== 'side-by-side' || lenses.right === null) return false
        store.setState({ rightView: state.rightView === null ? lenses.right.read(state) : null, activeSide: 'left' })
        return true
      case 'swap':
        if (mode === 'side-by-side') return act({ kind: 'swap-sides' })
        if (mode === 'difference') return false
        store.setState({ isSwapped: !state.isSwapped })
        return true
      case 'swap-sides':
        onSwapSides?.()
        return onSwapSides !== undefined
    }
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event.target)) return
    const canMove = active !== null && canPan(active.read(store.getState()), active.stage)
    const action = comparisonKey(event.nativeEvent, isMac, canMove)
    if (action !== null && act(action)) event.preventDefault()
  }
  // On the way down: a radio button, which has the focus after a mode was clicked, would keep Space for itself.
  const hold = (event: KeyboardEvent): void => {
    const isBare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
    const isStackedSwap = isStacked(mode) && mode !== 'difference'
    if (event.key !== ' ' || !isBare || !isStackedSwap || !isSpaceFree(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) store.setState({ isHeld: true })
  }
  const letGo = (): void => {
    if (store.getState().isHeld) store.setState({ isHeld: false })
  }

  const sizes = left.image === null || right.image === null ? null : { left: left.image, right: right.image }
  const isEqual = sizes !== null && isSameSize(sizes.left, sizes.right)
  const mustScale = mode === 'difference' && !isEqual && !isScaled
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the host says what it is; its keys only add to the buttons
    <div
      tabIndex={-1}
      {...native}
      ref={ref}
      onKeyDown={onKeyDown}
      onKeyDownCapture={hold}
      onKeyUp={(event) => event.key === ' ' && letGo()}
      onBlur={letGo}
      className={clsx('flex flex-col bg-canvas outline-none', className)}
    >
      <ComparisonToolbar store={store} lens={active} act={act} canSwapSides={onSwapSides !== undefined} start={start} />
      <fieldset className="shrink-0 border-b border-line bg-surface">
        <legend className="sr-only">{t('controls')}</legend>
        <div className="flex min-h-11 flex-wrap items-center justify-center gap-x-6 gap-y-1 px-4 py-1.5">
          <ComparisonControls store={store} act={act} leftName={left.name} rightName={right.name} />
        </div>
      </fieldset>
      {problem ?? (
        <div
          className={clsx(
            // The background is chosen to judge the pictures by, in forced colours too.
            'relative isolate min-h-0 flex-1 overflow-hidden forced-color-adjust-none',
            backdropLooks[readBackdrop()].stage,
            !isStacked(mode) && 'grid grid-cols-2 gap-px',
          )}
        >
          <PicturePane
            ref={leftPane}
            side="left"
            picture={left}
            drawnSize={left.image}
            lens={lenses.left}
            store={store}
          />
          <PicturePane
            ref={rightPane}
            side="right"
            picture={right}
            drawnSize={rightSize}
            lens={lenses.right}
            store={store}
          />
          {mode === 'side-by-side' && (
            <div
              aria-hidden
              className="pointer-events-none absolute inset-y-0 left-1/2 w-px -translate-x-1/2 bg-canvas"
            />
          )}
          {mode === 'wipe' && <WipeDivider store={store} />}
          {mode === 'difference' && sizes !== null && !mustScale && (
            <DifferenceLayer {...sizes} size={sizes.left} lens={active} store={store} />
          )}
          <NameTags store={store} leftName={left.name} rightName={right.name} />
          {sizes !== null && mustScale && <SizeNotice store={store} {...sizes} rightName={right.name} isInstead />}
        </div>
      )}
      {isStacked(mode) && sizes !== null && !isEqual && !mustScale && (
        <SizeNotice store={store} {...sizes} rightName={right.name} isInstead={false} />
      )}
      {children}
    </div>
  )
}
