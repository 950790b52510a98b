import { useTranslation } from 'react-i18next'
import type { DrawingKind } from '#shared/edit.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { Slider } from '../../../ui/slider.tsx'
import { ColorField } from './color-field.tsx'
import { brushSizes, toolOf, useMaskEditorStore } from './mask-editor-store.ts'

/** What can be set of the tool that is chosen. */
export function ToolOptions({ kind, isDisabled }: { readonly kind: DrawingKind; readonly isDisabled: boolean }) {
  const { t } = useTranslation('mask')
  const tool = useMaskEditorStore((state) => toolOf(state, kind))
  return (
    <fieldset aria-label={t('options')} className="min-w-0">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        {(tool === 'brush' || tool === 'eraser') && <BrushOptions isDisabled={isDisabled} />}
        {(tool === 'rectangle' || tool === 'ellipse' || tool === 'lasso' || tool === 'polygon' || tool === 'fill') && (
          <ModeOption isDisabled={isDisabled} />
        )}
        {tool === 'fill' && <ToleranceOption isDisabled={isDisabled} />}
        {(tool === 'arrow' || tool === 'circle' || tool === 'note') && <MarkupColor isDisabled={isDisabled} />}
        {tool === 'polygon' && <Hint>{t('polygonHint')}</Hint>}
        {tool === 'note' && <Hint>{t('noteHint')}</Hint>}
        {tool === 'move' && <Hint>{t('moveHint')}</Hint>}
      </div>
    </fieldset>
  )
}

const Hint = ({ children }: { readonly children: string }) => <p className="text-sm text-ink-soft">{children}</p>

function BrushOptions({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation('mask')
  const size = useMaskEditorStore((state) => state.size)
  const hardness = useMaskEditorStore((state) => state.hardness)
  return (
    <>
      <Slider
        label={t('size')}
        isInline
        value={size}
        min={brushSizes.min}
        max={brushSizes.max}
        isDisabled={isDisabled}
        onChange={(chosen) => useMaskEditorStore.setState({ size: chosen })}
        className="w-64"
      />
      <Slider
        label={t('hardness')}
        isInline
        value={hardness}
        min={0}
        max={1}
        step={0.01}
        format={{ style: 'percent' }}
        isDisabled={isDisabled}
        onChange={(chosen) => useMaskEditorStore.setState({ hardness: chosen })}
        className="w-56"
      />
    </>
  )
}

function ModeOption({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation('mask')
  const mode = useMaskEditorStore((state) => state.mode)
  return (
    <Segmented
      label={t('mode')}
      isLabelHidden
      value={mode}
      isDisabled={isDisabled}
      onChange={(chosen) => useMaskEditorStore.setState({ mode: chosen })}
      options={(['add', 'subtract', 'intersect'] as const).map((value) => ({ value, label: t(value) }))}
    />
  )
}

function ToleranceOption({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation('mask')
  const tolerance = useMaskEditorStore((state) => state.tolerance)
  return (
    <Slider
      label={t('tolerance')}
      isInline
      value={tolerance}
      min={0}
      max={255}
      isDisabled={isDisabled}
      onChange={(chosen) => useMaskEditorStore.setState({ tolerance: chosen })}
      className="w-56"
    />
  )
}

function MarkupColor({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation('mask')
  const color = useMaskEditorStore((state) => state.markupColor)
  return (
    <ColorField
      label={t('color')}
      value={color}
      isDisabled={isDisabled}
      onChange={(chosen) => useMaskEditorStore.setState({ markupColor: chosen })}
    />
  )
}
