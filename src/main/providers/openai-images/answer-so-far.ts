import type { Failure } from '#shared/failure.ts'
import type { ActualParams } from '#shared/image-params.ts'
import { withoutKeys } from '../../without-keys.ts'
import { isPicture } from '../is-picture.ts'
import type { AnswerHead, ProviderEvent } from '../provider.ts'
import { maxRecordBytes } from './answer-limits.ts'
import { explainRefusal } from './explain-refusal.ts'
import { type ImagesJson, isObject, rawUsage, readActualParams, readSvgUsage, readUsage } from './images-json.ts'

const maxUrlLength = 4096
/** More than any model gives for one request. */
const maxPictures = 20
const completed: ReadonlySet<string> = new Set(['image_generation.completed', 'image_edit.completed'])
const partial: ReadonlySet<string> = new Set(['image_generation.partial_image', 'image_edit.partial_image'])

/** What has been understood of an answer, and the events it makes. */
export class AnswerSoFar {
  readonly #head: AnswerHead
  #events: ProviderEvent[] = []
  #pictureCount = 0
  #damagedCount = 0
  #actualParams: ActualParams = {}
  readonly #records: string[] = []
  #recordLength = 0
  isRefused = false
  /** The answer came as events. */
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

  /** The JSON of a whole answer: `ImagesResponse`, or what stands in its place. */
  takeWhole(json: ImagesJson): void {
    const { value } = json
    if (this.#refuseIfError(json)) return
    if (!Array.isArray(value['data'])) {
      const words = json.plainText ?? findWords(json)
      this.refuse(words === null ? { kind: 'unreadable-answer', detail: shorten(json) } : textInsteadOfImage(words))
      return
    }
    this.#keepRecord(json)
    if (!this.isRefused) this.#takeItems(json, value['data'])
  }

  takeEvent(name: string, json: ImagesJson): void {
    const { value, text, picture } = json
    const type = text(value['type']) ?? name
    this.#keepRecord(json)
    if (this.isRefused) return
    if (type === 'error' || value['error'] != null) {
      // What was already made stays: it was paid for.
      if (this.#pictureCount === 0) this.#refuseIfError(json, type === 'error')
    } else if (partial.has(type)) {
      const bytes = picture(value['b64_json'])
      const index = value['partial_image_index']
      if (bytes !== null && isPicture(bytes)) {
        this.#events.push({
          kind: 'partial',
          position: this.#pictureCount,
          index: typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 ? index : 0,
          bytes,
        })
      }
    } else if (completed.has(type) && this.#pictureCount < maxPictures) {
      this.#takePicture(json, value, text(value['revised_prompt']))
      this.#takeFacts(json)
    } else if (Array.isArray(value['data'])) {
      // Gateways that were asked for a stream and wrap the plain answer in one event.
      this.#takeItems(json, value['data'])
    }
  }

  conclude(): void {
    if (this.isRefused) return
    if (this.#pictureCount > 0) {
      this.#events.push({ kind: 'actual-params', params: { ...this.#actualParams, n: this.#pictureCount } })
      const record = this.isStream ? `[\n${this.#records.join(',\n')}\n]` : (this.#records[0] ?? '')
      this.#events.push({ kind: 'done', record })
    } else if (this.#damagedCount > 0) {
      this.refuse({ kind: 'unreadable-answer', detail: 'What stands in the place of the picture is none.' })
    } else if (this.isStream) {
      this.refuse({ kind: 'incomplete', detail: 'The stream ended without a completed picture.' })
    } else {
      this.refuse({ kind: 'empty-answer' })
    }
  }

  #takeItems(json: ImagesJson, items: readonly unknown[]): void {
    for (const item of items.slice(0, maxPictures)) {
      const fields = isObject(item) ? item : {}
      this.#takePicture(json, fields, json.text(fields['revised_prompt']))
    }
    this.#takeFacts(json)
  }

  #takePicture(json: ImagesJson, fields: Readonly<Record<string, unknown>>, revisedPrompt: string | null): void {
    const url = json.text(fields['url'])
    const bytes = json.picture(fields['b64_json']) ?? (url?.startsWith('data:') ? json.picture(fields['url']) : null)
    if (bytes !== null && isPicture(bytes)) {
      this.#events.push({ kind: 'image', position: this.#pictureCount, bytes, revisedPrompt })
      this.#pictureCount += 1
    } else if (url !== null && !url.startsWith('data:') && url.length <= maxUrlLength) {
      this.#events.push({ kind: 'link', position: this.#pictureCount, url, revisedPrompt })
      this.#pictureCount += 1
    } else if (Object.values(fields).some((field) => field !== null && field !== '')) {
      this.#damagedCount += 1
    }
  }

  #takeFacts(json: ImagesJson): void {
    const usage = readUsage(json.value['usage'])
    if (usage !== null) this.#events.push({ kind: 'usage', usage, ...rawUsage(json.value['usage']) })
    const svg = readSvgUsage(json)
    if (svg !== null) this.#events.push({ kind: 'usage', ...svg, ...rawUsage(json.value['svg_usage']) })
    this.#actualParams = readActualParams(json)
  }

  /** `{"error": {…} | "text"}`, or an event that is itself the error. */
  #refuseIfError(json: ImagesJson, isErrorEvent = false): boolean {
    const error = json.value['error'] ?? (isErrorEvent || 'detail' in json.value ? json.value : null)
    const hasPictures = Array.isArray(json.value['data']) && json.value['data'].length > 0
    if (error === null || hasPictures) return false
    const refusal = {
      httpStatus: null,
      error,
      message: shorten(json),
      retryAfterMs: null,
      apiKey: null,
      wasKeySent: true,
    }
    this.refuse(explainRefusal({ ...refusal, model: this.#head.model }))
    return true
  }

  #keepRecord(json: ImagesJson): void {
    const record = JSON.stringify(json.record(), null, 2)
    this.#recordLength += record.length
    if (this.#recordLength > maxRecordBytes)
      this.refuse({ kind: 'unreadable-answer', detail: 'The answer says too much beside its pictures.' })
    else this.#records.push(record)
  }
}

/** A chat model's answer: the words it gave instead of a picture. */
function findWords({ value, text }: ImagesJson): string | null {
  const choice: unknown = Array.isArray(value['choices']) ? value['choices'][0] : undefined
  const message = isObject(choice) && isObject(choice['message']) ? choice['message'] : {}
  return text(message['content']) ?? text(value['output_text']) ?? text(value['text'])
}

const shorten = (json: ImagesJson): string => withoutKeys(JSON.stringify(json.record()) ?? '').slice(0, 2000)

export const textInsteadOfImage = (text: string): Failure => ({
  kind: 'text-instead-of-image',
  text: withoutKeys(text).slice(0, 4000),
})
