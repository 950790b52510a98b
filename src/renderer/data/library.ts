import { useMutation, useQuery } from '@tanstack/react-query'
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
