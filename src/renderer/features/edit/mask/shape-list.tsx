import { clsx } from 'clsx'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { DrawingKind } from '#shared/edit.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { DrawingSession } from './drawing-session.ts'
import type { LookStore } from './look-store.ts'
import { chooseTool, useMaskEditorStore } from './mask-editor-store.ts'
import { ShapeFields } from './shape-fields.tsx'
import { usePartNames } from './use-part-names.ts'

interface ShapeListProps {
  readonly kind: DrawingKind
  readonly session: DrawingSession
  readonly look: LookStore
  readonly isDisabled: boolean
}

/** All that was drawn, in order, to be chosen, changed by numbers and removed: a mask can be made without a pointer. */
export function ShapeList({ kind, session, look, isDisabled }: ShapeListProps) {
  const { t } = useTranslation('mask')
  const names = usePartNames(kind, session)
  const chosen = useStore(look, (state) => state.chosen)
  const choose = (index: number | null): void => {
    // Choosing is what handles are for.
    if (index !== null) chooseTool('move', kind)
    look.setState({ chosen: index })
  }
  const remove = (index: number): void => {
    look.setState({ chosen: null })
    const removal = { kind: 'remove', index } as const
    if (kind === 'mask') session.changeMask(removal)
    else session.changeMarkup(removal)
  }
  const addShape = (shape: 'rectangle' | 'ellipse'): void => {
    const { width, height } = session.image
    const part = {
      kind: shape,
      mode: useMaskEditorStore.getState().mode,
      x: Math.round(width / 4),
      y: Math.round(height / 4),
      width: Math.round(width / 2),
      height: Math.round(height / 2),
    }
    const index = session.store.getState().maskDocument.operations.length
    session.draw(part)
    choose(index)
  }
  return (
    <section
      aria-label={t('shapes')}
      className="flex w-64 shrink-0 flex-col gap-3 overflow-y-auto border-l border-line bg-surface p-3"
    >
      {kind === 'mask' && (
        <div className="flex flex-wrap gap-1.5">
          <Button size="small" icon={Plus} disabled={isDisabled} onClick={() => addShape('rectangle')}>
            {t('addRectangle')}
          </Button>
          <Button size="small" icon={Plus} disabled={isDisabled} onClick={() => addShape('ellipse')}>
            {t('addEllipse')}
          </Button>
        </div>
      )}
      <ShapeFields kind={kind} session={session} index={chosen} isDisabled={isDisabled} />
      {names.length === 0 ? (
        <p className="text-sm text-ink-soft">{t(kind === 'mask' ? 'shapesEmptyMask' : 'shapesEmptyMarkup')}</p>
      ) : (
        <ol className="flex flex-col gap-0.5">
          {names.map(({ name, isChoosable }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part of a drawing is known by its place alone
            <li key={index} className="flex items-center gap-1">
              {isChoosable ? (
                <button
                  type="button"
                  aria-pressed={index === chosen}
                  disabled={isDisabled}
                  onClick={() => choose(index === chosen ? null : index)}
                  className={clsx(
                    'min-w-0 flex-1 truncate rounded-md px-2 py-1 text-left text-sm hover:bg-ink/8',
                    index === chosen && 'bg-accent-soft text-accent-text',
                  )}
                >
                  {name}
                </button>
              ) : (
                <span className="min-w-0 flex-1 truncate px-2 py-1 text-sm text-ink-soft">{name}</span>
              )}
              <IconButton
                label={t('remove', { name })}
                icon={X}
                size="small"
                disabled={isDisabled}
                onClick={() => remove(index)}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
