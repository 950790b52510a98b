import { describe, expect, it } from 'vitest'
import { readAnswer } from '#main/generations/read-answer.ts'
import { checkResponseBody } from '#test/support/fake-openai/check-response-body.ts'
import { formatEvent } from '#test/support/fake-openai/make-answer.ts'
import { makeResponse, makeResponseEvents, type Outcome } from '#test/support/fake-openai/make-response.ts'
import { makePng } from '#test/support/make-picture.ts'
import type { AnswerHead } from '../provider.ts'
import { createResponseReader } from './read-response.ts'

const json: AnswerHead = {
  provider: 'openai-responses',
  model: 'gpt-6-luna',
  requestId: 'req_1',
  contentType: 'application/json',
  requestedParams: { size: '1024x1024', n: 1, imageModel: 'gpt-image-2' },
}
const stream: AnswerHead = { ...json, contentType: 'text/event-stream' }

function askedFor(partialImages = 0) {
  const asked = checkResponseBody({
    model: 'gpt-6-luna',
    input: [{ role: 'user', content: [{ type: 'input_text', text: 'a fox' }] }],
    tools: [
      { type: 'image_generation', model: 'gpt-image-2', size: '1024x1024', quality: 'low', ...previews(partialImages) },
    ],
    tool_choice: { type: 'image_generation' },
    background: true,
    store: true,
    stream: partialImages > 0,
  })
  if ('status' in asked) throw new Error(JSON.stringify(asked.body))
  return asked
}
const previews = (count: number) => (count > 0 ? { partial_images: count } : {})

const whole = (outcome: Outcome | null, hasImageUsage = true) =>
  Buffer.from(JSON.stringify(makeResponse('resp_1', askedFor(), outcome, hasImageUsage), null, 2))
const streamed = (outcome: Outcome, partialImages = 2) =>
  Buffer.from(makeResponseEvents('resp_1', askedFor(partialImages), outcome).map(formatEvent).join(''))

const read = (body: Uint8Array | string, head = json) =>
  readAnswer(createResponseReader(head), typeof body === 'string' ? Buffer.from(body) : body)
const failureOf = (body: Uint8Array | string, head = json) => {
  const { ending } = read(body, head)
  return ending.kind === 'refusal' ? ending.failure : null
}
const revised = 'A detailed picture: a fox, in soft evening light.'
const someText: unknown = expect.any(String)
const languageUsage: unknown = expect.objectContaining({ input_tokens: 52, total_tokens: 112 })
const imageUsage: unknown = expect.objectContaining({ output_tokens: 200 })

describe('a response with a picture', () => {
  it('tells the picture, how its prompt was revised, which models took part and what each used', () => {
    const { images, ...answer } = read(whole({ kind: 'pictures', count: 1 }))
    expect(
      images.map(({ position, bytes, revisedPrompt }) => ({ position, revisedPrompt, isPng: bytes[1] === 0x50 })),
    ).toEqual([{ position: 0, revisedPrompt: revised, isPng: true }])
    const none = { inputTextTokens: null, inputImageTokens: null, outputImageTokens: null, outputTextTokens: null }
    expect(answer).toEqual({
      links: [],
      hasPreviews: false,
      responseId: 'resp_1',
      actualParams: {
        model: 'gpt-6-luna-2026-09-01',
        imageModel: 'gpt-image-2',
        size: '1024x1024',
        quality: 'low',
        background: 'opaque',
        outputFormat: 'png',
        n: 1,
      },
      usages: [
        {
          model: null,
          usage: {
            ...none,
            inputTokens: 52,
            inputTextTokens: 52,
            outputTokens: 60,
            outputTextTokens: 60,
            totalTokens: 112,
          },
          raw: languageUsage,
        },
        {
          model: 'gpt-image-2',
          usage: {
            inputTokens: 2,
            inputTextTokens: 2,
            inputImageTokens: 0,
            outputTokens: 200,
            outputImageTokens: 200,
            outputTextTokens: 0,
            totalTokens: 202,
          },
          raw: imageUsage,
        },
      ],
      ending: { kind: 'done', record: someText },
    })
  })

  it('keeps a record in which the picture is named and not repeated', () => {
    const { ending } = read(whole({ kind: 'pictures', count: 1 }))
    const record = ending.kind === 'done' ? ending.record : ''
    expect(record).toMatch(/"result": "<\d+ bytes, sha256 [0-9a-f]{64}>"/)
    expect(record).toContain(revised)
  })

  it('has as many pictures as there are calls in it, each in its place', () => {
    const { images, actualParams } = read(whole({ kind: 'pictures', count: 3 }))
    expect([images.map(({ position }) => position), actualParams.n]).toEqual([[0, 1, 2], 3])
  })

  it('says that a model’s usage was not reported instead of counting the other’s alone', () => {
    const { usages } = read(whole({ kind: 'pictures', count: 1 }, false))
    expect(usages.map(({ model, usage, raw }) => [model, usage.totalTokens, raw === null])).toEqual([
      [null, 112, false],
      ['gpt-image-2', null, true],
    ])
  })

  it('is read the same from its events, wherever the bytes are cut', () => {
    const bytes = streamed({ kind: 'pictures', count: 2 })
    const all = read(bytes, stream)
    expect([all.images.length, all.hasPreviews, all.responseId]).toEqual([2, true, 'resp_1'])
    expect({ ...all, images: [], ending: null, hasPreviews: false }).toEqual({
      ...read(whole({ kind: 'pictures', count: 2 })),
      images: [],
      ending: null,
    })
    for (let cut = 1; cut < bytes.length; cut += cut < 4000 ? 37 : 9973) {
      const reader = createResponseReader(stream)
      const events = [...reader.push(bytes.subarray(0, cut)), ...reader.push(bytes.subarray(cut)), ...reader.end()]
      expect(events.map(({ kind }) => kind)).toEqual([
        'response-id',
        'partial',
        'partial',
        'image',
        'partial',
        'partial',
        'image',
        'usage',
        'usage',
        'actual-params',
        'done',
      ])
    }
  })

  it('keeps the picture of a stream that ends before the response does', () => {
    const bytes = streamed({ kind: 'pictures', count: 1 })
    const cut = bytes.subarray(0, bytes.lastIndexOf('event: response.completed'))
    const { images, ending, usages } = read(cut, stream)
    expect([images.length, ending.kind, usages.map(({ usage }) => usage.totalTokens)]).toEqual([
      1,
      'done',
      [null, null],
    ])
  })

  it('takes it from the response that was fetched after the stream had broken', () => {
    const bytes = streamed({ kind: 'pictures', count: 1 })
    const broken = bytes.subarray(0, bytes.indexOf('response.image_generation_call.partial_image') + 900)
    const fetched = JSON.stringify(makeResponse('resp_1', askedFor(2), { kind: 'pictures', count: 1 }))
    const body = Buffer.concat([broken, Buffer.from(`\n\nevent: response.retrieved\ndata: ${fetched}\n\n`)])
    const { images, ending, usages } = read(body, stream)
    expect([images.length, ending.kind, usages.length]).toEqual([1, 'done', 2])
  })
})

describe('a response without a picture', () => {
  const blocked = {
    code: 'moderation_blocked',
    message: 'Your request was rejected by the safety system.',
    param: null,
    type: 'image_generation_user_error',
    moderation_details: { categories: ['violence'], moderation_stage: 'output' },
  }

  it.each<[string, Outcome, object]>([
    [
      'words are what they are',
      { kind: 'text', text: 'Which fox?' },
      { kind: 'text-instead-of-image', text: 'Which fox?' },
    ],
    [
      'a blocked call in a successful response is a refusal',
      { kind: 'failed-call', error: blocked },
      { kind: 'moderation-refused', stage: 'output', categories: ['violence'], detail: blocked.message },
    ],
    [
      'a call that failed without a reason leaves open what was billed',
      { kind: 'failed-call', error: null },
      { kind: 'provider-trouble', httpStatus: null, detail: someText },
    ],
    [
      'a server that failed leaves open what was billed',
      { kind: 'failed', error: { code: 'server_error', message: 'Oops.' } },
      { kind: 'provider-trouble', httpStatus: null, detail: 'Oops.' },
    ],
    [
      'a rate limit is one',
      { kind: 'failed', error: { code: 'rate_limit_exceeded', message: 'Slow.' } },
      { kind: 'rate-limited', retryAfterMs: null, detail: 'Slow.' },
    ],
    [
      'a flagged prompt is a refusal of the input',
      { kind: 'failed', error: { code: 'invalid_prompt', message: 'Flagged.' } },
      { kind: 'moderation-refused', stage: 'input', categories: [], detail: 'Flagged.' },
    ],
    [
      'a picture that the server cannot read is named',
      { kind: 'failed', error: { code: 'invalid_image_format', message: 'No.' } },
      { kind: 'bad-request', field: 'image', detail: 'No.' },
    ],
    [
      'a content filter is a refusal of the output',
      { kind: 'incomplete', reason: 'content_filter' },
      { kind: 'moderation-refused', stage: 'output', categories: [], detail: 'content_filter' },
    ],
    [
      'a model that stopped early is not whole',
      { kind: 'incomplete', reason: 'max_output_tokens' },
      { kind: 'incomplete', detail: someText },
    ],
    ['a cancelled one says so', { kind: 'cancelled' }, { kind: 'cancelled' }],
    ['nothing at all is an empty answer', { kind: 'pictures', count: 0 }, { kind: 'empty-answer' }],
  ])('%s', (_, outcome, failure) => {
    expect(failureOf(whole(outcome))).toEqual(failure)
    if (outcome.kind !== 'cancelled') expect(failureOf(streamed(outcome), stream)).toEqual(failure)
  })

  it('is not whole while it is still being made', () => {
    expect(failureOf(whole(null))).toMatchObject({ kind: 'incomplete' })
  })

  it('counts what the words cost, and no image model that was never asked', () => {
    const { usages } = read(whole({ kind: 'text', text: 'No.' }))
    expect(usages.map(({ model, usage }) => [model, usage.totalTokens])).toEqual([[null, 112]])
  })
})

describe('an answer of a hostile or broken server', () => {
  const response = (output: unknown, extra: object = {}) =>
    JSON.stringify({ id: 'resp_1', status: 'completed', output, ...extra })
  const call = (extra: object) => ({ type: 'image_generation_call', id: 'ig_1', status: 'completed', ...extra })
  const png = Buffer.from(makePng()).toString('base64')

  it.each<[string, string, object]>([
    ['no response', '{"data":[]}', { kind: 'unreadable-answer' }],
    ['an array', '[]', { kind: 'unreadable-answer' }],
    ['null', 'null', { kind: 'unreadable-answer' }],
    ['a text', '"hello"', { kind: 'text-instead-of-image', text: 'hello' }],
    ['HTML with 200', '<html>sign in</html>', { kind: 'unreadable-answer' }],
    ['nothing', '', { kind: 'incomplete' }],
    ['JSON that ends early', '{"id":"resp_1","output":[', { kind: 'incomplete' }],
    ['an error in a 200', '{"error":{"code":"insufficient_quota","message":"No."}}', { kind: 'quota' }],
    ['an error that is a text', '{"error":"broken"}', { kind: 'provider-trouble', detail: 'broken' }],
    ['output of wrong types', response([null, 7, 'x', {}, { type: 7 }]), { kind: 'empty-answer' }],
    ['output that is none', response('x'), { kind: 'unreadable-answer' }],
    ['a result that is no text', response([call({ result: { a: 1 } })]), { kind: 'unreadable-answer' }],
    ['a result that is no base64', response([call({ result: '%%%' })]), { kind: 'unreadable-answer' }],
    ['base64 of no picture', response([call({ result: 'aGVsbG8=' })]), { kind: 'unreadable-answer' }],
    ['an empty result', response([call({ result: '' })]), { kind: 'empty-answer' }],
    ['content of wrong types', response([{ type: 'message', content: [null, { text: 7 }] }]), { kind: 'empty-answer' }],
    ['JSON deeper than any', `${'['.repeat(100)}${']'.repeat(100)}`, { kind: 'unreadable-answer' }],
  ])('%s', (_, body, failure) => {
    expect(failureOf(body)).toMatchObject(failure)
  })

  it('makes pictures of calls without an id, each once', () => {
    const items = [call({ id: null, result: png }), call({ id: null, result: png })]
    expect(read(response(items)).images.map(({ position }) => position)).toEqual([0, 1])
    const events = [
      { type: 'response.output_item.done', output_index: 0, item: items[0] },
      { type: 'response.completed', response: { id: 'r', status: 'completed', output: items } },
    ]
    expect(read(events.map(formatEvent).join(''), stream).images.map(({ position }) => position)).toEqual([0, 1])
  })

  it('keeps what was made when an event of trouble follows, and says the trouble when nothing was', () => {
    const made = formatEvent({
      type: 'response.output_item.done',
      ...{ output_index: 0, item: call({ result: png, revised_prompt: 7 }) },
    })
    const trouble = formatEvent({ type: 'error', ...{ code: 'server_error', message: 'Oops.', param: null } })
    expect(read(`${made}${trouble}`, stream).images).toEqual([expect.objectContaining({ revisedPrompt: null })])
    expect(failureOf(trouble, stream)).toEqual({ kind: 'provider-trouble', httpStatus: null, detail: 'Oops.' })
  })

  it('takes no more pictures than any request comes to', () => {
    const items = Array.from({ length: 50 }, (_, index) => call({ id: `ig_${index}`, result: png }))
    expect(read(response(items)).images.length).toBe(20)
  })

  it('lets no key of its words through', () => {
    const body = response([], { status: 'failed', error: { code: 'x', message: 'key sk-abcdefghijklmnop1234567890' } })
    expect(JSON.stringify(failureOf(body))).not.toContain('sk-abcdefghijklmnop')
  })
})
