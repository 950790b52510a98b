import { useEffect, useEffectEvent } from 'react'
import type { IncomingFile } from './import-store.ts'
import { isField } from './is-field.ts'

/** What Chromium calls a picture that was copied without a file. */
const unnamed = 'image.png'

/** Takes pictures that are pasted anywhere; text pasted into a field stays the field's. */
export function usePaste(onFiles: (files: readonly IncomingFile[]) => void): void {
  const take = useEffectEvent(onFiles)
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const { clipboardData } = event
      if (clipboardData === null || clipboardData.files.length === 0) return
      // Office programs put a picture of a text beside the text: in a field the text is meant.
      if (isField(event.target) && clipboardData.types.includes('text/plain')) return
      event.preventDefault()
      take(
        [...clipboardData.files].map((file) => ({
          fileName: file.name === unnamed ? null : file.name,
          open: async () => file,
        })),
      )
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}
