import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { liftLongStrings } from './lift-long-strings.ts'

function lift(json: string) {
  const lifted = liftLongStrings(Buffer.from(json))
  if (typeof lifted === 'string') throw new Error(lifted)
  return lifted
}

describe('liftLongStrings', () => {
  it('leaves short JSON as it is', () => {
    const json = '{"a": [1, "\\"quoted\\\\", {"b": null}], "눈": "여우"}'
    expect(lift(json).json).toBe(json)
  })

  it('takes long strings out and finds each again, with its escapes', () => {
    const first = 'A'.repeat(5000)
    const second = `${'한'.repeat(2000)}\\"\\\\`
    const { json, find } = lift(`{"b64_json":"${first}","size":"1x1","text":"${second}"}`)
    expect(json.length).toBeLessThan(100)
    const values = [...json.matchAll(/:"(.*?)"/g)].map(([, value = '']) => value)
    expect(values.map((value) => find(value)?.toString() ?? value)).toEqual([first, '1x1', second])
  })

  it('gives back any JSON unchanged when all is put in its place again', () => {
    const longer = fc.string().map((text) => text.repeat(300))
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(longer, fc.jsonValue())), (value) => {
        const { json, find } = lift(JSON.stringify(value))
        const restored: unknown = JSON.parse(json, (_, field: unknown) => {
          const long = typeof field === 'string' ? find(field) : null
          return long === null ? field : (JSON.parse(`"${long.toString()}"`) as unknown)
        })
        expect(restored).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('tells JSON that stops early, wherever it stops', () => {
    const json = Buffer.from(JSON.stringify({ data: [{ b64_json: 'QUJD"\\'.repeat(1000) }], size: '1024x1024' }))
    const cuts = Array.from({ length: 200 }, (_, step) => 1 + Math.floor((step * (json.length - 2)) / 200))
    expect(cuts.map((length) => liftLongStrings(json.subarray(0, length)))).toEqual(cuts.map(() => 'cut-short'))
  })

  it('refuses what is too deep to be written down again, and what says too much', () => {
    expect(liftLongStrings(Buffer.from('['.repeat(100_000)))).toBe('too-deep')
    expect(liftLongStrings(Buffer.from(`[${'1,'.repeat(5_000_000)}1]`))).toBe('too-long')
  })
})
