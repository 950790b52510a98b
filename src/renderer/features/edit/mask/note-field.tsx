import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Button } from '../../../ui/button.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { isComposing, isSubmitEnter } from '../../../ui/submit-enter.ts'
import type { DrawingSession } from './drawing-session.ts'
import { type LookStore, picturePlace } from './look-store.ts'
import { useMaskEditorStore } from './mask-editor-store.ts'

interface NoteFieldProps {
  readonly session: DrawingSession
  readonly look: LookStore
  readonly onClose: () => void
}

/** Where a note is typed, at its place on the picture. */
export function NoteField({ session, look, onClose }: NoteFieldProps) {
  const { t } = useTranslation('mask')
  const noteAt = useStore(look, (state) => state.noteAt)
  const left = useStore(look, (state) => placeInStage(state)?.x ?? 0)
  const top = useStore(look, (state) => placeInStage(state)?.y ?? 0)
  const [text, setText] = useState('')
  if (noteAt === null) return null

  const close = (): void => {
    look.setState({ noteAt: null })
    onClose()
  }
  const add = (): void => {
    const words = text.trim()
    if (words !== '') {
      const color = useMaskEditorStore.getState().markupColor
      session.sign({ kind: 'note', color, x: noteAt.x, y: noteAt.y, text: words })
      setText('')
    }
    close()
  }
  return (
    <div
      className="popup absolute flex w-72 max-w-full gap-1.5 p-1.5"
      style={{ left: `min(${left}px, calc(100% - 18rem))`, top: `min(${top}px, calc(100% - 3rem))` }}
    >
      <TextInput
        autoFocus
        aria-label={t('noteText')}
        value={text}
        maxLength={500}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (isSubmitEnter(event)) add()
          // What was typed stays for the next place.
          else if (event.key === 'Escape' && !isComposing(event.nativeEvent)) close()
        }}
      />
      <Button size="small" className="h-8.5" onClick={add}>
        {t('noteAdd')}
      </Button>
    </div>
  )
}

function placeInStage(state: Parameters<typeof picturePlace>[0]): { readonly x: number; readonly y: number } | null {
  const place = picturePlace(state)
  if (place === null || state.noteAt === null) return null
  return { x: place.left + state.noteAt.x * place.scale, y: place.top + state.noteAt.y * place.scale }
}
