import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxNoteLength } from '#shared/limits.ts'
import { keepNote, saveNote, unsavedNote } from '../../note-drafts.ts'
import { Field, inputClass } from '../../ui/field.tsx'

const saveAfterMs = 1000

/** Mounted anew for each picture. What is typed is saved in a pause, on leaving the field, and when the picture changes. */
export function NoteField({ imageId, note }: { readonly imageId: number; readonly note: string | null }) {
  const { t } = useTranslation('provenance')
  const [text, setText] = useState(() => unsavedNote(imageId) ?? note ?? '')
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Changed from elsewhere (Undo): the field follows, unless something is being typed here.
  const [known, setKnown] = useState(note)
  if (known !== note) {
    setKnown(note)
    if (unsavedNote(imageId) === undefined) setText(note ?? '')
  }

  const save = (): void => {
    clearTimeout(pending.current)
    void saveNote(imageId)
  }
  useEffect(
    () => () => {
      clearTimeout(pending.current)
      void saveNote(imageId)
    },
    [imageId],
  )

  return (
    <Field label={t('note')}>
      <textarea
        aria-label={t('note')}
        placeholder={t('notePlaceholder')}
        maxLength={maxNoteLength}
        rows={2}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          keepNote(imageId, event.target.value)
          clearTimeout(pending.current)
          pending.current = setTimeout(save, saveAfterMs)
        }}
        onBlur={save}
        className={`${inputClass} field-sizing-content max-h-60 min-h-16 px-3 py-1.5`}
      />
    </Field>
  )
}
