import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CallOutput } from '#shared/contract.ts'
import { ask } from './ask.ts'

export type LibraryStatus = CallOutput<'library.status'>
export type OpenLibrary = Extract<LibraryStatus, { readonly kind: 'open' }>

export const useLibraryStatus = () =>
  useQuery({ queryKey: ['library', 'status'], queryFn: () => ask('library.status', {}) })

/** Main asks for the folder and restarts on it. */
export const useOpenLibrary = () => useMutation({ mutationFn: () => ask('library.open', {}) })

export const useMoveLibrary = () => useMutation({ mutationFn: () => ask('library.move', {}) })

export const useShowLibraryFolder = () => useMutation({ mutationFn: () => ask('library.showFolder', {}) })

/** The studio starts again, which restores what is damaged. */
export const useRestart = () => useMutation({ mutationFn: () => ask('library.restart', {}) })

export const useQuarantine = () =>
  useQuery({ queryKey: ['library', 'quarantine'], queryFn: () => ask('library.quarantine', {}) })

export const useShowQuarantine = () => useMutation({ mutationFn: () => ask('library.showQuarantine', {}) })

export function useEmptyQuarantine() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => ask('library.emptyQuarantine', {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['library', 'quarantine'] }),
  })
}

export const useShowPictureFile = () => useMutation({ mutationFn: (id: number) => ask('images.showInFolder', { id }) })
