import { create } from 'zustand'
import { isOut } from '#shared/generation-status.ts'
import { on } from '../bridge.ts'

/** Address of the newest preview of each picture that is being made. */
export type PreviewsByPosition = Readonly<Record<number, string>>

const usePreviewStore = create<{ readonly byGeneration: Readonly<Record<number, PreviewsByPosition>> }>()(() => ({
  byGeneration: {},
}))

const none: PreviewsByPosition = {}

export const usePreviews = (generationId: number): PreviewsByPosition =>
  usePreviewStore((state) => state.byGeneration[generationId] ?? none)

/** Previews live in main's memory only while their generation is out, so they are followed, not queried. */
export function followPreviews(): () => void {
  const stopPreviews = on('generation.previewed', ({ id, position, url }) =>
    usePreviewStore.setState(({ byGeneration }) => ({
      byGeneration: { ...byGeneration, [id]: { ...byGeneration[id], [position]: url } },
    })),
  )
  const stopSettled = on('generation.changed', ({ generation }) => {
    if (isOut(generation)) return
    usePreviewStore.setState(({ byGeneration }) => {
      const { [generation.id]: _settled, ...others } = byGeneration
      return { byGeneration: others }
    })
  })
  return () => {
    stopPreviews()
    stopSettled()
  }
}
