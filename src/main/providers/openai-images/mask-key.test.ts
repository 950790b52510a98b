import fc from 'fast-check'
import { expect, it } from 'vitest'
import { maskKey } from './mask-key.ts'

const key = 'zk9-zk9-zk9-zk9-Qr'

async function* inChunks(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  yield* chunks
}

async function maskedText(chunks: readonly Uint8Array[], apiKey: string | null): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of maskKey(inChunks(chunks), apiKey)) parts.push(part)
  return Buffer.concat(parts).toString()
}

it('stars the key out wherever it stands and however the body was cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(key, 'zk9-', 'zk9-zk9-zk9-zk9-', 'Qr', '"b64_json":"iVBORw0KGgo="', '\n\n', '한글'), {
        maxLength: 12,
      }),
      fc.array(fc.nat(40), { maxLength: 20 }),
      async (words, lengths) => {
        const whole = Buffer.from(words.join(''))
        const chunks: Uint8Array[] = []
        let at = 0
        for (const length of [...lengths, whole.length]) {
          chunks.push(Uint8Array.from(whole.subarray(at, at + length)))
          at += length
        }

        const text = await maskedText(chunks, key)
        expect(text).toBe(whole.toString().replaceAll(key, '*'.repeat(key.length)))
      },
    ),
    { numRuns: 500 },
  )
})

it('hands on at once what cannot be the beginning of the key', async () => {
  const parts = maskKey(inChunks([Buffer.from('data: {}\n\n'), Buffer.from('data: zk9-')]), key)

  expect(Buffer.from((await parts.next()).value ?? []).toString()).toBe('data: {}\n\n')
  expect(Buffer.from((await parts.next()).value ?? []).toString()).toBe('data: ')
  expect(Buffer.from((await parts.next()).value ?? []).toString()).toBe('zk9-')
})

it.each([null, 'local'])('leaves a body alone for the key %j', async (apiKey) => {
  expect(await maskedText([Buffer.from('a local server')], apiKey)).toBe('a local server')
})
