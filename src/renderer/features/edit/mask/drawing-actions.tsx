import { Contrast, Expand, FileInput, List, Redo2, Shrink, Sparkle, Trash2, Undo2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { DrawingKind } from '#shared/edit.ts'
import { canRedo, canUndo } from '#shared/masks/mask-history.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { DrawingSession } from './drawing-session.ts'
import type { EditorAction } from './editor-key.ts'
import { GrowDialog } from './grow-dialog.tsx'
import { ImportMaskDialog } from './import-mask-dialog.tsx'
import type { LookStore } from './look-store.ts'
import { useMaskEditorStore } from './mask-editor-store.ts'

interface DrawingActionsProps {
  readonly kind: DrawingKind
  readonly session: DrawingSession
  readonly look: LookStore
  readonly isDisabled: boolean
  readonly act: (action: EditorAction) => void
  readonly isListOpen: boolean
  readonly onList: () => void
}

/** What can be done to all that is drawn. */
export function DrawingActions({ kind, session, look, isDisabled, act, isListOpen, onList }: DrawingActionsProps) {
  const { t } = useTranslation('mask')
  const [growing, setGrowing] = useState<'grow' | 'shrink' | null>(null)
  const [maskFile, setMaskFile] = useState<File | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const isUndoable = useStore(session.store, (state) => canUndo(state[kind]))
  const isRedoable = useStore(session.store, (state) => canRedo(state[kind]))
  const isBlank = useStore(session.store, ({ maskDocument, markupDocument }) =>
    kind === 'mask' ? maskDocument.operations.length === 0 : markupDocument.items.length === 0,
  )
  const isFeatherShown = useMaskEditorStore((state) => state.isFeatherShown)
  const side = { tooltipSide: 'bottom', size: 'small' } as const
  return (
    <fieldset aria-label={t('actions')} className="min-w-0">
      <div className="flex flex-wrap items-center gap-0.5">
        <IconButton
          {...side}
          label={t('undo')}
          icon={Undo2}
          shortcut="Mod+Z"
          disabled={isDisabled || !isUndoable}
          onClick={() => act({ kind: 'undo' })}
        />
        <IconButton
          {...side}
          label={t('redo')}
          icon={Redo2}
          shortcut="Mod+Shift+Z"
          disabled={isDisabled || !isRedoable}
          onClick={() => act({ kind: 'redo' })}
        />
        <IconButton
          {...side}
          label={t('clear')}
          icon={Trash2}
          shortcut="Delete"
          disabled={isDisabled || isBlank}
          onClick={() => {
            // The button means all of it, whatever is chosen.
            look.setState({ chosen: null })
            act({ kind: 'clear' })
          }}
        />
        {kind === 'mask' && (
          <>
            <IconButton
              {...side}
              label={t('invert')}
              icon={Contrast}
              shortcut="Mod+Shift+I"
              disabled={isDisabled}
              onClick={() => act({ kind: 'invert' })}
            />
            <IconButton
              {...side}
              label={t('grow')}
              icon={Expand}
              disabled={isDisabled || isBlank}
              onClick={() => setGrowing('grow')}
            />
            <IconButton
              {...side}
              label={t('shrink')}
              icon={Shrink}
              disabled={isDisabled || isBlank}
              onClick={() => setGrowing('shrink')}
            />
            <IconButton
              {...side}
              label={t('feather')}
              icon={Sparkle}
              isPressed={isFeatherShown}
              onClick={() => useMaskEditorStore.setState({ isFeatherShown: !isFeatherShown })}
            />
            <IconButton
              {...side}
              label={t('importMask')}
              icon={FileInput}
              disabled={isDisabled}
              onClick={() => chooser.current?.click()}
            />
            <GrowDialog
              direction={growing}
              onClose={() => setGrowing(null)}
              onGrow={(by) => session.draw({ kind: 'grow', by })}
            />
            <input
              ref={chooser}
              type="file"
              hidden
              accept="image/png,image/webp,image/jpeg,image/gif"
              data-import-mask
              onChange={(event) => {
                setMaskFile(event.currentTarget.files?.[0] ?? null)
                // The same file again is a choice too.
                event.currentTarget.value = ''
              }}
            />
            {maskFile !== null && (
              <ImportMaskDialog session={session} file={maskFile} onClose={() => setMaskFile(null)} />
            )}
          </>
        )}
        <IconButton {...side} label={t('shapes')} icon={List} isPressed={isListOpen} onClick={onList} />
      </div>
    </fieldset>
  )
}
