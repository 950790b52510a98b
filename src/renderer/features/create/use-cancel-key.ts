import { useEffect, useEffectEvent } from 'react'
import { isOut } from '#shared/generation-status.ts'
import { useAppStore } from '../../app-store.ts'
import { useCancelGeneration, useRecentGenerations } from '../../data/generations.ts'
import { isComposing } from '../../ui/submit-enter.ts'

/** Shift+X stops the newest generation, in this room and while nothing is being typed. */
export function useCancelKey(): void {
  const { data: recent = [] } = useRecentGenerations()
  const cancel = useCancelGeneration()
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const newestRunning = recent.find(isOut)
    const isShiftX = event.code === 'KeyX' && event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
    if (!isShiftX || newestRunning === undefined || event.repeat || isComposing(event)) return
    if (isTyping(event.target) || useAppStore.getState().viewer !== null) return
    event.preventDefault()
    cancel.mutate(newestRunning.id)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** In a text field the key is a letter; in a dialog or an open list it belongs to them. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('textarea, input, [role=dialog], [role=listbox], [role=menu]') !== null
