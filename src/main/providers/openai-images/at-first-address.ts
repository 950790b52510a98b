import type { Attempted } from './attempt.ts'
import type { ServerAddress } from './server-addresses.ts'

/** Asks at the second address only where nobody answers at the first; where neither is right, the first one's word. */
export async function atFirstAddress<Value>(
  [first, second]: readonly [ServerAddress, ...ServerAddress[]],
  ask: (address: ServerAddress) => Promise<Attempted<Value>>,
): Promise<{ readonly address: ServerAddress; readonly result: Attempted<Value> }> {
  const result = await ask(first)
  if (second === undefined || !isNobodyThere(result)) return { address: first, result }
  const other = await ask(second)
  return isNobodyThere(other) ? { address: first, result } : { address: second, result: other }
}

/** Whatever was asked, nothing was made. */
export const isNobodyThere = (result: Attempted<unknown>): boolean =>
  !result.ok &&
  result.failure.kind === 'provider-trouble' &&
  (result.failure.httpStatus === 404 || result.failure.httpStatus === 405)
