import type { ServerResponse } from 'node:http'
import { answerGenerations } from './answer-generations.ts'
import type { Behaviour } from './behaviour.ts'

/** What does not depend on what was asked. */
export type Fault = Extract<
  Behaviour,
  { readonly kind: 'error' | 'raw' | 'hang' | 'reset' | 'trickle' | 'huge' | 'gzip-bomb' }
>

export const answerFault = (response: ServerResponse, fault: Fault): Promise<void> =>
  answerGenerations(response, asksNothing, fault)

const asksNothing = (): never => {
  throw new Error('A fault does not look at what was asked.')
}
