import { noInputs, type ProviderRequest } from '#main/providers/provider.ts'

/** What of a request is of no interest to most tests: usual settings, no pictures go along, nothing went before. */
export const plainRequest: Pick<ProviderRequest, 'settings' | 'inputs' | 'previousResponseId' | 'keepResponseId'> = {
  settings: { maxConcurrent: 3, typedModels: [] },
  inputs: noInputs,
  previousResponseId: null,
  keepResponseId: async () => undefined,
}
