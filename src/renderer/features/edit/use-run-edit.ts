import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft } from '#shared/generation.ts'
import { useSaveMask } from '../../data/edits.ts'
import { FailureError } from '../../data/failure-error.ts'
import { useStartGeneration } from '../../data/generations.ts'
import { editKindRules } from './edit-kind.ts'
import { useEditStore } from './edit-store.ts'
import { useEditor } from './editor-handle.ts'

/** Keeps what was drawn, unless that is kept already. Answers its id; throws what kept it from being kept. */
export function useKeepDrawing(imageId: number): (name?: string) => Promise<number> {
  const { t } = useTranslation('edit')
  const save = useSaveMask()
  const { mutateAsync } = save
  return useCallback(
    async (name) => {
      const { handle, drawing } = useEditor.getState()
      const { kept } = useEditStore.getState()
      if (name === undefined && kept !== null && kept.drawing === drawing?.drawing) return kept.maskId
      if (handle === null) throw new Error('There is no editor to take a drawing from.')
      const exported = await handle.exportDrawing()
      const usualName = t(exported.drawing.kind === 'mask' ? 'maskDefaultName' : 'markupDefaultName')
      const mask = await mutateAsync({ imageId, name: name ?? usualName, ...exported })
      useEditStore.setState({ kept: { drawing: exported.drawing, maskId: mask.id } })
      return mask.id
    },
    [imageId, mutateAsync, t],
  )
}

/** Keeps the mask, starts the edit and puts it on the stage. What main refuses is said beside the button. */
export function useRunEdit(imageId: number): {
  readonly run: (draft: Draft) => Promise<void>
  readonly isBusy: boolean
} {
  const keepDrawing = useKeepDrawing(imageId)
  const { mutateAsync: start } = useStartGeneration()
  const isBusy = useEditStore((state) => state.isStarting)
  const run = useCallback(
    async (draft: Draft) => {
      const { kind, isStarting } = useEditStore.getState()
      if (isStarting) return
      useEditStore.setState({ startFailure: null, isStarting: true })
      try {
        const maskId = editKindRules[kind].drawing === null ? null : await keepDrawing()
        const edit = draft.edit === undefined ? undefined : { ...draft.edit, maskId }
        const { id } = await start({ ...draft, ...(edit && { edit }) })
        useEditStore.setState({ view: { kind: 'attempt', generationId: id }, isRawShown: false })
      } catch (cause) {
        if (!(cause instanceof FailureError)) throw cause
        useEditStore.setState({ startFailure: cause.failure })
      } finally {
        useEditStore.setState({ isStarting: false })
      }
    },
    [keepDrawing, start],
  )
  return { run, isBusy }
}
