import { useQueryClient } from '@tanstack/react-query'
import { type MouseEvent, useLayoutEffect, useRef } from 'react'
import type { Command } from '../../commands/command.ts'
import { pictureMenu } from '../../commands/picture-menu.ts'
import { openPopupMenu } from '../../commands/popup-menu.ts'
import { prefetchImage } from '../../data/images.ts'
import { useLibraryStore } from './library-store.ts'

/** The system's context menu for the chosen pictures; to be called after the press has chosen what is under it. */
export function usePictureMenu(commands: readonly Command[]): (event: MouseEvent) => void {
  const client = useQueryClient()
  const latest = useRef(commands)
  useLayoutEffect(() => {
    latest.current = commands
  })
  const open = async ({ target, button }: MouseEvent): Promise<void> => {
    const [id, ...others] = useLibraryStore.getState().selection.ids
    if (id === undefined) return
    // What can be done with one picture is known from its record.
    if (others.length === 0) await prefetchImage(client, id)
    // The commands for what was chosen just now come with the next drawing.
    await new Promise((resolve) => setTimeout(resolve))
    await openPopupMenu({ target, button }, pictureMenu(latest.current))
  }
  return (event) => {
    event.preventDefault()
    void open(event)
  }
}
