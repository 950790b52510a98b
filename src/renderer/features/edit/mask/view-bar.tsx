import { Eye, EyeOff, Image as ImageIcon, Maximize, Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { DrawingKind } from '#shared/edit.ts'
import { zoomPercent } from '../../../picture-view/zoom.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Slider } from '../../../ui/slider.tsx'
import { ColorField } from './color-field.tsx'
import type { EditorAction } from './editor-key.ts'
import type { LookStore } from './look-store.ts'
import { useMaskEditorStore } from './mask-editor-store.ts'

interface ViewBarProps {
  readonly kind: DrawingKind
  readonly look: LookStore
  readonly act: (action: EditorAction) => void
}

/** How picture and mask are looked at. */
export function ViewBar({ kind, look, act }: ViewBarProps) {
  const { t } = useTranslation('mask')
  const percent = useStore(look, ({ view, stage }) => (stage === null ? null : zoomPercent(view, stage)))
  const isFit = useStore(look, ({ view }) => view.kind === 'fit')
  const isOriginalShown = useStore(look, (state) => state.isOriginalShown)
  const isOverlayShown = useMaskEditorStore((state) => state.isOverlayShown)
  return (
    <fieldset aria-label={t('view')} className="min-w-0">
      <div className="flex flex-wrap items-center justify-end gap-1">
        {kind === 'mask' && <OverlayLook />}
        <IconButton
          label={t('overlay')}
          icon={isOverlayShown ? Eye : EyeOff}
          shortcut="\"
          size="small"
          isPressed={isOverlayShown}
          onClick={() => act({ kind: 'overlay' })}
        />
        <IconButton
          label={t('original')}
          icon={ImageIcon}
          size="small"
          isPressed={isOriginalShown}
          title={t('originalHold')}
          onClick={() => look.setState({ isOriginalShown: !isOriginalShown })}
        />
        <span aria-hidden className="mx-1 h-5 w-px bg-line" />
        <IconButton
          label={t('zoomOut')}
          icon={Minus}
          shortcut="Minus"
          size="small"
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
          size="small"
          onClick={() => act({ kind: 'zoom', direction: 'in' })}
        />
        <IconButton
          label={t('fit')}
          icon={Maximize}
          shortcut="Mod+0"
          size="small"
          isPressed={isFit}
          onClick={() => act({ kind: 'fit' })}
        />
        <Button size="small" variant="plain" onClick={() => act({ kind: 'zoom-to', magnification: 1 })}>
          {t('actualSize')}
        </Button>
      </div>
    </fieldset>
  )
}

function OverlayLook() {
  const { t } = useTranslation('mask')
  const color = useMaskEditorStore((state) => state.overlayColor)
  const opacity = useMaskEditorStore((state) => state.overlayOpacity)
  return (
    <>
      <ColorField
        label={t('overlayColor')}
        isLabelHidden
        value={color}
        onChange={(overlayColor) => useMaskEditorStore.setState({ overlayColor })}
      />
      <Slider
        label={t('overlayOpacity')}
        isLabelHidden
        isInline
        value={opacity}
        min={0.1}
        max={1}
        step={0.05}
        format={{ style: 'percent' }}
        onChange={(overlayOpacity) => useMaskEditorStore.setState({ overlayOpacity })}
        className="w-36"
      />
    </>
  )
}
