import { expect, it } from 'vitest'
import type { ServerProfileId } from '#shared/server-profile.ts'
import { makePng } from '#test/support/make-picture.ts'
import { createTextWork } from './create-text-work.ts'
import { createSketchTextProvider } from './sketch/sketch-text-provider.ts'
import type { TextProvider } from './text-provider.ts'

const never = new AbortController().signal
const requestTo = (profile: ServerProfileId) => ({
  endpoint: { baseUrl: null, apiKey: null, profile },
  model: 'm',
  language: 'en' as const,
  maxCalls: 1 as const,
  maxChars: 500,
  text: 'A fox in snow',
  brief: 'foxes',
  count: 3,
  image: { bytes: makePng(), format: 'png' as const, role: 'reference' as const },
})

/** As if every byte were an edge. */
const edgeShareOf = async (bytes: Uint8Array): Promise<number | null> =>
  bytes.byteLength === 0 ? null : bytes.byteLength / 1000

const chat: TextProvider = {
  ...createSketchTextProvider(edgeShareOf),
  rewrite: async () => ({ ok: true, value: { text: 'by a model', additions: [] }, calls: [] }),
}

it('goes by rule inside the program, without loading anything, and to a language model everywhere else', async () => {
  let loads = 0
  const work = createTextWork(async () => {
    loads += 1
    return chat
  }, edgeShareOf)
  const byRule = await work.rewrite({ ...requestTo('sketch'), aim: 'augment' }, never)
  expect(byRule).toMatchObject({ ok: true, calls: [{ provider: 'sketch', purpose: 'rewrite', usage: null }] })
  expect(byRule.ok && byRule.value.text).toMatch(/^A fox in snow, /)
  expect(await work.plan(requestTo('sketch'), never)).toMatchObject({ ok: true, value: { items: [{}, {}, {}] } })
  expect(loads).toBe(0)

  for (const profile of ['openai', 'chat-relay', 'other'] as const)
    expect(await work.rewrite({ ...requestTo(profile), aim: 'augment' }, never)).toMatchObject({
      value: { text: 'by a model', additions: [] },
    })
  expect(loads).toBe(1)
})

it('says what cannot be done, without a call', async () => {
  const work = createTextWork(() => Promise.reject(new Error('Nobody may be asked.')), edgeShareOf)
  const refused = (field: string, model: string) => ({
    ok: false,
    failure: { kind: 'unsupported-by-model', field, model },
    calls: [],
  })
  expect(await work.caption(requestTo('sketch'), never)).toEqual(refused('caption', 'sketch'))
  expect(await work.rewrite({ ...requestTo('sketch'), aim: 'translate' }, never)).toEqual(
    refused('translate', 'sketch'),
  )
  expect(await work.rewrite({ ...requestTo('karlo'), aim: 'augment' }, never)).toEqual(refused('text', 'm'))
})

it('judges by rule inside the program: more edges win, nearly as many are a tie, and nothing is called seeing', async () => {
  const work = createTextWork(() => Promise.reject(new Error('Nobody may be asked.')), edgeShareOf)
  const picture = (edges: number) => ({ bytes: new Uint8Array(edges), format: 'png', role: 'reference' }) as const
  const judge = (left: number, right: number) =>
    work.judge({ ...requestTo('sketch'), left: picture(left), right: picture(right) }, never)
  expect(await judge(100, 200)).toMatchObject({
    ok: true,
    value: { verdict: 'right', reason: '' },
    calls: [{ provider: 'sketch', templateVersion: 'judge-rule-1', usage: null }],
  })
  expect(await judge(200, 100)).toMatchObject({ value: { verdict: 'left' } })
  expect(await judge(199, 200)).toMatchObject({ value: { verdict: 'tie' } })
  expect(await judge(0, 200)).toMatchObject({ ok: false, failure: { kind: 'damaged-file' }, calls: [] })
})
