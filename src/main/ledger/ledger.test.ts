import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf } from '#main/providers/pricing.ts'
import type { ProviderEvent } from '#main/providers/provider.ts'
import type { Usage } from '#shared/generation.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'

interface Entry {
  readonly purpose: string
  readonly generation_id: number | null
  readonly model: string
  readonly usage: string | null
  readonly is_batch: 0 | 1
  readonly price_version: string | null
  readonly cost_micro_usd: number | null
  readonly created_at_ms: number
}
const entries = ({ library }: TestLibrary): Entry[] =>
  library.db
    .prepare<[], Entry>(
      `SELECT purpose, generation_id, model, usage, is_batch, price_version, cost_micro_usd, created_at_ms
       FROM ledger_entries ORDER BY id`,
    )
    .all()
const inShort = (library: TestLibrary) =>
  entries(library).map(({ model, usage, price_version, cost_micro_usd }) => [
    model,
    usage === null ? null : JSON.parse(usage),
    price_version,
    cost_micro_usd,
  ])

const unreported: Usage = {
  inputTokens: null,
  inputTextTokens: null,
  inputImageTokens: null,
  outputTokens: null,
  outputImageTokens: null,
  outputTextTokens: null,
  totalTokens: null,
}
const usage = { ...unreported, inputTokens: 12, outputTokens: 1000 }
const raw = { input_tokens: 12, output_tokens: 1000, 'a field of tomorrow': [1, { deep: true }] }
const reports = (change: Partial<Extract<ProviderEvent, { kind: 'usage' }>> = {}): ProviderEvent => ({
  kind: 'usage',
  usage,
  raw,
  ...change,
})
const real = { world: { costOf } }
const settling = { nowMs: 2000, durationMs: 900 }

test('Every model that took part is entered, with what it reported word for word', async () => {
  await using library = await openTestLibrary(real)
  const text = { ...unreported, inputTokens: 300, outputTokens: 40 }
  await library.generate([
    image(makePng()),
    reports(),
    reports({ model: 'gpt-5.4-mini', usage: text, raw: { output_tokens: 40 } }),
    done,
  ])
  expect(entries(library)).toEqual([
    {
      purpose: 'picture',
      generation_id: 1,
      model: 'gpt-image-1',
      usage: JSON.stringify(raw),
      is_batch: 0,
      price_version: 'published-2026-11-29',
      cost_micro_usd: 12 * 5 + 1000 * 40,
      created_at_ms: 2000,
    },
    expect.objectContaining({ model: 'gpt-5.4-mini', usage: '{"output_tokens":40}', cost_micro_usd: 225 + 180 }),
  ])
  expect(library.operations.getGeneration({ id: 1 })).toMatchObject({ cost: { microUsd: 40_060 + 405 } })
})

test('A model without a report or a price is entered as unknown, and then the whole is unknown', async () => {
  await using library = await openTestLibrary(real)
  await library.generate([image(makePng()), done])
  await library.generate([image(makePng()), reports(), reports({ model: 'gpt-77' }), done])
  expect(inShort(library)).toEqual([
    ['gpt-image-1', null, null, null],
    ['gpt-image-1', raw, 'published-2026-11-29', 40_060],
    ['gpt-77', raw, null, null],
  ])
  expect(library.operations.getGeneration({ id: 2 })).toMatchObject({ cost: null })
})

test('What may have been billed is unknown, whatever was reported before it broke off', async () => {
  await using library = await openTestLibrary(real)
  const broken = await library.spooled([image(makePng()), reports()])
  await library.operations.settleGeneration({ id: broken.id, ...settling })
  const { id } = await library.begin()
  const lost = { requestId: null, rawResponse: null, ...settling }
  await library.operations.failGeneration({ id, failure: { kind: 'timed-out', afterMs: 5 }, ...lost })
  expect(inShort(library)).toEqual([
    ['gpt-image-1', raw, null, null],
    ['gpt-image-1', null, null, null],
  ])
})

test('The sketch is entered at nothing; what was turned away, or never left, is not entered', async () => {
  await using library = await openTestLibrary(real)
  const sketch = await library.spooled([image(makePng()), done], 'a cat', 'sketch')
  await library.operations.settleGeneration({ id: sketch.id, ...settling })
  const { id } = await library.begin()
  const turnedAway = { requestId: null, rawResponse: null, ...settling }
  await library.operations.failGeneration({ id, failure: { kind: 'quota' }, ...turnedAway })
  expect(inShort(library)).toEqual([['gpt-image-1', null, 'free', 0]])
})

test('A usage that repeats a key, or is no report at all, is kept by its counts alone', async () => {
  await using library = await openTestLibrary(real)
  const deep: unknown = JSON.parse(`${'[{"a":'.repeat(2000)}1${'}]'.repeat(2000)}`)
  for (const odd of [{ note: 'sk-abcdefghijkl' }, { text: 'x'.repeat(30_000) }, deep])
    await library.generate([image(makePng()), reports({ raw: odd }), done])
  expect(inShort(library).map(([, kept]) => kept)).toEqual([usage, usage, usage])
})

test('Entry and settlement are one: when either is refused, there is neither', async () => {
  await using library = await openTestLibrary(real)
  const { id } = await library.spooled([image(makePng()), reports(), done])
  const { db } = library.library
  db.exec(`CREATE TEMP TRIGGER refuse BEFORE INSERT ON ledger_entries BEGIN SELECT raise(ABORT, 'no room'); END`)
  await expect(library.operations.settleGeneration({ id, ...settling })).rejects.toThrow('no room')
  expect([library.operations.getGeneration({ id })?.status, entries(library)]).toEqual(['streaming', []])
  db.exec('DROP TRIGGER refuse')
  await library.operations.settleGeneration({ id, ...settling })
  expect(inShort(library)).toEqual([['gpt-image-1', raw, 'published-2026-11-29', 40_060]])
})

test('Work on text is entered with its purpose, by published prices and by the person’s own', async () => {
  await using library = await openTestLibrary(real)
  const call = {
    purpose: 'rewrite',
    generationId: null,
    provider: 'openai-images',
    connectionId: 'c1',
    connectionLabel: 'OpenAI',
    model: 'gpt-5.4-nano',
    usage,
    raw,
    isBatch: false,
    isLost: false,
    atMs: 3000,
  } as const
  const { operations } = library
  const rates = {
    kind: 'per-token',
    textInput: 1_000_000,
    textInputCached: 0,
    imageInput: 0,
    imageInputCached: 0,
    imageOutput: 0,
    textOutput: 3_000_000,
  } as const
  const price = { connectionId: 'c1', model: 'gpt-5.4-nano', nowMs: 1 }
  const costs = [operations.recordTextCall(call)]
  operations.setOwnPrice({ ...price, rates })
  costs.push(operations.recordTextCall({ ...call, purpose: 'plan' }))
  costs.push(operations.recordTextCall({ ...call, purpose: 'caption', connectionId: 'c2' }))
  operations.setOwnPrice({ ...price, rates: null })
  costs.push(
    operations.recordTextCall({ ...call, isBatch: true }),
    operations.recordTextCall({ ...call, isLost: true }),
  )
  // 12 × 0.2 + 1000 × 1.25 = 1252.4; 12 × 1 + 1000 × 3
  expect(costs).toEqual([1252, 3012, 1252, 626, null])
  expect(entries(library).map((entry) => [entry.purpose, entry.price_version, entry.is_batch])).toEqual([
    ['rewrite', 'published-2026-11-29', 0],
    ['plan', 'own-1', 0],
    ['caption', 'published-2026-11-29', 0],
    ['rewrite', 'published-2026-11-29', 1],
    ['rewrite', null, 0],
  ])
  expect(operations.ownPrices({})).toEqual([])
})

/** US dollars per million tokens: text, cached text, pictures, cached pictures in; pictures, text out. */
const bill: Readonly<Record<string, readonly number[]>> = {
  'gpt-image-2': [5, 1.25, 8, 2, 30, 0],
  'gpt-image-1.5': [5, 1.25, 8, 2, 32, 10],
  'gpt-image-1-mini': [2, 0.2, 2.5, 0.25, 8, 0],
  'gpt-5.4-mini': [0.75, 0.075, 0.75, 0.075, 0, 4.5],
  'gpt-6-luna': [0.1, 0.01, 0.1, 0.01, 0, 0.5],
}
const tokens = fc.nat({ max: 20_000 })
const Call = fc.record({
  model: fc.constantFrom(...Object.keys(bill)),
  isBatch: fc.boolean(),
  text: tokens,
  picture: tokens,
  cachedShare: fc.nat({ max: 100 }),
  output: fc.integer({ min: 1, max: 60_000 }),
})

test('The ledger adds up, to the micro-dollar, to an independent sum of the usage it recorded', async () => {
  await using library = await openTestLibrary(real)
  const { db } = library.library
  fc.assert(
    fc.property(fc.array(Call, { minLength: 1, maxLength: 20 }), (calls) => {
      db.exec('DELETE FROM ledger_entries')
      for (const { model, isBatch, text, picture, cachedShare, output } of calls) {
        const makesPictures = model.includes('image')
        const cached = (count: number): number => Math.floor((count * cachedShare) / 100)
        library.operations.recordTextCall({
          purpose: 'rewrite',
          generationId: null,
          provider: 'openai-images',
          connectionId: 'c1',
          connectionLabel: 'OpenAI',
          model,
          isBatch,
          isLost: false,
          atMs: 1000,
          usage: {
            ...unreported,
            inputTokens: text + picture,
            inputTextTokens: text,
            inputImageTokens: picture,
            outputTokens: output,
          },
          raw: {
            input_tokens: text + picture,
            input_tokens_details: { text_tokens: text, image_tokens: picture },
            cached_tokens_details: { cached_text_tokens: cached(text), cached_image_tokens: cached(picture) },
            output_tokens: output,
            output_tokens_details: {
              image_tokens: makesPictures ? output : 0,
              text_tokens: makesPictures ? 0 : output,
            },
          },
        })
      }
      const Raw = (usage: string) =>
        // The test wrote it above.
        JSON.parse(usage) as {
          readonly input_tokens_details: { readonly text_tokens: number; readonly image_tokens: number }
          readonly cached_tokens_details: {
            readonly cached_text_tokens: number
            readonly cached_image_tokens: number
          }
          readonly output_tokens_details: { readonly text_tokens: number; readonly image_tokens: number }
        }
      // In thousandths of a micro-dollar, whole numbers all the way, from nothing but what the rows say.
      const expected = entries(library).reduce((sum, { model, usage, is_batch }) => {
        const used = Raw(usage ?? '')
        const [text = 0, cachedText = 0, picture = 0, cachedPicture = 0, pictureOut = 0, textOut = 0] = (
          bill[model] ?? []
        ).map((usd) => Math.round(usd * 1000))
        const { text_tokens, image_tokens } = used.input_tokens_details
        const { cached_text_tokens, cached_image_tokens } = used.cached_tokens_details
        const thousandths =
          (text_tokens - cached_text_tokens) * text +
          cached_text_tokens * cachedText +
          (image_tokens - cached_image_tokens) * picture +
          cached_image_tokens * cachedPicture +
          used.output_tokens_details.image_tokens * pictureOut +
          used.output_tokens_details.text_tokens * textOut
        return sum + Math.floor(thousandths / (is_batch === 1 ? 2000 : 1000) + 0.5)
      }, 0)
      const { totals, groups, slices } = library.readOperations.summariseLedger({ period: 'all', nowMs: 1000 })
      const sumOf = (parts: readonly { readonly spent: { readonly microUsd: number } }[]): number =>
        parts.reduce((sum, { spent }) => sum + spent.microUsd, 0)
      expect(totals.all).toEqual({ microUsd: expected, entryCount: calls.length, unknownCount: 0 })
      expect([groups.model, groups.connection, groups.experiment, groups.purpose, slices].map(sumOf)).toEqual(
        Array.from({ length: 5 }, () => expected),
      )
    }),
    { seed: 4, numRuns: 60 },
  )
})
