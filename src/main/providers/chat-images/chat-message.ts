import { createHash } from 'node:crypto'
import { withoutKeys } from '../../without-keys.ts'
import { isPicture } from '../is-picture.ts'
import { type ImagesJson, isObject } from '../openai-images/images-json.ts'
import { findLinks } from './find-links.ts'
import { markers, takeOutPictures } from './take-out-pictures.ts'

export type FoundPicture =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'link'; readonly url: string }

/** What one message of a chat answer came to. */
export interface ReadMessage {
  readonly pictures: readonly FoundPicture[]
  /** Something stood in the place of a picture and was none. */
  readonly isDamaged: boolean
  /** What was written, with a word in the place of each picture. */
  readonly prose: string
  /** The message as it is kept. */
  readonly record: unknown
}

const maxUrlLength = 4096
/** A well-meant answer has a few kilobytes beside its pictures. */
export const maxProseLength = 1024 * 1024

/** One message of a chat answer, as a whole or as it grows. Every shape in which relays have been seen to hand over pictures. */
export class ChatMessage {
  readonly #texts: string[] = []
  /** Beside the text. */
  readonly #pictures: FoundPicture[] = []
  #isDamaged = false
  #refusal = ''
  finishReason: string | null = null

  /** `message` of a whole answer, `delta` of a stream. */
  take(fields: Readonly<Record<string, unknown>>, json: ImagesJson): void {
    const content = fields['content']
    const images = fields['images']
    if (Array.isArray(content)) for (const part of content) this.#takePart(part, json)
    else this.#texts.push(json.text(content) ?? '')
    this.#refusal += json.text(fields['refusal']) ?? ''
    if (Array.isArray(images)) for (const image of images) this.#takePicture(image, json)
  }

  get refusal(): string {
    return withoutKeys(this.#refusal)
  }

  read(isWhole: boolean): ReadMessage {
    const { prose, pictures } = takeOutPictures(this.#texts.join(''), isWhole)
    const inText = pictures.flatMap((bytes): FoundPicture[] => (bytes === null ? [] : [{ kind: 'bytes', bytes }]))
    const urls = prose.length > maxProseLength ? [] : findLinks(prose, isWhole)
    const links = urls.map((url): FoundPicture => ({ kind: 'link', url }))
    const found = [...inText, ...links, ...this.#pictures]
    const said = withoutKeys(
      prose.replace(markers, (_, index: string) => {
        const bytes = pictures[Number(index)]
        return bytes === undefined || bytes === null ? '<no picture>' : describe(bytes)
      }),
    )
    return {
      pictures: found,
      isDamaged: this.#isDamaged || pictures.includes(null),
      prose: said,
      record: {
        message: {
          role: 'assistant',
          content: said,
          ...(this.#refusal !== '' && { refusal: this.refusal }),
          ...(this.#pictures.length > 0 && {
            images: this.#pictures.map((one) => (one.kind === 'link' ? withoutKeys(one.url) : describe(one.bytes))),
          }),
        },
        finish_reason: this.finishReason,
      },
    }
  }

  /** `{type:'text', text}`, a bare text, or a picture. */
  #takePart(part: unknown, json: ImagesJson): void {
    const text = json.text(part) ?? (isObject(part) ? json.text(part['text']) : null)
    if (text !== null) this.#texts.push(text)
    else this.#takePicture(part, json)
  }

  /** An address, `{url}`, `{image_url}` of either, or `{b64_json}`. */
  #takePicture(image: unknown, json: ImagesJson): void {
    const outer = isObject(image) ? (image['image_url'] ?? image['url'] ?? image['b64_json']) : image
    const field = isObject(outer) ? outer['url'] : outer
    const url = json.text(field)
    if (url === null) return
    const bytes = json.picture(field)
    if (bytes !== null && isPicture(bytes)) this.#pictures.push({ kind: 'bytes', bytes })
    else if (url.startsWith('data:') || url.length > maxUrlLength) this.#isDamaged = true
    else this.#pictures.push({ kind: 'link', url })
  }
}

const describe = (bytes: Uint8Array): string => `<${bytes.length} bytes, sha256 ${sha256Of(bytes)}>`

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
