import type { Failure } from '#shared/failure.ts'
import type { Usage } from '#shared/generation.ts'
import type { ActualParams } from '#shared/image-params.ts'
import { withoutKeys } from '../../without-keys.ts'
import { isPicture } from '../is-picture.ts'
import { maxRecordBytes } from '../openai-images/answer-limits.ts'
import { textInsteadOfImage } from '../openai-images/answer-so-far.ts'
import { type ImagesJson, isObject, readActualParams, readUsage } from '../openai-images/images-json.ts'
import type { AnswerHead, ProviderEvent } from '../provider.ts'
import { explainIncomplete, explainResponseError } from './explain-response.ts'
import { readLanguageUsage, unreportedUsage } from './read-language-usage.ts'

/** More than any request comes to. */
const maxCalls = 20
type Fields = Readonly<Record<string, unknown>>

/** What has been understood of a `Response`, whole or in events, and the events it makes. */
export class ResponseSoFar {
  readonly #head: AnswerHead
  #events: ProviderEvent[] = []
  /** Image calls in the order in which they began: their place is that of their picture. */
  readonly #positions = new Map<string, number>()
  readonly #madePositions = new Set<number>()
  readonly #texts: string[] = []
  #callFailure: Failure | null = null
  #damagedCount = 0
  #responseId: string | null = null
  /** The response as it ended; `null` = it has not. */
  #ending: Failure | 'completed' | null = null
  #languageUsage: Extract<ProviderEvent, { readonly kind: 'usage' }> | null = null
  #imageUsage: Extract<ProviderEvent, { readonly kind: 'usage' }> | null = null
  #imageModel: string | null
  #actualParams: ActualParams = {}
  readonly #records: string[] = []
  #recordLength = 0
  isRefused = false
  isStream = false

  constructor(head: AnswerHead) {
    this.#head = head
    this.#imageModel = head.requestedParams.imageModel ?? null
  }

  takeEvents(): readonly ProviderEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  refuse(failure: Failure): void {
    if (this.isRefused) return
    this.isRefused = true
    this.#pushUsages()
    this.#events.push({ kind: 'refusal', failure })
  }

  /** The JSON of a `Response`, or what stands in its place. */
  takeWhole(json: ImagesJson): void {
    if (json.plainText !== null) {
      this.refuse(textInsteadOfImage(json.plainText))
    } else if (Array.isArray(json.value['output'])) {
      this.#keepRecord(json)
      this.#takeResponse(json, json.value)
    } else if (json.value['error'] != null || 'detail' in json.value) {
      this.refuse(explainResponseError(json.value['error'] ?? json.value, shorten(json), this.#head.model))
    } else {
      this.refuse({ kind: 'unreadable-answer', detail: shorten(json) })
    }
  }

  takeEvent(name: string, json: ImagesJson): void {
    this.#keepRecord(json)
    if (this.isRefused) return
    const { value, text } = json
    const { response, item } = value
    const type = text(value['type']) ?? name
    if (isObject(response)) {
      // Every event that carries the response; only the last of them has its end.
      this.#takeResponse(json, response)
    } else if (isObject(item)) {
      if (type === 'response.output_item.done') this.#takeItem(json, item, value['output_index'])
      else this.#positionOf(json, item, value['output_index'])
    } else if (type === 'response.image_generation_call.partial_image') {
      this.#takePartial(json)
    } else if (type === 'error' || value['error'] != null) {
      const error = value['error'] ?? value
      this.#ending ??= explainResponseError(error, shorten(json), this.#head.model)
    } else if (Array.isArray(value['output'])) {
      // Gateways that were asked for a stream and wrap the plain answer in one event.
      this.#takeResponse(json, value)
    }
  }

  conclude(): void {
    if (this.isRefused) return
    if (this.#madePositions.size > 0) {
      this.#pushUsages()
      this.#events.push({ kind: 'actual-params', params: { ...this.#actualParams, n: this.#madePositions.size } })
      const record = this.isStream ? `[\n${this.#records.join(',\n')}\n]` : (this.#records[0] ?? '')
      this.#events.push({ kind: 'done', record })
    } else {
      this.refuse(this.#reasonWithoutPicture())
    }
  }

  #reasonWithoutPicture(): Failure {
    if (this.#callFailure !== null) return this.#callFailure
    if (this.#ending === null) return { kind: 'incomplete', detail: 'The answer ended before the response did.' }
    if (this.#ending !== 'completed') return this.#ending
    if (this.#damagedCount > 0)
      return { kind: 'unreadable-answer', detail: 'What stands in the place of the picture is none.' }
    const words = this.#texts.join('\n').trim()
    return words === '' ? { kind: 'empty-answer' } : textInsteadOfImage(words)
  }

  #takeResponse(json: ImagesJson, response: Fields): void {
    const { text } = json
    const id = text(response['id'])
    if (id !== null && id.length <= 200 && this.#responseId === null) {
      this.#responseId = id
      this.#events.push({ kind: 'response-id', responseId: id })
    }
    const items: readonly unknown[] = Array.isArray(response['output']) ? response['output'] : []
    for (const [index, item] of items.entries()) if (isObject(item)) this.#takeItem(json, item, index)
    this.#takeFacts(json, response)
    this.#ending = this.#endingOf(json, response) ?? this.#ending
  }

  #endingOf(json: ImagesJson, response: Fields): Failure | 'completed' | null {
    switch (response['status']) {
      case 'completed':
        return 'completed'
      case 'failed':
        return explainResponseError(response['error'], shorten(json), this.#head.model)
      case 'cancelled':
        return { kind: 'cancelled' }
      case 'incomplete': {
        const details = response['incomplete_details']
        return explainIncomplete(isObject(details) ? json.text(details['reason']) : null)
      }
      case 'queued':
      case 'in_progress':
        return null
      default:
        // A server that names no status has ended with what it sent.
        return response['status'] == null && Array.isArray(response['output']) ? 'completed' : null
    }
  }

  /** An item of the output that is finished. The same one may come twice: in its own event and in the response. */
  #takeItem(json: ImagesJson, item: Fields, index: unknown): void {
    const { text } = json
    if (item['type'] === 'message') {
      this.#takeWords(json, item)
    } else if (item['type'] === 'image_generation_call') {
      const position = this.#positionOf(json, item, index)
      if (position === null || this.#madePositions.has(position)) return
      const bytes = json.picture(item['result'])
      if (bytes !== null && isPicture(bytes)) {
        this.#madePositions.add(position)
        this.#events.push({ kind: 'image', position, bytes, revisedPrompt: text(item['revised_prompt']) })
        // What the call says of itself; it does not name its model.
        const { model: _, ...params } = readActualParams({ ...json, value: item })
        this.#actualParams = { ...this.#actualParams, ...params }
      } else if (item['error'] != null || item['status'] === 'failed') {
        const words = 'The image call failed, and no reason was given.'
        this.#callFailure ??= explainResponseError(item['error'], words, this.#imageModel ?? this.#head.model)
      } else if (item['result'] != null && item['result'] !== '') {
        this.#damagedCount += 1
      }
    }
  }

  #takeWords(json: ImagesJson, item: Fields): void {
    const parts: readonly unknown[] = Array.isArray(item['content']) ? item['content'] : []
    for (const part of parts) {
      const words = isObject(part) ? (json.text(part['text']) ?? json.text(part['refusal'])) : json.text(part)
      if (words !== null && !this.#texts.includes(words)) this.#texts.push(words)
    }
  }

  #takePartial(json: ImagesJson): void {
    const { value, picture } = json
    const call = { type: 'image_generation_call', id: value['item_id'] }
    const position = this.#positionOf(json, call, value['output_index'])
    const bytes = picture(value['partial_image_b64'])
    const index = value['partial_image_index']
    if (position === null || bytes === null || !isPicture(bytes)) return
    this.#events.push({
      kind: 'partial',
      position,
      index: typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 ? index : 0,
      bytes,
    })
  }

  /** `null`: it is no image call, or one too many. */
  #positionOf({ text }: ImagesJson, item: Fields, index: unknown): number | null {
    if (item['type'] !== 'image_generation_call') return null
    const call = text(item['id']) ?? `without id, output ${String(index)}`
    const known = this.#positions.get(call)
    if (known !== undefined) return known
    if (this.#positions.size >= maxCalls) return null
    const position = this.#positions.size
    this.#positions.set(call, position)
    return position
  }

  #takeFacts(json: ImagesJson, response: Fields): void {
    const { text } = json
    const model = text(response['model'])
    if (model !== null) this.#actualParams = { ...this.#actualParams, model: model.slice(0, 100) }
    const tools: readonly unknown[] = Array.isArray(response['tools']) ? response['tools'] : []
    const tool = tools.find((one): one is Fields => isObject(one) && one['type'] === 'image_generation')
    const imageModel = text(tool?.['model'])
    if (imageModel !== null) {
      this.#imageModel = imageModel.slice(0, 100)
      this.#actualParams = { ...this.#actualParams, imageModel: this.#imageModel }
    }
    const languageUsage = readLanguageUsage(response['usage'])
    if (languageUsage !== null) this.#languageUsage = { kind: 'usage', usage: languageUsage, raw: response['usage'] }
    const toolUsage = response['tool_usage']
    const ofImages = isObject(toolUsage) ? toolUsage['image_gen'] : undefined
    const imageUsage = readUsage(ofImages)
    if (imageUsage !== null) this.#imageUsage = this.#usageOfImages(imageUsage, ofImages)
  }

  #usageOfImages(usage: Usage, raw: unknown): Extract<ProviderEvent, { readonly kind: 'usage' }> {
    return { kind: 'usage', model: this.#imageModel ?? 'image_generation', usage, raw }
  }

  /**
   * Of each model that took part: both are paid. One that took part and of which nothing was said is named without
   * figures, because the other's part of the cost is not the cost.
   */
  #pushUsages(): void {
    const tookPart = this.#positions.size > 0
    if (this.#languageUsage === null && !tookPart) return
    this.#events.push(this.#languageUsage ?? { kind: 'usage', usage: unreportedUsage, raw: null })
    if (tookPart) this.#events.push(this.#imageUsage ?? this.#usageOfImages(unreportedUsage, null))
  }

  #keepRecord(json: ImagesJson): void {
    const record = JSON.stringify(json.record(), null, 2)
    this.#recordLength += record.length
    if (this.#recordLength > maxRecordBytes)
      this.refuse({ kind: 'unreadable-answer', detail: 'The answer says too much beside its pictures.' })
    else this.#records.push(record)
  }
}

const shorten = (json: ImagesJson): string => withoutKeys(JSON.stringify(json.record()) ?? '').slice(0, 2000)
