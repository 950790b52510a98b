import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import type { CallInput } from '#shared/contract.ts'
import { ask } from './ask.ts'

// What changes an edit or a mask invalidates nothing here: main answers with `edits.changed`.

/** Edits that began from this picture, newest first. */
export const useEdits = (imageId: number) =>
  useQuery({
    queryKey: ['edits', 'of', imageId],
    queryFn: async () => (await ask('edits.list', { imageId })).attempts,
  })

/** Those of this picture first, then those of others; newest first. */
export const useMasks = (imageId: number) =>
  useQuery({ queryKey: ['edits', 'masks', imageId], queryFn: async () => (await ask('masks.list', { imageId })).masks })

export const useSaveMask = () =>
  useMutation({ mutationFn: (input: CallInput<'masks.save'>) => ask('masks.save', input) })

export const useReadMask = () => useMutation({ mutationFn: (id: number) => ask('masks.get', { id }) })

/** Answers `cancelled` where the person closed the system's dialog. */
export const useExportMask = () =>
  useMutation({ mutationFn: (input: CallInput<'masks.export'>) => ask('masks.export', input) })

export const useRenameMask = () =>
  useMutation({ mutationFn: (input: CallInput<'masks.rename'>) => ask('masks.rename', input) })

export const useRemoveMask = () => useMutation({ mutationFn: (id: number) => ask('masks.remove', { id }) })

/** They stay, and are candidates no longer. */
export const useKeepCandidates = () =>
  useMutation({ mutationFn: (imageIds: readonly number[]) => ask('edits.keep', { imageIds: [...imageIds] }) })

/** A paid call where the model is. */
export const useDescribeChange = () =>
  useMutation({ mutationFn: (input: CallInput<'edits.describe'>) => ask('edits.describe', input) })

const newestQuery = { text: '', place: 'library', collectionId: null } as const
const ungrouped = { sort: 'newest', groupBy: 'none', isStacked: false } as const

/** The newest pictures of the Library, as small cards. Asks for nothing while `isWanted` is false. */
export const useNewestPictures = (isWanted = true) =>
  useQuery({
    queryKey: ['images', 'newest'],
    queryFn: isWanted
      ? async () => (await ask('images.first', { query: newestQuery, arrangement: ungrouped, limit: 60 })).cards
      : skipToken,
  })
