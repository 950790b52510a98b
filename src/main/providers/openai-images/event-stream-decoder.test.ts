import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventStreamDecoder } from './event-stream-decoder.ts'

function decode(chunks: readonly Uint8Array[]) {
  const decoder = new EventStreamDecoder()
  const events = [...chunks.flatMap((chunk) => decoder.push(chunk)), ...decoder.end()]
  return events.map(({ name, data }) => `${name}: ${data.toString()}`)
}
const decodeText = (text: string) => decode([Buffer.from(text)])

describe('EventStreamDecoder', () => {
  it.each<[string, string, readonly string[]]>([
    ['named and unnamed events', 'event: a\ndata: 1\n\ndata: 2\n\n', ['a: 1', 'message: 2']],
    ['every kind of line end', 'data: 1\r\n\r\ndata: 2\r\rdata: 3\n\n', ['message: 1', 'message: 2', 'message: 3']],
    ['data in several lines', 'data: {\ndata: "a": 1\ndata\ndata: }\n\n', ['message: {\n"a": 1\n\n}']],
    ['comments and unknown fields', ': waiting\nid: 1\nretry: 5\ndata: x\nfoo: bar\n\n', ['message: x']],
    ['a missing space, and no more than one', 'data:x\n\ndata:  y\n\n', ['message: x', 'message:  y']],
    ['names of events without data', 'event: ping\n\ndata: x\n\n', ['message: x']],
    ['an event whose end never came', 'event: a\ndata: last', ['a: last']],
    ['nothing', '\n\n\r\n', []],
  ])('reads %s', (_, text, events) => {
    expect(decodeText(text)).toEqual(events)
  })

  it('reads the same from bytes cut anywhere, inside letters and line ends too', () => {
    const bytes = Buffer.from(
      'event: 그림\r\ndata: 눈 속의 🦊\r\ndata: b\r\n\r\n: ok\n\nevent: b\rdata: c\r\rdata: d\n\n',
    )
    const whole = decode([bytes])
    expect(whole).toEqual(['그림: 눈 속의 🦊\nb', 'b: c', 'message: d'])
    expect(decode([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole)
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 6 }), (cuts) => {
        const ends = [...cuts.toSorted((a, b) => a - b), bytes.length]
        expect(decode(ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)))).toEqual(whole)
      }),
    )
  })

  it('does not keep the caller’s buffer, which may be used again', () => {
    const decoder = new EventStreamDecoder()
    const chunk = Buffer.from('data: fox')
    decoder.push(chunk)
    chunk.fill('x')
    expect(decoder.push(Buffer.from('\n\n')).map(({ data }) => data.toString())).toEqual(['fox'])
  })

  it('stops looking at a flood of lines', () => {
    const decoder = new EventStreamDecoder()
    expect(decoder.push(Buffer.from('data\n'.repeat(300_000)))).toEqual([])
    expect(decoder.isFlooded).toBe(true)
  })
})
