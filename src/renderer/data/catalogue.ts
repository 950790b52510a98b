import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import type { CallInput } from '#shared/contract.ts'
import { ask } from './ask.ts'

/** Every model the studio knows, whichever connection leads to it. */
export function useModels() {
  const { t } = useTranslation('create')
  const sketchName = t('sketchName')
  return useQuery({
    queryKey: ['catalogue', 'models'],
    queryFn: async () => (await ask('catalogue.list', {})).models,
    // The sketch is our own and has a name in each language; other models have their makers'.
    select: useCallback(
      (models: readonly Model[]) =>
        models.map((model) => (model.provider === 'sketch' ? { ...model, label: sketchName } : model)),
      [sketchName],
    ),
  })
}

/**
 * What a draft is expected to cost. Kept under `generations`, because what the last ones really cost is one basis of it.
 * Asks for nothing while `request` is `null`; while the next estimate is looked up, the one before stays on screen.
 */
export const useEstimate = (request: CallInput<'generations.estimate'> | null) =>
  useQuery({
    queryKey: ['generations', 'estimate', request],
    queryFn: request === null ? skipToken : () => ask('generations.estimate', request),
    placeholderData: keepPreviousData,
  })
