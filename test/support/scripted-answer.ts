import { z } from 'zod'
import type { AnswerHead, CreateReader, ProviderEvent } from '#main/providers/provider.ts'
import { Failure, type FailureOf } from '#shared/failure.ts'
import { Usage } from '#shared/generation.ts'
import { ActualParams } from '#shared/image-params.ts'

/** An answer as the events it should come to, one line of JSON each; pictures in base64, as providers send them. */
export const scriptAnswer = (events: readonly ProviderEvent[]): Uint8Array =>
  Buffer.from(
    events
      .map((event) => `${JSON.stringify('bytes' in event ? { ...event, bytes: toBase64(event.bytes) } : event)}\n`)
      .join(''),
  )

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
const place = { position: z.number(), revisedPrompt: z.string().nullable() }
const Event = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('partial'), position: z.number(), index: z.number(), bytes }),
  z.object({ kind: z.literal('image'), ...place, bytes }),
  z.object({ kind: z.literal('link'), ...place, url: z.string() }),
  z.object({
    kind: z.literal('usage'),
    model: z.string().exactOptional(),
    usage: Usage,
    raw: z.unknown().optional(),
  }),
  z.object({ kind: z.literal('actual-params'), params: ActualParams }),
  z.object({ kind: z.literal('refusal'), failure: Failure }),
  z.object({ kind: z.literal('done'), record: z.string() }),
])

const incomplete: FailureOf<'incomplete'> = { kind: 'incomplete', detail: 'the script ended early' }

/** Reads what `scriptAnswer` wrote. Cut short anywhere, it ends as `incomplete`, as real readers do. */
export const createScriptedReader: CreateReader = () => {
  let unread = Buffer.alloc(0)
  let isOver = false
  return {
    push: (pushed) => {
      unread = Buffer.concat([unread, pushed])
      const events: ProviderEvent[] = []
      for (let end = unread.indexOf(10); end !== -1; end = unread.indexOf(10)) {
        const event = Event.parse(JSON.parse(unread.subarray(0, end).toString()))
        unread = unread.subarray(end + 1)
        events.push(event)
        isOver = event.kind === 'done' || event.kind === 'refusal'
      }
      return events
    },
    end: () => (isOver ? [] : [{ kind: 'refusal', failure: incomplete }]),
  }
}

export const scriptedReaders = {
  sketch: createScriptedReader,
  'openai-images': createScriptedReader,
  'openai-responses': createScriptedReader,
  'chat-images': createScriptedReader,
  karlo: createScriptedReader,
}

export const scriptedHead: AnswerHead = {
  provider: 'openai-images',
  model: 'gpt-image-1',
  requestId: 'req_1',
  contentType: 'application/x-ndjson',
  requestedParams: { size: '1024x1024', n: 1 },
}
