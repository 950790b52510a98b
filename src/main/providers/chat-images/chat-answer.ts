import type { Failure } from '#shared/failure.ts'
import { maxRecordBytes } from '../openai-images/answer-limits.ts'
import { textInsteadOfImage } from '../openai-images/answer-so-far.ts'
import { explainRefusal } from '../openai-images/explain-refusal.ts'
import { type ImagesJson, isObject } from '../openai-images/images-json.ts'
import type { AnswerHead, ProviderEvent } from '../provider.ts'
import { ChatMessage, type FoundPicture, maxProseLength, type ReadMessage, sha256Of } from './chat-message.ts'
import { readChatUsage } from './read-chat-usage.ts'

/** More than any relay gives for one request. */
const maxPictures = 20

/**
 * What has been understood of a chat answer, whole or streamed. Pictures are looked for when it has ended: a stream cuts
 * an address anywhere.
 */
export class ChatAnswer {
  readonly #head: AnswerHead
  #events: ProviderEvent[] = []
  readonly #messages = new Map<number, ChatMessage>()
  /** What the answer says beside its messages; of a stream, the last of each. */
  #frame: Readonly<Record<string, unknown>> = {}
  #usage: ReturnType<typeof readChatUsage> = null
  #model: string | null = null
  #hasEndMark = false
  /** What the server said went wrong; it only counts where no picture came. */
  #failure: Failure | null = null
  isRefused = false
  isStream = false

  constructor(head: AnswerHead) {
    this.#head = head
  }

  takeEvents(): readonly ProviderEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  refuse(failure: Failure): void {
    if (this.isRefused) return
    this.isRefused = true
    this.#events.push({ kind: 'refusal', failure })
  }

  takeWhole(json: ImagesJson): void {
    if (json.plainText !== null) this.refuse(textInsteadOfImage(json.plainText))
    else this.#take(json)
    this.#hasEndMark = true
  }

  takeEvent(name: string, json: ImagesJson): void {
    if (name === 'error' && json.value['error'] == null) this.#takeError(json, json.value)
    else this.#take(json)
  }

  takeEndMark(): void {
    this.#hasEndMark = true
  }

  conclude(): void {
    if (this.isRefused) return
    const messages = [...this.#messages].sort(([one], [other]) => one - other).map(([, message]) => message)
    const isWhole = this.#hasEndMark || messages.some(({ finishReason }) => finishReason !== null)
    const read = messages.map((message) => message.read(isWhole))
    const record = JSON.stringify({ ...this.#frame, choices: read.map((one) => one.record) }, null, 2)
    if (this.#usage !== null) this.#events.push({ kind: 'usage', ...this.#usage })
    if (record.length > maxRecordBytes || read.some(({ prose }) => prose.length > maxProseLength)) {
      this.refuse({ kind: 'unreadable-answer', detail: 'The answer says too much beside its pictures.' })
      return
    }
    const pictures = withoutRepeats(read.flatMap((one) => one.pictures)).slice(0, maxPictures)
    if (pictures.length === 0) {
      this.refuse(this.#failure ?? this.#explainNoPicture(messages, read, isWhole))
      return
    }
    pictures.forEach((picture, position) => {
      if (picture.kind === 'link') this.#events.push({ kind: 'link', position, url: picture.url, revisedPrompt: null })
      else this.#events.push({ kind: 'image', position, bytes: picture.bytes, revisedPrompt: null })
    })
    const n = pictures.length
    this.#events.push({
      kind: 'actual-params',
      params: this.#model === null ? { n } : { model: this.#model, n },
    })
    this.#events.push({ kind: 'done', record })
  }

  #take(json: ImagesJson): void {
    const { value } = json
    this.#model = json.text(value['model'])?.slice(0, 100) ?? this.#model
    this.#usage = readChatUsage(value['usage']) ?? this.#usage
    const frame = json.record()
    if (isObject(frame)) {
      const { choices: _, ...rest } = frame
      this.#frame = { ...this.#frame, ...rest }
    }
    if (value['error'] != null || 'detail' in value) this.#takeError(json, value['error'] ?? value)
    const choices = value['choices']
    if (Array.isArray(choices)) for (const [index, choice] of choices.entries()) this.#takeChoice(choice, index, json)
    else if (this.#failure === null && !this.isStream)
      this.refuse({ kind: 'unreadable-answer', detail: JSON.stringify(json.record()).slice(0, 2000) })
  }

  #takeChoice(choice: unknown, place: number, json: ImagesJson): void {
    if (!isObject(choice)) return
    if (choice['error'] != null) this.#takeError(json, choice['error'])
    const index = typeof choice['index'] === 'number' ? choice['index'] : place
    const message = this.#messages.get(index) ?? new ChatMessage()
    this.#messages.set(index, message)
    for (const part of [choice['message'], choice['delta']]) if (isObject(part)) message.take(part, json)
    message.finishReason = json.text(choice['finish_reason']) ?? message.finishReason
  }

  #takeError(json: ImagesJson, error: unknown): void {
    // Gateways put the status of the server behind them into `code`, as a number.
    const code = isObject(error) ? error['code'] : null
    this.#failure = explainRefusal({
      httpStatus: typeof code === 'number' && code >= 400 && code < 600 ? code : null,
      error,
      message: JSON.stringify(json.record()).slice(0, 2000),
      retryAfterMs: null,
      model: this.#head.model,
      apiKey: null,
      wasKeySent: true,
    })
  }

  #explainNoPicture(messages: readonly ChatMessage[], read: readonly ReadMessage[], isWhole: boolean): Failure {
    const refusal = messages.map((message) => message.refusal).find((text) => text !== '')
    const prose = read.map((one) => one.prose.trim()).find((text) => text !== '') ?? ''
    if (refusal !== undefined) return moderationRefused('unknown', refusal)
    if (messages.some(({ finishReason }) => finishReason === 'content_filter'))
      return moderationRefused('output', prose === '' ? 'finish_reason: content_filter' : prose)
    if (this.isStream && !isWhole) return { kind: 'incomplete', detail: 'The stream ended without a picture.' }
    if (read.some(({ isDamaged }) => isDamaged))
      return { kind: 'unreadable-answer', detail: 'What stands in the place of the picture is none.' }
    return prose === '' ? { kind: 'empty-answer' } : textInsteadOfImage(prose)
  }
}

const moderationRefused = (stage: 'output' | 'unknown', words: string): Failure => ({
  kind: 'moderation-refused',
  stage,
  categories: [],
  detail: words.slice(0, 2000),
})

/** Relays hand the same picture over in two shapes, and streams once more at their end. */
function withoutRepeats(pictures: readonly FoundPicture[]): readonly FoundPicture[] {
  const byName = new Map(
    pictures.map((picture) => [picture.kind === 'link' ? picture.url : sha256Of(picture.bytes), picture]),
  )
  return [...byName.values()]
}
