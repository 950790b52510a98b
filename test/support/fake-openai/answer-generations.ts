import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import { type ApiError, apiErrors } from './api-error.ts'
import type { Behaviour } from './behaviour.ts'
import type { AskedPictures } from './check-body.ts'
import { formatEvent, makeJsonAnswer, makeStreamEvents } from './make-answer.ts'
import { sendError, sendJson, write } from './send.ts'

/**
 * `POST /images/generations` and `/images/edits`: faults that do not depend on the request first, then the answer and its
 * faults. `check`: what is asked, or what is wrong with it.
 */
export async function answerGenerations(
  response: ServerResponse,
  check: () => AskedPictures | ApiError,
  behaviour: Behaviour,
): Promise<void> {
  switch (behaviour.kind) {
    case 'error':
      return sendError(response, apiErrors[behaviour.name])
    case 'raw':
      response
        .writeHead(behaviour.status ?? 200, { 'content-type': 'application/json', ...behaviour.headers })
        .end(behaviour.body)
      return
    case 'hang':
      await once(response, 'close')
      return
    case 'reset':
      response.destroy()
      return
    case 'trickle':
      return trickle(response)
    case 'huge':
      return sendHuge(response, behaviour.status ?? 200, behaviour.bytes)
    case 'gzip-bomb':
      return sendGzipBomb(response, behaviour.bytes)
    case 'normal':
    case 'held':
    case 'json-to-stream':
    case 'cut':
    case 'no-completed':
    case 'response':
    case 'urls': {
      const asked = check()
      return 'status' in asked ? sendError(response, asked) : answerAsked(response, asked, behaviour)
    }
  }
}

type AnsweringBehaviour = Exclude<
  Behaviour,
  { readonly kind: 'error' | 'raw' | 'hang' | 'reset' | 'trickle' | 'huge' | 'gzip-bomb' }
>

async function answerAsked(
  response: ServerResponse,
  asked: AskedPictures,
  behaviour: AnsweringBehaviour,
): Promise<void> {
  if (behaviour.kind === 'urls')
    return sendJson(response, 200, { created: 1, data: behaviour.urls.map((url) => ({ url })) })

  const isStream = asked.isStream && behaviour.kind !== 'json-to-stream'
  const pieces = isStream
    ? streamPieces(asked, behaviour.kind !== 'no-completed')
    : [JSON.stringify(makeJsonAnswer(asked))]
  const isEndedEarly = behaviour.kind === 'cut' && behaviour.ending === 'end'
  const length = isStream || isEndedEarly ? {} : { 'content-length': String(Buffer.byteLength(pieces.join(''))) }
  response.writeHead(200, {
    'content-type': isStream ? 'text/event-stream; charset=utf-8' : 'application/json',
    ...length,
  })
  if (behaviour.kind === 'cut') return sendCut(response, pieces.join(''), behaviour)

  for (const piece of pieces) {
    if (behaviour.kind === 'held') await behaviour.go
    await write(response, piece)
  }
  response.end()
}

function streamPieces(asked: AskedPictures, isCompleted: boolean): readonly string[] {
  const { partials, completed } = makeStreamEvents(asked)
  return [...partials, ...(isCompleted ? [completed] : [])].map(formatEvent)
}

export async function sendCut(
  response: ServerResponse,
  whole: string,
  { share, ending }: Extract<Behaviour, { readonly kind: 'cut' }>,
): Promise<void> {
  await write(response, whole.slice(0, Math.floor(whole.length * share)))
  if (ending === 'end') response.end()
  if (ending === 'reset') response.destroy()
  if (ending === 'hang') await once(response, 'close')
}

async function trickle(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' })
  await write(response, '{"created": ')
  while (!response.destroyed) {
    await write(response, '1')
    await delay(20)
  }
}

async function sendHuge(response: ServerResponse, status: number, bytes: number): Promise<void> {
  response.writeHead(status, { 'content-type': 'application/json' })
  await pipeline(jsonOf(bytes), response)
}

async function sendGzipBomb(response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  await pipeline(jsonOf(bytes), createGzip(), response)
}

function* jsonOf(bytes: number): Generator<Buffer> {
  yield Buffer.from('{"data":[{"b64_json":"')
  const block = Buffer.alloc(1024 * 1024, 'A')
  for (let sent = 0; sent < bytes; sent += block.length) yield block
  yield Buffer.from('"}]}')
}
