import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerHead, ProviderEvent } from '../provider.ts'
import { createSketchReader } from './read-sketch-answer.ts'

const head: AnswerHead = {
  provider: 'sketch',
  model: 'sketch',
  requestId: null,
  contentType: 'application/x-ndjson',
  requestedParams: { size: '256x256', n: 1 },
}
const [preview, picture] = [Uint8Array.of(1, 2, 3), Uint8Array.of(250, 251, 252, 253)]
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const actualParams = { model: 'sketch', size: '256x256', background: '밤', outputFormat: 'png', n: 1 }
const lines = [
  { kind: 'partial', position: 0, index: 0, picture: base64(preview) },
  { kind: 'image', position: 0, picture: base64(picture) },
  { kind: 'done', actualParams },
]
const toBytes = (values: readonly object[]): Uint8Array =>
  Buffer.from(values.map((line) => `${JSON.stringify(line)}\n`).join(''))
const body = toBytes(lines)
const wholeAnswer: readonly ProviderEvent[] = [
  { kind: 'partial', position: 0, index: 0, bytes: preview },
  { kind: 'image', position: 0, bytes: picture, revisedPrompt: null },
  { kind: 'response-id', responseId: `sketch-${sha256(picture)}` },
  { kind: 'actual-params', params: actualParams },
  {
    kind: 'done',
    record: `${[
      { ...lines[0], picture: `<3 bytes, sha256 ${sha256(preview)}>` },
      { ...lines[1], picture: `<4 bytes, sha256 ${sha256(picture)}>` },
      lines[2],
    ]
      .map((line) => JSON.stringify(line))
      .join('\n')}\n`,
  },
]

function read(chunks: readonly Uint8Array[]): readonly ProviderEvent[] {
  const reader = createSketchReader(head)
  return [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()]
}

describe('the answer of the sketch provider', () => {
  it('reads the same wherever its bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(body.length)), (cuts) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), body.length]
        expect(read(edges.map((edge, index) => body.subarray(edges[index - 1] ?? 0, edge)))).toEqual(wholeAnswer)
      }),
    )
  })

  it('is incomplete at every length short of its last byte', () => {
    for (let length = 0; length < body.length; length++)
      expect(read([body.subarray(0, length)]).at(-1)).toEqual({ kind: 'refusal', failure: { kind: 'incomplete' } })
  })

  it('keeps bytes that the caller overwrites after handing them over', () => {
    const reader = createSketchReader(head)
    const first = Uint8Array.from(body.subarray(0, 40))
    const events = [...reader.push(first)]
    first.fill(0)
    expect([...events, ...reader.push(body.subarray(40)), ...reader.end()]).toEqual(wholeAnswer)
  })

  it('says nothing more after its end or after a failure', () => {
    expect(read([body, body])).toEqual(wholeAnswer)
    const failure = { kind: 'provider-trouble', httpStatus: null } as const
    expect(read([toBytes([{ kind: 'failed', failure }]), body])).toEqual([{ kind: 'refusal', failure }])
  })

  it.each([
    '<html></html>\n',
    '{"kind":"image"}\n',
    '{"kind":"image","position":0,"picture":"%"}\n',
    '{"kind":"partial","position":0,"index":0,"picture":"%"}\n',
    '\n',
  ])('is unreadable when a line is %j', (line) => {
    expect(read([Buffer.from(line), body])).toMatchObject([{ kind: 'refusal', failure: { kind: 'unreadable-answer' } }])
  })
})
