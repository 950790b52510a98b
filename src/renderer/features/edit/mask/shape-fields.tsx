import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { DrawingKind } from '#shared/edit.ts'
import { NumberField } from '../../../ui/number-field.tsx'
import type { DrawingSession } from './drawing-session.ts'
import type { Box } from './gesture.ts'
import { handlesOf, reshapeItem, reshapeOperation } from './handles-of.ts'

interface ShapeFieldsProps {
  readonly kind: DrawingKind
  readonly session: DrawingSession
  /** The chosen part; `null` = none. */
  readonly index: number | null
  readonly isDisabled: boolean
}

/** Place and size of what is chosen, in pixels of the picture. */
export function ShapeFields({ kind, session, index, isDisabled }: ShapeFieldsProps) {
  const { t } = useTranslation('mask')
  const mask = useStore(session.store, (state) => state.maskDocument)
  const markup = useStore(session.store, (state) => state.markupDocument)
  const handle = handlesOf(kind, mask, markup).find((one) => one.index === index)
  if (handle === undefined) return null
  const { box, isScalable } = handle
  const change = (part: Partial<Box>): void => {
    const to: Box = { x: box.x, y: box.y, width: box.width, height: box.height, ...part }
    const operation = mask.operations[handle.index]
    const item = markup.items[handle.index]
    if (kind === 'mask' && operation !== undefined)
      session.changeMask({ kind: 'replace', index: handle.index, part: reshapeOperation(operation, to) })
    if (kind === 'markup' && item !== undefined)
      session.changeMarkup({ kind: 'replace', index: handle.index, part: reshapeItem(item, to) })
  }
  const fields = isScalable ? (['x', 'y', 'width', 'height'] as const) : (['x', 'y'] as const)
  const isPlace = (field: keyof Box): boolean => field === 'x' || field === 'y'
  return (
    <fieldset className="grid grid-cols-2 gap-2" disabled={isDisabled}>
      <legend className="mb-1 text-sm font-medium">{t('chosenShape')}</legend>
      {fields.map((field) => (
        <NumberField
          key={field}
          label={t(field)}
          value={Math.round(box[field])}
          min={isPlace(field) ? -100_000 : 0}
          max={100_000}
          isDisabled={isDisabled}
          onChange={(value) => change({ [field]: value })}
        />
      ))}
    </fieldset>
  )
}
