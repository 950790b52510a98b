import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import { EventStreamDecoder } from '../openai-images/event-stream-decoder.ts'
import { isObject, readImagesJson } from '../openai-images/images-json.ts'
import type { ProviderRequest } from '../provider.ts'
import type { Polled } from './poll-response.ts'
import { toResponseId } from './read-whole.ts'

const endings: ReadonlySet<string> = new Set([
  'response.completed',
  'response.failed',
  'response.incomplete',
  'response.cancelled',
])

/**
 * A stream that goes on to its end when the connection does not: the response is made in the background, so what the
 * stream owes is fetched and follows as one more event, `response.retrieved`, whose data are the response as it came.
 * The response's id is kept before the event that names it is handed on.
 */
export async function* toWholeStream(options: {
  readonly body: AsyncIterable<Uint8Array>
  readonly request: Pick<ProviderRequest, 'keepResponseId'>
  readonly poll: (responseId: string) => Promise<Result<Polled, Failure>>
  readonly signal: AbortSignal
}): AsyncGenerator<Uint8Array, void> {
  const { body, request, poll, signal } = options
  const decoder = new EventStreamDecoder()
  let responseId: string | null = null
  let isOver = false
  try {
    for await (const chunk of body) {
      for (const { name, data } of decoder.push(chunk)) {
        isOver ||= endings.has(name === 'message' ? typeIn(data) : name)
        if (responseId !== null) continue
        responseId = idIn(data)
        if (responseId !== null) await request.keepResponseId(responseId)
      }
      yield chunk
    }
  } catch (cause) {
    if (responseId === null || isOver || signal.aborted) throw cause
  }
  if (responseId === null || isOver) return
  const polled = await poll(responseId)
  if (!polled.ok) throw new Error(polled.failure.detail ?? polled.failure.kind)
  yield Buffer.from('\n\nevent: response.retrieved\ndata: ')
  for (const chunk of polled.value.chunks) yield onOneLine(chunk)
  yield Buffer.from('\n\n')
}

function idIn(data: Buffer): string | null {
  const json = readImagesJson(data)
  if (typeof json === 'string') return null
  const { response } = json.value
  return isObject(response) ? toResponseId(json.text(response['id'])) : null
}

/** An event without a name has it in its data, of which the head is enough. */
const typeIn = (data: Buffer): string => /"type"\s*:\s*"([\w.]+)"/.exec(data.toString('latin1', 0, 200))?.[1] ?? ''

/** On one line, as the data of an event must be: between JSON's values a space does as well, and inside them is no break. */
function onOneLine(chunk: Uint8Array): Uint8Array {
  const bytes = Buffer.from(chunk)
  for (const lineBreak of [0x0a, 0x0d])
    for (let at = bytes.indexOf(lineBreak); at !== -1; at = bytes.indexOf(lineBreak, at + 1)) bytes[at] = 0x20
  return bytes
}
