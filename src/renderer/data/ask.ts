import type { CallInput, CallName, CallOutput } from '#shared/contract.ts'
import { call } from '../bridge.ts'
import { FailureError } from './failure-error.ts'

/** Calls main and unwraps the answer; what failed is thrown as `FailureError`, for queries and mutations. */
export async function ask<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const result = await call(name, input).catch((defect: unknown) => {
    throw new FailureError({ kind: 'unexpected', logId: '', detail: String(defect) })
  })
  if (!result.ok) throw new FailureError(result.failure)
  return result.value
}
