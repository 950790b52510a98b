import type { ServerResponse } from 'node:http'
import { answerFault, type Fault } from './answer-fault.ts'
import { sendCut } from './answer-generations.ts'
import { apiErrors, invalidRequest } from './api-error.ts'
import type { Behaviour, PollAnswer } from './behaviour.ts'
import { type AskedResponse, checkResponseBody } from './check-response-body.ts'
import { formatEvent } from './make-answer.ts'
import { makeResponse, makeResponseEvents, type Outcome } from './make-response.ts'
import { sendError, sendJson, write } from './send.ts'

/** `/responses` as it is documented for the image tool: answers are kept and can be fetched by their id. */
export interface FakeResponses {
  readonly create: (response: ServerResponse, body: unknown, behaviour: Behaviour) => Promise<void>
  readonly retrieve: (response: ServerResponse, id: string) => Promise<void>
  readonly cancel: (response: ServerResponse, id: string) => void
}

interface Kept {
  readonly asked: AskedResponse
  outcome: Outcome
  isReady: boolean
  readonly hasImageUsage: boolean
  /** How the next polls are answered, before the response itself. */
  polls: readonly PollAnswer[]
}

export function createFakeResponses(): FakeResponses {
  const keptById = new Map<string, Kept>()

  return {
    async create(response, body, behaviour) {
      if (isFault(behaviour)) return answerFault(response, behaviour)
      const asked = checkResponseBody(body)
      if ('status' in asked) return sendError(response, asked)
      if (asked.previousResponseId !== null && !keptById.has(asked.previousResponseId))
        return sendError(response, notFound(asked.previousResponseId))

      const told: Partial<Extract<Behaviour, { readonly kind: 'response' }>> =
        behaviour.kind === 'response' ? behaviour : {}
      const id = `resp_${keptById.size + 1}`
      const kept: Kept = {
        asked,
        outcome: told.outcome ?? { kind: 'pictures', count: 1 },
        isReady: behaviour.kind !== 'held',
        hasImageUsage: told.hasImageUsage ?? true,
        polls: told.polls ?? [],
      }
      keptById.set(id, kept)
      if (behaviour.kind === 'held') void behaviour.go.then(() => (kept.isReady = true))
      if (asked.pictures.isStream && behaviour.kind !== 'json-to-stream')
        return sendEvents(response, makeResponseEvents(id, asked, kept.outcome), behaviour)
      const isMade = !asked.isBackground || told.isForeground === true
      return sendJson(response, 200, makeResponse(id, asked, isMade ? kept.outcome : null, kept.hasImageUsage))
    },

    async retrieve(response, id) {
      const kept = keptById.get(id)
      if (kept === undefined) return sendError(response, notFound(id))
      const [next, ...later] = kept.polls
      kept.polls = later
      if (next === undefined || next === 'in-progress') {
        const outcome = next === undefined && kept.isReady ? kept.outcome : null
        return sendJson(response, 200, makeResponse(id, kept.asked, outcome, kept.hasImageUsage))
      }
      if (next.kind === 'cut')
        return sendCut(response, JSON.stringify(makeResponse(id, kept.asked, kept.outcome)), next)
      return answerFault(response, next)
    },

    cancel(response, id) {
      const kept = keptById.get(id)
      if (kept === undefined) return sendError(response, notFound(id))
      kept.outcome = { kind: 'cancelled' }
      kept.isReady = true
      return sendJson(response, 200, makeResponse(id, kept.asked, kept.outcome))
    },
  }
}

const faults: ReadonlySet<string> = new Set(['error', 'raw', 'hang', 'reset', 'trickle', 'huge', 'gzip-bomb'])
const isFault = (behaviour: Behaviour): behaviour is Fault => faults.has(behaviour.kind)

const notFound = (id: string) => ({
  ...apiErrors.modelNotFound,
  body: invalidRequest('id', 'not_found', `Response with id '${id}' not found.`).body,
})

async function sendEvents(
  response: ServerResponse,
  events: readonly { readonly type: string }[],
  behaviour: Exclude<Behaviour, Fault>,
): Promise<void> {
  const pieces = (behaviour.kind === 'no-completed' ? events.slice(0, -1) : events).map(formatEvent)
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  if (behaviour.kind === 'cut') return sendCut(response, pieces.join(''), behaviour)
  for (const [index, piece] of pieces.entries()) {
    // The id comes at once, whatever is waited for.
    if (behaviour.kind === 'held' && index > 0) await behaviour.go
    await write(response, piece)
  }
  response.end()
}
