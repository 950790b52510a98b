import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { DrawingKind } from '#shared/edit.ts'
import type { MarkupItem } from '#shared/markup-document.ts'
import type { MaskOperation } from '#shared/mask-document.ts'
import type { DrawingSession } from './drawing-session.ts'

interface PartName {
  readonly name: string
  /** It can be moved and scaled. */
  readonly isChoosable: boolean
}

/** What each part of a drawing is called, in order. */
export function usePartNames(kind: DrawingKind, session: DrawingSession): readonly PartName[] {
  const { t } = useTranslation('mask')
  const { operations } = useStore(session.store, (state) => state.maskDocument)
  const { items } = useStore(session.store, (state) => state.markupDocument)

  function nameOperation(operation: MaskOperation, number: number): PartName {
    switch (operation.kind) {
      case 'stroke':
        return { name: t('step', { number, name: t(`stroke_${operation.mode}`) }), isChoosable: false }
      case 'rectangle':
      case 'ellipse':
      case 'polygon':
      case 'region': {
        const name = t(operation.kind)
        return {
          name:
            operation.mode === 'add'
              ? t('step', { number, name })
              : t('stepInMode', { number, name, mode: t(operation.mode) }),
          isChoosable: operation.kind !== 'region',
        }
      }
      case 'grow': {
        const name = t(operation.by < 0 ? 'shrinkBy' : 'growBy', { by: Math.abs(operation.by) })
        return { name: t('step', { number, name }), isChoosable: false }
      }
      case 'invert':
        return { name: t('step', { number, name: t('inverted') }), isChoosable: false }
      case 'clear':
        return { name: t('step', { number, name: t('cleared') }), isChoosable: false }
    }
  }
  const nameItem = (item: MarkupItem, number: number): PartName => ({
    name: t('step', { number, name: item.kind === 'note' ? t('noteNamed', { text: item.text }) : t(item.kind) }),
    isChoosable: true,
  })
  return kind === 'mask'
    ? operations.map((operation, index) => nameOperation(operation, index + 1))
    : items.map((item, index) => nameItem(item, index + 1))
}
