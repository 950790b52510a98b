import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { costOf } from '#main/providers/pricing.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
const call = {
  purpose: 'rewrite',
  generationId: null,
  provider: 'openai-images',
  connectionId: 'secret-id',
  connectionLabel: '=HYPERLINK("http://evil","회사")',
  model: 'gpt-5.4-nano',
  usage: {
    inputTokens: 12,
    inputTextTokens: null,
    inputImageTokens: null,
    outputTokens: 1000,
    outputImageTokens: null,
    outputTextTokens: null,
    totalTokens: null,
  },
  raw: { output_tokens: 1000, note: 'a, "b"' },
  isBatch: false,
  isLost: false,
  atMs: Date.parse('2026-11-20T12:00:00Z'),
} as const

test('The CSV is one that Excel reads in Korean, without formulas, with unknown costs left empty', async () => {
  await using library = await openTestLibrary({ world: { costOf } })
  await using out = await temporaryFolder()
  library.operations.recordTextCall(call)
  library.operations.recordTextCall({ ...call, connectionLabel: '회사', model: '＝cmd', isLost: true })
  const path = join(out.path, 'ledger.csv')
  expect(await library.readOperations.exportLedger({ path }, context)).toMatchObject({ ok: true, value: { path } })
  const text = await readFile(path, 'utf8')
  expect([text.codePointAt(0), text.includes('secret-id')]).toEqual([0xfeff, false])
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true })
  expect(data).toEqual([
    {
      entry: '1',
      created_at: '2026-11-20T12:00:00.000Z',
      purpose: 'rewrite',
      provider: 'openai-images',
      connection: `'=HYPERLINK("http://evil","회사")`,
      model: 'gpt-5.4-nano',
      generation: '',
      experiment: '',
      batch: 'false',
      usage: '{"output_tokens":1000,"note":"a, \\"b\\""}',
      price_version: 'published-2026-11-29',
      cost_micro_usd: '1252',
      cost_usd: '0.001252',
    },
    expect.objectContaining({
      connection: '회사',
      model: `'＝cmd`,
      price_version: '',
      cost_micro_usd: '',
      cost_usd: '',
    }),
  ])
})

test('Every entry is in it, however many there are, and none of it lands in the library', async () => {
  await using library = await openTestLibrary({ world: { costOf } })
  await using out = await temporaryFolder()
  library.library.db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2345)
    INSERT INTO ledger_entries (purpose, provider, connection_id, connection_label, model, price_version, cost_micro_usd,
      created_at_ms) SELECT 'picture', 'p', 'c', 'c', 'm', 'v', i, i FROM n`)
  const path = join(out.path, 'ledger.csv')
  await library.readOperations.exportLedger({ path }, context)
  const { data } = Papa.parse<Record<string, string>>(await readFile(path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  expect(data.reduce((sum, row) => sum + Number(row['cost_micro_usd']), 0)).toBe((2345 * 2346) / 2)
  expect(await library.readOperations.exportLedger({ path: join(library.folder, 'ledger.csv') }, context)).toEqual({
    ok: false,
    failure: { kind: 'bad-request', field: 'path' },
  })
})
