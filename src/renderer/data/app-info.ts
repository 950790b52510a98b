import { useMutation, useQuery } from '@tanstack/react-query'
import { ask } from './ask.ts'

export const useAppInfo = () => useQuery({ queryKey: ['app', 'info'], queryFn: () => ask('app.info', {}) })

export const useLicences = (isWanted: boolean) =>
  useQuery({
    queryKey: ['app', 'licences'],
    queryFn: async () => (await ask('app.licences', {})).text,
    enabled: isWanted,
  })

export const useOpenLogFolder = () => useMutation({ mutationFn: () => ask('app.openLogFolder', {}) })

export const useQuit = () => useMutation({ mutationFn: () => ask('app.quit', {}) })
