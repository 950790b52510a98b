import { ArrowLeftRight, Maximize, Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { zoomPercent } from '../picture-view/zoom.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Segmented } from '../ui/segmented.tsx'
import type { ComparisonAction } from './comparison-key.ts'
import { comparisonModes } from './comparison-mode.ts'
import { type ComparisonStore, chooseMode } from './comparison-store.ts'
import type { Lens } from './lens.ts'
import { useModeNames } from './use-mode-names.ts'

interface ComparisonToolbarProps {
  readonly store: ComparisonStore
  /** What keys and buttons move. */
  readonly lens: Lens | null
  readonly act: (action: ComparisonAction) => void
  readonly canSwapSides: boolean
  readonly start: ReactNode
}

/** How the two are looked at, and how large. */
export function ComparisonToolbar({ store, lens, act, canSwapSides, start }: ComparisonToolbarProps) {
  const { t } = useTranslation('viewer')
  const { t: tView } = useTranslation('comparison')
  const mode = useStore(store, (state) => state.mode)
  const names = useModeNames()
  const percent = useStore(store, (state) => (lens === null ? null : zoomPercent(lens.read(state), lens.stage)))
  const isFit = useStore(store, (state) => lens === null || lens.read(state).kind === 'fit')
  return (
    <header className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-2 py-1.5">
      {start !== undefined && <div className="flex min-w-0 items-center gap-1">{start}</div>}
      <div className="flex min-w-0 flex-1 items-center justify-center gap-2">
        <Segmented
          label={tView('view')}
          isLabelHidden
          value={mode}
          onChange={(chosen) => chooseMode(store, chosen)}
          options={comparisonModes.map((value) => ({ value, label: names[value] }))}
        />
        <span title={tView('nextView')} className="max-[900px]:hidden">
          <Kbd shortcut="M" />
        </span>
      </div>
      <div className="flex items-center gap-1">
        {canSwapSides && (
          <IconButton
            label={t('compareSwap')}
            icon={ArrowLeftRight}
            shortcut="X"
            tooltipSide="bottom"
            onClick={() => act({ kind: 'swap-sides' })}
          />
        )}
        <IconButton
          label={t('zoomOut')}
          icon={Minus}
          shortcut="Minus"
          tooltipSide="bottom"
          onClick={() => act({ kind: 'zoom', direction: 'out' })}
        />
        <p aria-live="polite" className="w-12 text-center text-sm tabular-nums">
          {percent !== null && (
            <>
              <span className="sr-only">{t('zoom', { percent })}</span>
              <span aria-hidden>{percent}%</span>
            </>
          )}
        </p>
        <IconButton
          label={t('zoomIn')}
          icon={Plus}
          shortcut="Equal"
          tooltipSide="bottom"
          onClick={() => act({ kind: 'zoom', direction: 'in' })}
        />
        <IconButton
          label={t('fit')}
          icon={Maximize}
          shortcut="0"
          isPressed={isFit}
          tooltipSide="bottom"
          onClick={() => act({ kind: 'fit' })}
        />
      </div>
    </header>
  )
}
