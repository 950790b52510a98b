import { Link2, Link2Off, Pause, Play, Repeat2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Slider } from '../ui/slider.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import type { ComparisonAction } from './comparison-key.ts'
import { type ComparisonStore, isOtherFirst } from './comparison-store.ts'
import { DifferenceShare } from './difference-share.tsx'
import { useReducedMotion } from './use-reduced-motion.ts'

interface ComparisonControlsProps {
  readonly store: ComparisonStore
  readonly act: (action: ComparisonAction) => void
  readonly leftName: string
  readonly rightName: string
}

/**
 * Each picture stands for 200 ms at least: a page may flash three times a second at most, and two changes are a flash
 * (WCAG 2.2, success criterion 2.3.1).
 */
const flickerRange = { min: 200, max: 2000, step: 50 } as const

/** What can be set in the mode that is on. Every mode has something, so that the row never comes and goes. */
export function ComparisonControls({ store, act, leftName, rightName }: ComparisonControlsProps) {
  const mode = useStore(store, (state) => state.mode)
  switch (mode) {
    case 'side-by-side':
      return <Sync store={store} act={act} />
    case 'wipe':
      return <WipeDirection store={store} />
    case 'overlay':
      return <Opacity store={store} ends={[leftName, rightName]} />
    case 'difference':
      return <DifferenceLook store={store} />
    case 'flicker':
      return <Flicker store={store} act={act} />
    case 'single':
      return <ShowOther act={act} />
  }
}

function Sync({ store, act }: Pick<ComparisonControlsProps, 'store' | 'act'>) {
  const { t } = useTranslation('comparison')
  const isInStep = useStore(store, ({ rightView }) => rightView === null)
  return (
    <Button
      size="small"
      icon={isInStep ? Link2 : Link2Off}
      aria-pressed={isInStep}
      aria-keyshortcuts="S"
      className={isInStep ? 'bg-accent-soft text-accent-text' : ''}
      onClick={() => act({ kind: 'sync' })}
    >
      {t('sync')}
      <Kbd shortcut="S" />
    </Button>
  )
}

function WipeDirection({ store }: Pick<ComparisonControlsProps, 'store'>) {
  const { t } = useTranslation('comparison')
  return (
    <Segmented
      label={t('direction')}
      isLabelHidden
      value={useStore(store, ({ wipeDirection }) => wipeDirection)}
      onChange={(wipeDirection) => store.setState({ wipeDirection })}
      options={[
        { value: 'horizontal', label: t('horizontal') },
        { value: 'vertical', label: t('vertical') },
      ]}
    />
  )
}

function Opacity({
  store,
  ends,
}: Pick<ComparisonControlsProps, 'store'> & { readonly ends: readonly [string, string] }) {
  const { t } = useTranslation('comparison')
  const isReversed = useStore(store, isOtherFirst)
  const [below, above] = isReversed ? ends.toReversed() : ends
  return (
    <>
      <Slider
        label={t('opacity')}
        isInline
        value={useStore(store, ({ opacity }) => opacity)}
        min={0}
        max={1}
        step={0.01}
        format={{ style: 'percent' }}
        onChange={(opacity) => store.setState({ opacity })}
        className="w-80"
      />
      <p className="text-sm text-ink-soft">{t('overlayOrder', { above, below })}</p>
    </>
  )
}

function DifferenceLook({ store }: Pick<ComparisonControlsProps, 'store'>) {
  const { t } = useTranslation('comparison')
  return (
    <>
      <Slider
        label={t('threshold')}
        isInline
        value={useStore(store, ({ threshold }) => threshold)}
        min={0}
        max={254}
        onChange={(threshold) => store.setState({ threshold })}
        className="w-64"
      />
      <Slider
        label={t('gain')}
        isInline
        value={useStore(store, ({ gain }) => gain)}
        min={1}
        max={32}
        onChange={(gain) => store.setState({ gain })}
        className="w-56"
      />
      <DifferenceShare store={store} />
    </>
  )
}

function Flicker({ store, act }: Pick<ComparisonControlsProps, 'store' | 'act'>) {
  const { t } = useTranslation('comparison')
  const isFlickering = useStore(store, (state) => state.isFlickering)
  const flickerMs = useStore(store, (state) => state.flickerMs)
  const isStill = useReducedMotion()
  return (
    <>
      {isStill ? (
        <p className="text-sm text-ink-soft">{t('flickerStill')}</p>
      ) : (
        <>
          <Button
            size="small"
            icon={isFlickering ? Pause : Play}
            onClick={() => store.setState({ isFlickering: !isFlickering })}
          >
            {isFlickering ? t('flickerPause') : t('flickerStart')}
          </Button>
          <Slider
            label={t('speed')}
            isInline
            value={flickerMs}
            {...flickerRange}
            format={{ style: 'unit', unit: 'millisecond' }}
            onChange={(chosen) => store.setState({ flickerMs: chosen })}
            className="w-72"
          />
        </>
      )}
      <ShowOther act={act} />
    </>
  )
}

function ShowOther({ act }: Pick<ComparisonControlsProps, 'act'>) {
  const { t } = useTranslation('comparison')
  return (
    <Tooltip label={t('showOtherHold')} shortcut="Space">
      <Button size="small" icon={Repeat2} aria-keyshortcuts="C" onClick={() => act({ kind: 'swap' })}>
        {t('showOther')}
        <Kbd shortcut="C" />
      </Button>
    </Tooltip>
  )
}
