import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from './ask.ts'

/** The person's own backup, in a folder of their choice; the library's own copies are main's business. */
export const useBackupStatus = () =>
  useQuery({
    queryKey: ['backup', 'status'],
    queryFn: () => ask('backup.status', {}),
    // A disk is plugged in and out without a word to anybody.
    staleTime: 0,
  })

export function useChooseBackupFolder() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => ask('backup.chooseFolder', {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['backup'] }),
  })
}

/** Begins a task. Where there is no folder yet, it is asked for first. `not-found`: the folder cannot be reached. */
export function useBackUpNow() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const { folder } = await ask('backup.status', {})
      if (folder === null) await ask('backup.chooseFolder', {})
      return ask('backup.now', {})
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['backup'] }),
  })
}

/** Main asks for the backup's folder and begins a task. `bad-request`: this library is not empty. */
export const useRestoreBackup = () => useMutation({ mutationFn: () => ask('backup.restore', {}) })
