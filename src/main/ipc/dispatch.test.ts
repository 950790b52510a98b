import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calls, type Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import { createDispatcher } from './dispatch.ts'

const settings = {
  languageChoice: 'system',
  language: 'ko',
  isLanguageForced: false,
  continuesAfterRestart: true,
  theme: 'dark',
  keyStorage: { canEncrypt: false, backend: 'basic_text' },
} as const

/** Every call that a test does not answer throws: a defect, by definition. */
const openDispatcher = (answers: Partial<Handlers>) => {
  const defects: string[] = []
  const unanswered = (name: string) => () => {
    throw new Error(`no answer for ${name}`)
  }
  const handlers = {
    ...Object.fromEntries(Object.keys(calls).map((name) => [name, unanswered(name)])),
    ...answers,
    // The table of names above is the contract's own, so every handler is there.
  } as Handlers
  const dispatch = createDispatcher({
    handlers,
    logDefect: (where, cause) => {
      defects.push(`${where}: ${String(cause)}`)
      return 'a1b2c3d4'
    },
  })
  return { dispatch, defects }
}

describe('the dispatcher', () => {
  it('answers a call with what its handler says', async () => {
    const { dispatch } = openDispatcher({ 'settings.get': () => ok(settings) })

    expect(await dispatch('settings.get', {})).toEqual({ ok: true, value: settings })
  })

  it('hands on an expected failure as it is', async () => {
    const { dispatch } = openDispatcher({ 'images.get': () => err({ kind: 'not-found', what: 'image' }) })

    expect(await dispatch('images.get', { id: 7 })).toEqual({
      ok: false,
      failure: { kind: 'not-found', what: 'image' },
    })
  })

  it.each<[unknown, string]>([
    ...['nope', '', '__proto__', 'constructor', 'toString', null, undefined, 7].map((name): [unknown, string] => [
      name,
      String(name),
    ]),
    ['x'.repeat(1_000_000), 'x'.repeat(100)],
    [{}, 'object'],
    [['settings.get'], 'object'],
    [{ toString: null, valueOf: null }, 'object'],
    [{ toString: 'settings.get' }, 'object'],
  ])('refuses the unknown call %#', async (name, described) => {
    const { dispatch, defects } = openDispatcher({})

    expect(await dispatch(name, {})).toEqual({ ok: false, failure: { kind: 'unknown-call', name: described } })
    expect(defects).toEqual([])
  })

  it('refuses a hundred thousand unknown fields in few words', async () => {
    const { dispatch } = openDispatcher({})
    const input = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field${index}`, index]))
    const answer = await dispatch('settings.get', input)

    expect(answer).toMatchObject({ ok: false, failure: { kind: 'malformed-input' } })
    expect(JSON.stringify(answer).length).toBeLessThan(1000)
  })

  it.each([
    ['bytes', new Uint8Array(2_000_000)],
    ['a list', Array.from({ length: 2_000_000 }, () => 1)],
    ['a map', new Map([['limit', 1]])],
    ['a date', new Date()],
    ['nothing', undefined],
  ])('refuses %s at once, without looking into it', async (_, input) => {
    const { dispatch } = openDispatcher({})
    const sinceMs = performance.now()
    expect(await dispatch('settings.get', input)).toEqual({
      ok: false,
      failure: { kind: 'malformed-input', issues: ['input: not a plain object'] },
    })
    expect(performance.now() - sinceMs).toBeLessThan(100)
  })

  it('refuses malformed input with the place of each fault, and does not run the handler', async () => {
    const { dispatch, defects } = openDispatcher({})

    expect(await dispatch('generations.recent', { limit: 201, extra: true })).toEqual({
      ok: false,
      failure: {
        kind: 'malformed-input',
        issues: ['limit: Too big: expected number to be <=200', 'input: Unrecognized key: "extra"'],
      },
    })
    expect(defects).toEqual([])
  })

  it('logs a thrown defect and answers with its log id and nothing else', async () => {
    const { dispatch, defects } = openDispatcher({
      'settings.get': () => {
        throw new Error('sk-secret-detail')
      },
    })

    expect(await dispatch('settings.get', {})).toEqual({
      ok: false,
      failure: { kind: 'unexpected', logId: 'a1b2c3d4' },
    })
    expect(defects).toEqual(['settings.get: Error: sk-secret-detail'])
  })

  it('never lets an answer say more than the contract does', async () => {
    const { dispatch, defects } = openDispatcher({
      'settings.get': () => ok({ ...settings, apiKey: 'sk-leaked' }),
    })

    expect(await dispatch('settings.get', {})).toEqual({
      ok: false,
      failure: { kind: 'unexpected', logId: 'a1b2c3d4' },
    })
    expect(defects).toHaveLength(1)
  })

  it('answers every call with a typed result, whatever the input', async () => {
    const { dispatch } = openDispatcher({})
    const names = Object.keys(calls)

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.anything(), async (name, input) => {
        const answer = await dispatch(name, input)
        expect(answer.ok === false && ['malformed-input', 'unexpected'].includes(answer.failure.kind)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
