import { type RefObject, useEffect, useEffectEvent } from 'react'
import type { Generation } from '#shared/generation.ts'
import { useAppStore } from '../../app-store.ts'
import { on } from '../../bridge.ts'
import { useRecentGenerations } from '../../data/generations.ts'
import { useCreateStore } from './create-store.ts'

/**
 * Keeps what is beside the stage with it: a generation that begins is scrolled into sight where the room is one column,
 * and when it is done an open provenance panel turns to its picture instead of speaking of the one before.
 */
export function useFollowNewest(results: RefObject<HTMLElement | null>): void {
  const { data: recent = [] } = useRecentGenerations()
  const onChange = useEffectEvent((generation: Generation) => {
    if (useCreateStore.getState().pickedGenerationId !== null) return
    if (generation.status === 'queued') results.current?.scrollIntoView({ block: 'nearest' })
    if (generation.status !== 'succeeded' || generation.id !== recent[0]?.id) return
    const { selectedImageId, isProvenanceOpen, viewer, selectImage } = useAppStore.getState()
    const first = generation.images[0]
    if (selectedImageId !== null && isProvenanceOpen && viewer === null && first !== undefined) selectImage(first.id)
  })
  useEffect(() => on('generation.changed', ({ generation }) => onChange(generation)), [])
}
