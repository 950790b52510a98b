import { noInputs, type ProviderRequest } from '#main/providers/provider.ts'

/** What of a request is of no interest to most tests: no pictures go along, nothing went before. */
export const plainRequest: Pick<ProviderRequest, 'inputs' | 'previousResponseId' | 'keepResponseId'> = {
  inputs: noInputs,
  previousResponseId: null,
  keepResponseId: async () => undefined,
}
