import type { Failure } from '#shared/failure.ts'
import { isPicture } from '../is-picture.ts'
import { maxRecordBytes } from '../openai-images/answer-limits.ts'
import { explainRefusal } from '../openai-images/explain-refusal.ts'
import { type ImagesJson, isObject } from '../openai-images/images-json.ts'
import { createBodyReader } from '../openai-images/read-images-answer.ts'
import type { AnswerHead, AnswerReader, ProviderEvent } from '../provider.ts'

/** More than any request can ask for. */
const maxPictures = 20
const maxUrlLength = 4096

/** Reads Karlo's answers: `{id, model_version, images}`, each image base64 or an address, plain or in an object. */
export const createKarloAnswerReader = (head: AnswerHead): AnswerReader => createBodyReader(head, new KarloAnswer(head))

class KarloAnswer {
  readonly #head: AnswerHead
  #events: ProviderEvent[] = []
  #hasEnded = false
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
    const { value } = json
    const images = value['images']
    const record = JSON.stringify(json.record(), null, 2)
    if (!Array.isArray(images)) {
      this.refuse(this.#explain(json, record))
      return
    }
    const events = images
      .slice(0, maxPictures)
      .flatMap((image: unknown, position) => findPicture(image, position, json))
    if (record.length > maxRecordBytes) {
      this.refuse({ kind: 'unreadable-answer', detail: 'The answer says too much beside its pictures.' })
    } else if (images.length === 0) {
      this.refuse({ kind: 'empty-answer' })
    } else if (events.length === 0) {
      this.refuse({ kind: 'unreadable-answer', detail: 'What stands in the place of the picture is none.' })
    } else {
      const version = json.text(value['model_version'])?.slice(0, 100)
      const params = version === undefined ? { n: events.length } : { model: version, n: events.length }
      this.#events.push(...events, { kind: 'actual-params', params }, { kind: 'done', record })
      this.#hasEnded = true
    }
  }

  /** Karlo does not stream; whoever wraps its answer in an event is understood. */
  takeEvent(_name: string, json: ImagesJson): void {
    if (!this.isRefused && !this.#hasEnded) this.takeWhole(json)
  }

  conclude(): void {
    if (!this.isRefused && !this.#hasEnded) this.refuse({ kind: this.isStream ? 'incomplete' : 'empty-answer' })
  }

  /** `{msg, code}` is how Kakao says no. */
  #explain({ value, text }: ImagesJson, record: string): Failure {
    const words = text(value['msg'])
    if (words === null && value['error'] == null) return { kind: 'unreadable-answer', detail: record.slice(0, 2000) }
    return explainRefusal({
      httpStatus: null,
      error: value['error'] ?? { message: words },
      message: record.slice(0, 2000),
      retryAfterMs: null,
      model: this.#head.model,
      apiKey: null,
      wasKeySent: true,
    })
  }
}

function findPicture(image: unknown, position: number, json: ImagesJson): readonly ProviderEvent[] {
  const field = isObject(image) ? image['image'] : image
  const url = json.text(field)
  const bytes = json.picture(field)
  if (bytes !== null && isPicture(bytes)) return [{ kind: 'image', position, bytes, revisedPrompt: null }]
  return url !== null && /^https?:/.test(url) && url.length <= maxUrlLength
    ? [{ kind: 'link', position, url, revisedPrompt: null }]
    : []
}
