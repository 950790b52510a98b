import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { AskedPictures } from '#test/support/fake-openai/check-body.ts'
import { drawPicture } from '#test/support/fake-openai/draw-picture.ts'
import { formatEvent, makeJsonAnswer, makeStreamEvents } from '#test/support/fake-openai/make-answer.ts'
import type { AnswerHead, ProviderEvent } from '../provider.ts'
import { createImagesAnswerReader } from './read-images-answer.ts'

const head: AnswerHead = {
  provider: 'openai-images',
  model: 'gpt-image-2',
  requestId: 'req_1',
  contentType: 'application/json',
  requestedParams: { size: '1024x1024', n: 1 },
}
const streamHead: AnswerHead = { ...head, contentType: 'text/event-stream; charset=utf-8' }

function readChunks(chunks: readonly Uint8Array[], answerHead = head): readonly ProviderEvent[] {
  const reader = createImagesAnswerReader(answerHead)
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()]
}
const read = (body: unknown, answerHead = head) =>
  readChunks([Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))], answerHead)

const asked: AskedPictures = {
  model: 'gpt-image-2',
  prompt: 'a fox',
  n: 2,
  size: '1024x1024',
  quality: 'low',
  background: 'auto',
  outputFormat: 'png',
  frameCount: 9,
  isEdit: false,
  isStream: false,
  partialImages: 0,
}
const picture = drawPicture({ width: 16, height: 16, format: 'png', isTransparent: false, seed: 'small' })
const someText: unknown = expect.any(String)
const note = (bytes: Uint8Array) =>
  `<${bytes.length} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex')}>`
const bytesOf = (base64: string | undefined) => Uint8Array.from(Buffer.from(base64 ?? '', 'base64'))
/** Buffers and plain arrays of bytes are the same to whoever gets them, but not to `toEqual`. */
const plain = (events: readonly ProviderEvent[]) =>
  events.map((event) => ('bytes' in event ? { ...event, bytes: Uint8Array.from(event.bytes) } : event))

describe('a whole answer', () => {
  it('gives every picture, what was used and what it cost, and keeps the rest as a record', () => {
    const answer = makeJsonAnswer(asked)
    const [first, second] = answer.data.map(({ b64_json }) => bytesOf(b64_json))
    const events = plain(read(answer))
    expect(events).toEqual([
      { kind: 'image', position: 0, bytes: first, revisedPrompt: null },
      { kind: 'image', position: 1, bytes: second, revisedPrompt: null },
      {
        kind: 'usage',
        usage: {
          inputTokens: 2,
          inputTextTokens: 2,
          inputImageTokens: 0,
          outputTokens: 400,
          outputImageTokens: 400,
          outputTextTokens: 0,
          totalTokens: 402,
        },
        raw: answer.usage,
      },
      {
        kind: 'actual-params',
        params: { size: '1024x1024', quality: 'low', background: 'opaque', outputFormat: 'png', n: 2 },
      },
      { kind: 'done', record: someText },
    ])
    const done = events.at(-1)
    expect(JSON.parse(done?.kind === 'done' ? done.record : '')).toEqual({
      ...answer,
      data: [{ b64_json: note(first ?? Buffer.alloc(0)) }, { b64_json: note(second ?? Buffer.alloc(0)) }],
    })
  })

  it('gives a GIF and an SVG as they are, and what the model that wrote it used', () => {
    const gif = read(makeJsonAnswer({ ...asked, n: 1, outputFormat: 'gif', frameCount: 3 }))
    expect(gif.map(({ kind }) => kind)).toEqual(['image', 'usage', 'actual-params', 'done'])
    const answer = makeJsonAnswer({ ...asked, n: 1, outputFormat: 'svg' })
    const [image, used, written, params] = plain(read(answer))
    expect(image).toEqual({ kind: 'image', position: 0, bytes: bytesOf(answer.data[0]?.b64_json), revisedPrompt: null })
    expect(used).toMatchObject({ kind: 'usage', usage: { outputTokens: 200 } })
    expect(read(answer).find(({ kind }) => kind === 'usage')).toMatchObject({ raw: answer.usage })
    expect(written).toEqual({
      kind: 'usage',
      model: 'gpt-6-luna',
      usage: {
        inputTokens: 40,
        inputTextTokens: 40,
        inputImageTokens: 0,
        outputTokens: 300,
        outputImageTokens: 0,
        outputTextTokens: 300,
        totalTokens: 340,
      },
      raw: answer.svg_usage,
    })
    expect(params).toMatchObject({ params: { outputFormat: 'svg' } })
  })

  it('reads the same from bytes cut anywhere', () => {
    const answer = makeJsonAnswer({ ...asked, n: 1 })
    const whole = Buffer.from(JSON.stringify(answer))
    const pieces = Array.from(whole, (byte) => Uint8Array.of(byte))
    expect(readChunks(pieces)).toEqual(readChunks([whole]))
  })

  it('tolerates nulls, zeros, wrong types, and whatever else compatible servers send', () => {
    const events = read({
      created: 'yesterday',
      data: [{ b64_json: picture.toString('base64'), url: null, revised_prompt: null }],
      size: null,
      quality: 3,
      usage: { input_tokens: 0, output_tokens: '7', total_tokens: null, input_tokens_details: null },
    })
    expect(plain(events)).toEqual([
      { kind: 'image', position: 0, bytes: Uint8Array.from(picture), revisedPrompt: null },
      {
        kind: 'usage',
        usage: {
          inputTokens: 0,
          inputTextTokens: null,
          inputImageTokens: null,
          outputTokens: null,
          outputImageTokens: null,
          outputTextTokens: null,
          totalTokens: null,
        },
        raw: { input_tokens: 0, output_tokens: '7', total_tokens: null, input_tokens_details: null },
      },
      { kind: 'actual-params', params: { n: 1 } },
      { kind: 'done', record: someText },
    ])
  })

  it.each([
    ['plain base64', { b64_json: picture.toString('base64') }],
    ['base64 without padding', { b64_json: picture.toString('base64').replace(/=+$/, '') }],
    ['base64 in lines', { b64_json: picture.toString('base64').replace(/.{76}/g, '$&\n') }],
    [
      'base64 with escaped slashes',
      { b64_json: picture.toString('base64') },
      (json: string) => json.replaceAll('/', '\\/'),
    ],
    ['base64 behind a data: head', { b64_json: `data:image/png;base64,${picture.toString('base64')}` }],
    ['a data: address', { url: `data:image/png;base64,${picture.toString('base64')}` }],
  ])('takes %s for a picture', (_, item, write = (json: string) => json) => {
    const [first] = plain(read(write(JSON.stringify({ data: [item] }))))
    expect(first).toEqual({ kind: 'image', position: 0, bytes: Uint8Array.from(picture), revisedPrompt: null })
  })

  it('keeps the good pictures when one is damaged', () => {
    const events = read({ data: [{ b64_json: 'not base64!' }, { b64_json: picture.toString('base64') }] })
    expect(events.map(({ kind }) => kind)).toEqual(['image', 'actual-params', 'done'])
  })

  it('hands on addresses, relative ones too, and revised prompts, however long', () => {
    const revisedPrompt = `a fox\n${'눈 속의 여우 '.repeat(2000)}`
    const events = read({
      data: [
        { url: 'https://example.com/a.png?sig=1', revised_prompt: revisedPrompt },
        { url: '/v1/images/7/content' },
      ],
    })
    expect(events.slice(0, 2)).toEqual([
      { kind: 'link', position: 0, url: 'https://example.com/a.png?sig=1', revisedPrompt },
      { kind: 'link', position: 1, url: '/v1/images/7/content', revisedPrompt: null },
    ])
    const done = events.at(-1)
    expect(JSON.parse(done?.kind === 'done' ? done.record : '')).toMatchObject({
      data: [{ revised_prompt: revisedPrompt }, {}],
    })
  })

  it('does not take a long prompt of plain words for a picture', () => {
    const revisedPrompt = 'a cat sat on '.repeat(400)
    const done = read({ data: [{ url: 'https://example.com/a.png', revised_prompt: revisedPrompt }] }).at(-1)
    expect(done?.kind === 'done' ? done.record : '').toContain(revisedPrompt)
  })

  it('never keeps a key that a server repeats', () => {
    const events = read({ data: [{ b64_json: picture.toString('base64') }], debug: 'Bearer sk-proj-0123456789abcdef' })
    expect(JSON.stringify(events.at(-1))).not.toContain('0123456789')
  })

  it('keeps what a server said instead of a picture', () => {
    expect(read({ choices: [{ message: { content: 'I cannot draw that.' } }] })).toEqual([
      { kind: 'refusal', failure: { kind: 'text-instead-of-image', text: 'I cannot draw that.' } },
    ])
  })

  it('tells the field that a server refused with status 200', () => {
    const error = { message: 'Too big.', type: 'invalid_request_error', param: 'size', code: 'invalid_value' }
    expect(read({ error })).toEqual([
      { kind: 'refusal', failure: { kind: 'bad-request', field: 'size', detail: 'Too big.' } },
    ])
  })
})

describe('a stream', () => {
  const { partials, completed } = makeStreamEvents({ ...asked, n: 1, isStream: true, partialImages: 2 })
  const stream = Buffer.from([...partials, completed].map(formatEvent).join(''))

  it('gives previews as they come, then the picture and what was used', () => {
    expect(plain(readChunks([stream], streamHead))).toEqual([
      { kind: 'partial', position: 0, index: 0, bytes: bytesOf(partials[0]?.b64_json) },
      { kind: 'partial', position: 0, index: 1, bytes: bytesOf(partials[1]?.b64_json) },
      { kind: 'image', position: 0, bytes: bytesOf(completed.b64_json), revisedPrompt: null },
      {
        kind: 'usage',
        usage: {
          inputTokens: 2,
          inputTextTokens: 2,
          inputImageTokens: 0,
          outputTokens: 400,
          outputImageTokens: null,
          outputTextTokens: null,
          totalTokens: 402,
        },
        raw: completed.usage,
      },
      {
        kind: 'actual-params',
        params: { size: '1024x1024', quality: 'low', background: 'opaque', outputFormat: 'png', n: 1 },
      },
      { kind: 'done', record: someText },
    ])
  })

  it('shows the first preview before the rest has come', () => {
    const reader = createImagesAnswerReader(streamHead)
    const first = reader.push(Buffer.from(formatEvent(partials[0] ?? completed)))
    expect(first.map(({ kind }) => kind)).toEqual(['partial'])
  })

  it('keeps every event in the record, pictures elided', () => {
    const done = readChunks([stream], streamHead).at(-1)
    const events = [...partials, completed].map((event) => ({ ...event, b64_json: note(bytesOf(event.b64_json)) }))
    expect(JSON.parse(done?.kind === 'done' ? done.record : '')).toEqual(events)
  })

  it.each([1, 7, 1000, 65_536])('reads the same in chunks of %i bytes', (size) => {
    const chunks = Array.from({ length: Math.ceil(stream.length / size) }, (_, index) =>
      stream.subarray(index * size, (index + 1) * size),
    )
    expect(readChunks(chunks, streamHead)).toEqual(readChunks([stream], streamHead))
  })

  it.each([
    ['is called something else', stream, { ...head, contentType: 'application/octet-stream' }],
    ['ends without its last blank line', stream.subarray(0, -1), streamHead],
    [
      'goes on after [DONE]',
      Buffer.concat([stream, Buffer.from('data: [DONE]\n\nevent: error\ndata: {}\n\n')]),
      streamHead,
    ],
    [
      'fails after the picture',
      Buffer.concat([stream, Buffer.from('event: error\ndata: {"error":"late"}\n\n')]),
      streamHead,
    ],
    ['is really one JSON', Buffer.from(JSON.stringify(makeJsonAnswer({ ...asked, n: 1 }))), streamHead],
    [
      'wraps the plain answer',
      Buffer.from(`data: ${JSON.stringify(makeJsonAnswer({ ...asked, n: 1 }))}\n\n`),
      streamHead,
    ],
  ])('keeps the picture of one that %s', (_, bytes, answerHead) => {
    const kinds = readChunks([bytes], answerHead).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== 'partial')).toEqual(['image', 'usage', 'actual-params', 'done'])
  })

  it('is incomplete wherever it stops before its picture', () => {
    const end = stream.lastIndexOf('}')
    const cuts = Array.from({ length: 60 }, (_, step) => Math.floor((step * end) / 60))
    const lasts = cuts.map((length) => readChunks([stream.subarray(0, length)], streamHead).at(-1))
    expect(lasts).toEqual(cuts.map(() => ({ kind: 'refusal', failure: { kind: 'incomplete', detail: someText } })))
  })
})
