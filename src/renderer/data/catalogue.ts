import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ImageParams } from '#shared/image-params.ts'
import { ask } from './ask.ts'

/** Every model the studio knows, whichever connection leads to it. */
export const useModels = () =>
  useQuery({
    queryKey: ['catalogue', 'models'],
    queryFn: async () => (await ask('catalogue.list', {})).models,
  })

/**
 * What a draft is expected to cost. Kept under `generations`, because what the last ones really cost is one basis of it.
 * Asks for nothing while `request` is `null`; while the next estimate is looked up, the one before stays on screen.
 */
export const useEstimate = (request: { readonly model: string; readonly params: ImageParams } | null) =>
  useQuery({
    queryKey: ['generations', 'estimate', request],
    queryFn: () => ask('generations.estimate', request ?? { model: '', params: { size: 'auto', n: 1 } }),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  })
