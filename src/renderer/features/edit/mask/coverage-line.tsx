import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { DrawingKind } from '#shared/edit.ts'
import type { DrawingSession } from './drawing-session.ts'
import type { LookStore } from './look-store.ts'

interface CoverageLineProps {
  readonly kind: DrawingKind
  readonly session: DrawingSession
  readonly look: LookStore
}

/** How much of the picture is drawn on, and what is wrong with none or all of it. */
export function CoverageLine({ kind, session, look }: CoverageLineProps) {
  const { t, i18n } = useTranslation('mask')
  const isReady = useStore(session.store, ({ status }) => status === 'ready')
  const coverage = useStore(session.store, (state) => state.coverage)
  const signs = useStore(session.store, ({ markupDocument }) => markupDocument.items.length)
  const crosshair = useStore(look, (state) => state.crosshair)
  const isPenDown = useStore(look, (state) => state.isPenDown)
  const isWarning = kind === 'mask' ? coverage === 0 || coverage === 1 : signs === 0
  const words = (): string => {
    if (kind === 'markup') return signs === 0 ? t('markupEmpty') : t('markupCount', { count: signs })
    if (coverage === 0) return t('coverageEmpty')
    if (coverage === 1) return t('coverageFull')
    if (coverage < 0.001) return t('coverageTrace')
    // Nearly all is not all.
    return t('coverage', { percent: formatOf(i18n.language).format(Math.min(99.9, coverage * 100)) })
  }
  return (
    <div className="flex min-w-0 flex-1 gap-4 text-sm">
      <p aria-live="polite" className={isWarning ? 'text-warning' : 'text-ink-soft'}>
        {isReady ? words() : ''}
      </p>
      {crosshair !== null && (
        <p className="shrink-0 text-ink-soft tabular-nums">
          {t(isPenDown ? 'crosshairDown' : 'crosshair', { ...crosshair })}
        </p>
      )}
    </div>
  )
}

const formats = new Map<string, Intl.NumberFormat>()

/** Kept, because making one takes as long as a stroke, and a line like this follows each of them. */
function formatOf(language: string): Intl.NumberFormat {
  const format = formats.get(language) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  formats.set(language, format)
  return format
}
