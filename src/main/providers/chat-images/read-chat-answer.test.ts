import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Failure } from '#shared/failure.ts'
import type { ChatReply } from '#test/support/fake-chat/chat-behaviour.ts'
import { makeChatChunks, makeChatCompletion } from '#test/support/fake-chat/make-chat-answer.ts'
import { drawPicture } from '#test/support/fake-openai/draw-picture.ts'
import type { AnswerHead, ProviderEvent } from '../provider.ts'
import { createChatAnswerReader } from './read-chat-answer.ts'

const picture = drawPicture({ width: 64, height: 64, format: 'png', isTransparent: false, seed: 'one' })
const other = drawPicture({ width: 64, height: 64, format: 'webp', isTransparent: false, seed: 'two' })
const dataUrl = (bytes: Buffer, type = 'png'): string => `data:image/${type};base64,${bytes.toString('base64')}`
const link = 'https://files.example.com/a/picture.png?sig=1'

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)
const having = (fields: object): unknown => expect.objectContaining(fields)

const headOf = (contentType: string): AnswerHead => ({
  provider: 'chat-images',
  model: 'gpt-4o-image',
  requestId: 'req_1',
  contentType,
  requestedParams: { size: 'auto', n: 1 },
})

function read(
  body: string | Buffer,
  contentType: string,
  cutEvery = Number.POSITIVE_INFINITY,
): readonly ProviderEvent[] {
  const reader = createChatAnswerReader(headOf(contentType))
  const bytes = Buffer.from(body)
  const events: ProviderEvent[] = []
  for (let from = 0; from < bytes.length; from += cutEvery)
    events.push(...reader.push(bytes.subarray(from, from + cutEvery)))
  return [...events, ...reader.end()]
}
const readWhole = (reply: ChatReply) =>
  read(JSON.stringify(makeChatCompletion('gpt-4o-image', reply)), 'application/json')
const readStream = (reply: ChatReply) => read(makeChatChunks('gpt-4o-image', reply, true), 'text/event-stream')

/** Of an answer's pictures: their own bytes, or where they lie. */
const picturesIn = (events: readonly ProviderEvent[]): readonly unknown[] =>
  events.flatMap((event): unknown[] =>
    event.kind === 'image' ? [Buffer.from(event.bytes)] : event.kind === 'link' ? [event.url] : [],
  )
const failureIn = (events: readonly ProviderEvent[]): Failure | null => {
  const last = events.at(-1)
  return last?.kind === 'refusal' ? last.failure : null
}
const recordIn = (events: readonly ProviderEvent[]): string => {
  const last = events.at(-1)
  if (last?.kind !== 'done') throw new Error(`ended with ${last?.kind}: ${JSON.stringify(last)}`)
  return last.record
}

const shapes: readonly (readonly [string, ChatReply, readonly unknown[]])[] = [
  ['an image in Markdown', { content: `Here it is:\n![a fox](${link})\nEnjoy!` }, [link]],
  ['an image in Markdown with a title', { content: `![a fox]( <${link}> "a fox" )` }, [link]],
  [
    'an image and a link to download it',
    { content: `![a](${link})\n[Download](https://files.example.com/a/picture-full.png)` },
    [link],
  ],
  ['a bare address', { content: `Done: ${link}` }, [link]],
  ['a link to a picture', { content: `[your picture](${link})` }, [link]],
  ['a data address in Markdown', { content: `Sure!\n\n![image](${dataUrl(picture)})\n\nMore?` }, [picture]],
  ['nothing but a data address', { content: dataUrl(picture) }, [picture]],
  ['two data addresses', { content: `![1](${dataUrl(picture)}) ![2](${dataUrl(other, 'webp')})` }, [picture, other]],
  ['images of texts', { content: 'Done.', images: [dataUrl(picture)] }, [picture]],
  [
    'images of image_url',
    { content: null, images: [{ type: 'image_url', image_url: { url: dataUrl(picture) } }, { image_url: link }] },
    [picture, link],
  ],
  ['images of base64', { content: '', images: [{ b64_json: picture.toString('base64') }] }, [picture]],
  ['an address of the server’s own', { content: '', images: [{ url: '/files/1.png' }] }, ['/files/1.png']],
  [
    'content in parts',
    {
      content: [
        { type: 'text', text: 'Here.' },
        { type: 'image_url', image_url: { url: dataUrl(picture) } },
      ],
    },
    [picture],
  ],
  ['the same picture twice', { content: `![a](${dataUrl(picture)})`, images: [dataUrl(picture)] }, [picture]],
]

describe('the pictures of a relay', () => {
  it.each(shapes)('are found in a whole answer: %s', (_, reply, pictures) => {
    expect(picturesIn(readWhole(reply))).toEqual(pictures)
  })

  it.each(shapes)('are found in a stream: %s', (_, reply, pictures) => {
    expect(picturesIn(readStream(reply))).toEqual(pictures)
  })

  it.each([1, 2, 3, 7, 1000])('are the same wherever the bytes are cut: every %i bytes', (cutEvery) => {
    const reply: ChatReply = { content: `여우예요 🦊\n![여우](${dataUrl(picture)})\n끝` }
    for (const [body, type] of [
      [JSON.stringify(makeChatCompletion('m', reply)), 'application/json'],
      [makeChatChunks('m', reply, true), 'text/event-stream'],
    ] as const)
      expect(read(body, type, cutEvery)).toEqual(read(body, type))
  })

  it('leave their prose, what they cost and what made them', () => {
    const reply: ChatReply = {
      content: `A fox in snow, as you asked.\n\n![fox](${dataUrl(picture)})\n\nShall I change it?`,
    }
    for (const events of [readWhole(reply), readStream(reply)]) {
      expect(events.find(({ kind }) => kind === 'usage')).toEqual({
        kind: 'usage',
        usage: {
          inputTokens: 21,
          inputTextTokens: 21,
          inputImageTokens: 0,
          outputTokens: 340,
          outputImageTokens: null,
          outputTextTokens: null,
          totalTokens: 361,
        },
        raw: having({ prompt_tokens: 21, completion_tokens: 340 }),
      })
      expect(events.find(({ kind }) => kind === 'actual-params')).toEqual({
        kind: 'actual-params',
        params: { model: 'gpt-4o-image-2026-11-01', n: 1 },
      })
      const record = recordIn(events)
      expect(JSON.parse(record)).toMatchObject({
        id: 'chatcmpl-1',
        choices: [
          {
            message: {
              content: matching(
                /^A fox in snow, as you asked\.\n\n!\[fox\]\(<\d+ bytes, sha256 [0-9a-f]{64}>\)\n\nShall I change it\?$/,
              ),
            },
            finish_reason: 'stop',
          },
        ],
      })
      expect(record).not.toContain('iVBOR')
    }
  })

  it('leave a record without keys', () => {
    const content = `Made with sk-proj-${'a'.repeat(30)}: ![fox](${link})`
    for (const events of [readWhole({ content }), readStream({ content })])
      expect(recordIn(events)).toContain(`Made with [key]: ![fox](${link})`)
  })

  it('are never more than twenty', () => {
    const urls = Array.from({ length: 50 }, (_, index) => `![x](https://files.example.com/${index}.png)`)
    expect(picturesIn(readWhole({ content: urls.join('\n') }))).toHaveLength(20)
  })
})

const cut = (share: number, reply: ChatReply): string => {
  const text = makeChatChunks('m', reply, true)
  return text.slice(0, Math.floor(text.length * share))
}
const raw = (value: unknown): string => JSON.stringify(value)
const content = (text: unknown) => raw({ choices: [{ message: { content: text } }] })

const faults: readonly (readonly [string, string, string, Failure['kind']])[] = [
  ['words alone', content('I cannot draw.'), 'application/json', 'text-instead-of-image'],
  ['words with a link to a page', content('See https://example.com/help'), 'application/json', 'text-instead-of-image'],
  [
    'a refusal',
    raw({ choices: [{ message: { content: null, refusal: 'No.' } }] }),
    'application/json',
    'moderation-refused',
  ],
  [
    'a content filter',
    raw({ choices: [{ message: { content: '' }, finish_reason: 'content_filter' }] }),
    'application/json',
    'moderation-refused',
  ],
  ['nothing', content(''), 'application/json', 'empty-answer'],
  ['no choice', raw({ choices: [] }), 'application/json', 'empty-answer'],
  ['choices of the wrong type', raw({ choices: 'many' }), 'application/json', 'unreadable-answer'],
  ['choices of numbers', raw({ choices: [1, null, 'x', []] }), 'application/json', 'empty-answer'],
  ['content of the wrong type', content({ a: 1 }), 'application/json', 'empty-answer'],
  ['parts of the wrong type', content([1, null, [], { image_url: 7 }]), 'application/json', 'empty-answer'],
  [
    'base64 of words',
    content(`![x](data:image/png;base64,${Buffer.from('sorry, no').toString('base64')})`),
    'application/json',
    'unreadable-answer',
  ],
  ['an empty data address', content('![x](data:image/png;base64,)'), 'application/json', 'unreadable-answer'],
  [
    'images of words',
    raw({ choices: [{ message: { images: ['data:image/png;base64,AAAA'] } }] }),
    'application/json',
    'unreadable-answer',
  ],
  [
    'an error with status 200',
    raw({ error: { message: 'no', code: 'moderation_blocked' } }),
    'application/json',
    'moderation-refused',
  ],
  ['an error with a number', raw({ error: { message: 'slow', code: 429 } }), 'application/json', 'rate-limited'],
  [
    'an error in a choice',
    raw({ choices: [{ error: { message: 'bad gateway', code: 502 } }] }),
    'application/json',
    'provider-trouble',
  ],
  ['an error in words', raw({ error: 'out of memory' }), 'application/json', 'provider-trouble'],
  ['FastAPI’s detail', raw({ detail: 'no such model' }), 'application/json', 'provider-trouble'],
  ['a page', '<!doctype html><p>Sign in</p>', 'text/html', 'unreadable-answer'],
  ['a page that says it is JSON', '<!doctype html>', 'application/json', 'unreadable-answer'],
  ['the word null', 'null', 'application/json', 'unreadable-answer'],
  ['JSON cut short', content('x').slice(0, -4), 'application/json', 'incomplete'],
  ['JSON 100,000 levels deep', '['.repeat(100_000), 'application/json', 'unreadable-answer'],
  ['a key named __proto__', '{"__proto__":{"choices":[]}}', 'application/json', 'unreadable-answer'],
  ['an empty body', '', 'application/json', 'empty-answer'],
  ['a stream of nothing', '', 'text/event-stream', 'incomplete'],
  ['a stream of comments', ': waiting\n\n: waiting\n\n', 'text/event-stream', 'incomplete'],
  ['a stream cut in its words', cut(0.5, { content: 'x'.repeat(500) }), 'text/event-stream', 'incomplete'],
  [
    'a stream cut in its picture',
    cut(0.6, { content: `![x](${dataUrl(picture)}) and more` }),
    'text/event-stream',
    'incomplete',
  ],
  [
    'a stream cut in its address',
    cut(0.5, { content: `Look: ${link}${'a'.repeat(200)}` }),
    'text/event-stream',
    'incomplete',
  ],
  [
    'an error in a stream',
    'data: {"error":{"message":"no","code":"insufficient_quota"}}\n\n',
    'text/event-stream',
    'quota',
  ],
  [
    'an event named error',
    'event: error\ndata: {"message":"no","code":"moderation_blocked"}\n\n',
    'text/event-stream',
    'moderation-refused',
  ],
]

describe('an answer without a picture', () => {
  it.each(faults)('%s', (_, body, contentType, kind) => {
    const events = read(body, contentType)
    expect(failureIn(events)?.kind).toBe(kind)
    expect(events.filter((event) => event.kind === 'refusal' || event.kind === 'done')).toHaveLength(1)
  })

  it('still says what it cost', () => {
    expect(readWhole({ content: 'I cannot draw.' }).map(({ kind }) => kind)).toEqual(['usage', 'refusal'])
  })

  it('keeps its words without keys', () => {
    expect(failureIn(readWhole({ content: `Your key sk-proj-${'a'.repeat(30)} is fine.` }))).toMatchObject({
      text: 'Your key [key] is fine.',
    })
  })
})

describe('a stream that breaks after its picture', () => {
  it('has the picture, which was paid for', () => {
    const whole = `![x](${dataUrl(picture)})${' and much more to say'.repeat(100)}`
    expect(picturesIn(read(cut(0.8, { content: whole }), 'text/event-stream'))).toEqual([picture])
    const broken = `${makeChatChunks('m', { content: `![x](${link})`, finishReason: null }, false).replace('data: [DONE]', 'data: {"error":{"message":"overloaded"}}')}`
    expect(picturesIn(read(broken, 'text/event-stream'))).toEqual([link])
  })
})

describe('a hostile answer', () => {
  it('of 60 MB is read in time, and its base64 is no picture', () => {
    const events = read(content(`![x](data:image/png;base64,${'A'.repeat(60_000_000)})`), 'application/json')
    expect(failureIn(events)?.kind).toBe('unreadable-answer')
  }, 20_000)

  it.each([
    ['of brackets', '![![![!['.repeat(120_000)],
    ['of addresses without an end', 'http://a'.repeat(120_000)],
    ['of schemes', 'data:image/'.repeat(90_000)],
    ['of bracketed lines', '![x]( '.repeat(150_000)],
  ])(
    '%s costs no more than its length',
    (_, text) => {
      const startedAt = performance.now()
      expect(failureIn(read(content(text), 'application/json'))?.kind).toMatch(
        /text-instead-of-image|unreadable-answer/,
      )
      expect(performance.now() - startedAt).toBeLessThan(10_000)
    },
    20_000,
  )

  it('that says more than a record may hold is not kept', () => {
    const events = read(content(`${'word '.repeat(500_000)} ![x](${link})`), 'application/json')
    expect(failureIn(events)).toMatchObject({ kind: 'unreadable-answer' })
    expect(picturesIn(events)).toEqual([])
  })

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'ftp://example.com/x.png'])(
    'that points to %s names no picture',
    (url) => {
      expect(failureIn(readWhole({ content: `![x](${url})` }))?.kind).toBe('text-instead-of-image')
    },
  )
})

it('does not bring the SDK into the library worker', () => {
  for (const file of ['chat-answer.ts', 'chat-message.ts', 'read-chat-answer.ts'])
    expect(readFileSync(new URL(file, import.meta.url), 'utf8')).not.toMatch(/from 'openai/)
})
