import { withoutKeys } from '../../without-keys.ts'
import type { AnswerHead, AnswerReader } from '../provider.ts'
import { maxAnswerBytes } from './answer-limits.ts'
import { AnswerSoFar, textInsteadOfImage } from './answer-so-far.ts'
import { EventStreamDecoder } from './event-stream-decoder.ts'
import { type ImagesJson, readImagesJson } from './images-json.ts'

/** Reads what the Images API and servers like it answer. */
export const createImagesAnswerReader = (head: AnswerHead): AnswerReader =>
  createBodyReader(head, new AnswerSoFar(head))

/** What is understood of one kind of answer, whole or in events. */
interface UnderstoodAnswer extends Pick<AnswerSoFar, 'takeEvents' | 'refuse' | 'conclude'> {
  readonly isRefused: boolean
  isStream: boolean
  readonly takeWhole: (json: ImagesJson) => void
  readonly takeEvent: (name: string, json: ImagesJson) => void
  /** `data: [DONE]`, by which chat streams say that they are whole. */
  readonly takeEndMark?: () => void
}

/**
 * What servers say they send and what they send differ (JSON as an event stream, text as JSON), so the first character
 * decides before the content type does.
 */
export function createBodyReader(head: AnswerHead, answer: UnderstoodAnswer): AnswerReader {
  let bytes = 0
  let start = Buffer.alloc(0)
  let form: BodyReader | null = null

  return {
    push(chunk) {
      bytes += chunk.byteLength
      if (answer.isRefused) return []
      if (bytes > maxAnswerBytes) {
        answer.refuse({ kind: 'too-large', limitBytes: maxAnswerBytes })
      } else if (form !== null) {
        form.push(chunk, answer)
      } else {
        start = withoutLeadingSpace(Buffer.concat([start, chunk]))
        if (start.length >= tellingBytes) {
          form = chooseForm(start, head)
          form.push(start, answer)
        }
      }
      return answer.takeEvents()
    },
    end() {
      if (answer.isRefused) return []
      if (form === null && (start.length > 0 || isEventStream(head))) {
        form = chooseForm(start, head)
        form.push(start, answer)
      }
      form?.end(answer)
      answer.conclude()
      return answer.takeEvents()
    },
  }
}

interface BodyReader {
  push(chunk: Uint8Array, answer: UnderstoodAnswer): void
  end(answer: UnderstoodAnswer): void
}

/** So many bytes tell what an answer is, however the first chunks were cut. */
const tellingBytes = 8

function withoutLeadingSpace(bytes: Buffer): Buffer<ArrayBuffer> {
  let from = bytes.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0
  while (from < bytes.length && [0x20, 0x09, 0x0a, 0x0d].includes(bytes[from] ?? 0)) from += 1
  return Buffer.from(bytes.subarray(from))
}
const byteOrderMark = Buffer.from('\u{feff}')

function chooseForm(start: Buffer, head: AnswerHead): BodyReader {
  const text = start.toString('latin1', 0, tellingBytes)
  if (/^[{["]/.test(text) || /\bjson\b/i.test(head.contentType)) return readJsonBody()
  return isEventStream(head) || /^(data|event|id|retry)?:/.test(text) ? readEventStream() : readTextBody()
}

const isEventStream = (head: AnswerHead): boolean => /^text\/event-stream\b/i.test(head.contentType)

function readJsonBody(): BodyReader {
  let chunks: Buffer[] = []
  return {
    push: (chunk) => chunks.push(Buffer.from(chunk)),
    end(answer) {
      const whole = Buffer.concat(chunks)
      chunks = []
      const json = readImagesJson(whole)
      const start = withoutKeys(whole.toString('utf8', 0, 500))
      if (json === 'cut-short') answer.refuse({ kind: 'incomplete', detail: `${whole.length} bytes came: ${start}` })
      else if (typeof json === 'string') answer.refuse({ kind: 'unreadable-answer', detail: `${json}: ${start}` })
      else answer.takeWhole(json)
    },
  }
}

const endMark = Buffer.from('[DONE]')

function readEventStream(): BodyReader {
  const decoder = new EventStreamDecoder()
  const take = (events: ReturnType<EventStreamDecoder['push']>, answer: UnderstoodAnswer) => {
    answer.isStream = true
    for (const { name, data } of events) {
      if (answer.isRefused) return
      const json = readImagesJson(data)
      // What is cut or no JSON is left out (`[DONE]` is none): without its picture the stream is incomplete anyway.
      if (typeof json !== 'string') answer.takeEvent(name, json)
      else if (data.equals(endMark)) answer.takeEndMark?.()
    }
    if (decoder.isFlooded) answer.refuse({ kind: 'unreadable-answer', detail: 'The stream has too many lines.' })
  }
  return {
    push: (chunk, answer) => take(decoder.push(chunk), answer),
    end: (answer) => take(decoder.end(), answer),
  }
}

function readTextBody(): BodyReader {
  const start = Buffer.alloc(16_000)
  let length = 0
  return {
    push(chunk) {
      length += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).copy(start, length)
    },
    end(answer) {
      const text = start.toString('utf8', 0, length).trim()
      const isProse = !text.startsWith('<') && !text.includes('\u{fffd}') && !text.includes('\0')
      if (isProse) answer.refuse(textInsteadOfImage(text))
      else answer.refuse({ kind: 'unreadable-answer', detail: withoutKeys(text).slice(0, 2000) })
    },
  }
}
