import { describe, expect, it } from 'vitest'
import { Failure, type FailureKind } from '#shared/failure.ts'
import { describeFailure } from './describe-failure.ts'
import { i18n } from './i18n/i18n.ts'

const samples: { readonly [Kind in FailureKind]: Extract<Failure, { kind: Kind }> } = {
  offline: { kind: 'offline' },
  unreachable: { kind: 'unreachable', host: 'api.example.org' },
  'timed-out': { kind: 'timed-out', afterMs: 180_000 },
  incomplete: { kind: 'incomplete' },
  cancelled: { kind: 'cancelled' },
  interrupted: { kind: 'interrupted' },
  'key-missing': { kind: 'key-missing' },
  'key-refused': { kind: 'key-refused' },
  quota: { kind: 'quota' },
  'budget-reached': {
    kind: 'budget-reached',
    period: 'day',
    limitMicroUsd: 5_000_000,
    spentMicroUsd: 4_900_000,
    inFlightMicroUsd: 60_000,
    upperMicroUsd: 211_000,
  },
  'rate-limited': { kind: 'rate-limited', retryAfterMs: 20_000 },
  'moderation-refused': { kind: 'moderation-refused', stage: 'input', categories: ['violence'] },
  'text-instead-of-image': { kind: 'text-instead-of-image', text: 'I would rather not.' },
  'empty-answer': { kind: 'empty-answer' },
  'unreadable-answer': { kind: 'unreadable-answer' },
  'bad-request': { kind: 'bad-request', field: 'size' },
  'unsupported-by-model': { kind: 'unsupported-by-model', field: 'quality', model: 'gpt-image-2' },
  'model-retired': { kind: 'model-retired', model: 'dall-e-3', replacedBy: 'gpt-image-2' },
  'service-gone': { kind: 'service-gone', host: 'api.kakaobrain.com' },
  'provider-trouble': { kind: 'provider-trouble', httpStatus: 503 },
  'disk-full': { kind: 'disk-full' },
  'library-read-only': { kind: 'library-read-only' },
  'library-locked': { kind: 'library-locked', path: '/pictures' },
  'library-newer': { kind: 'library-newer', path: '/pictures', version: 9 },
  'library-damaged': { kind: 'library-damaged', path: '/pictures' },
  'library-missing': { kind: 'library-missing', path: '/pictures' },
  'damaged-file': { kind: 'damaged-file', fileName: 'fox.png' },
  'unsupported-file': { kind: 'unsupported-file', fileName: 'fox.tiff' },
  'too-large': { kind: 'too-large', limitBytes: 52_428_800 },
  'no-secure-storage': { kind: 'no-secure-storage', backend: 'basic_text' },
  'not-found': { kind: 'not-found', what: 'image' },
  'unknown-call': { kind: 'unknown-call', name: 'x' },
  'malformed-input': { kind: 'malformed-input', issues: ['x'] },
  'untrusted-sender': { kind: 'untrusted-sender' },
  unexpected: { kind: 'unexpected', logId: 'a1b2' },
}
const languages = ['en', 'ko'] as const
const tIn = (language: 'en' | 'ko') => i18n.getFixedT(language, 'failures')
const say = (failure: Failure, language: 'en' | 'ko' = 'en') => describeFailure(failure, tIn(language))

describe.each(languages)('failures in %s', (language) => {
  it.each(Object.values(samples))('has whole words for $kind', (failure) => {
    const { title, body, nextStep } = say(Failure.parse(failure), language)
    const all = [title, body, nextStep?.label ?? 'none'].join('\n')
    expect(title).not.toBe('')
    expect(body).not.toBe('')
    // A key that was not found is shown as itself; a value that was not given stays in braces.
    expect(all).not.toMatch(/(Title|Body)\b|\{\{/)
    expect(all).not.toMatch(/error|에러|오류/i)
  })
})

describe('describeFailure', () => {
  it.each(['timed-out', 'incomplete', 'interrupted', 'empty-answer'] as const)(
    'says of %s that it may have been billed and that nothing was sent again',
    (kind) => {
      expect(say(samples[kind]).body).toMatch(/may have been billed; nothing was sent again/)
      expect(say(samples[kind], 'ko').body).toMatch(/청구되었을 수 있고, 다시 보내지는 않았어요/)
      expect(say(samples[kind]).nextStep).toEqual({ label: 'Send again', action: 'try-again' })
    },
  )

  it('does not speak of a bill where there can be none', () => {
    const { body } = describeFailure(samples.cancelled, tIn('en'), true)
    expect(body).toBe('You stopped this request. It cost nothing. The prompt is kept.')
  })

  it('tells a refused prompt from a picture that was held back', () => {
    const refused = { kind: 'moderation-refused', categories: [] } as const
    expect(say({ ...refused, stage: 'input' }).title).toBe('The prompt was refused')
    expect(say({ ...refused, stage: 'output' }).title).toBe('The picture was held back')
    expect(say({ ...refused, stage: 'output' }).body).toMatch(/may have been billed/)
  })

  it('names what a safety check named in the words of the person, each once', () => {
    const categories = ['violence', 'violence/graphic', 'sexual/minors', 'something-new']
    const refused = { kind: 'moderation-refused', stage: 'input', categories } as const
    expect(say(refused).body).toMatch(/Named: violence, sexual content with minors, something-new\.$/)
    expect(say(refused, 'ko').body).toMatch(/해당 항목: 폭력, 미성년자 관련 성적인 내용, something-new\.$/)
  })

  it('names the wait, the field, the model and the place that the failure carries', () => {
    expect(say(samples['rate-limited']).body).toContain('wait 20 seconds')
    expect(say(samples['bad-request']).body).toContain('“size”')
    expect(say({ kind: 'bad-request', field: 'folder' }).title).toBe('This folder is not empty')
    expect(say({ kind: 'bad-request', field: 'path' }).title).toBe('It could not be saved there')
    expect(say(samples['model-retired']).body).toContain('dall-e-3 in favour of gpt-image-2')
    expect(say(samples['library-locked'], 'ko').body).toContain('/pictures 폴더')
  })

  it('speaks of an archive where it is one', () => {
    const fileName = 'Mina.diptych'
    expect(say({ kind: 'damaged-file', fileName }).title).toBe('The archive is damaged')
    expect(say({ kind: 'damaged-file', fileName }, 'ko').body).toContain('“Mina.diptych” 파일이 온전하지 않거나')
    expect(say({ kind: 'unsupported-file', fileName }).title).toBe('This is not a Diptych archive')
    expect(say({ kind: 'library-newer', path: '', version: 9 })).toMatchObject({
      title: 'This archive needs a newer studio',
      nextStep: null,
    })
  })

  it('says which folder, library or printer stood in the way', () => {
    const refused = (field: string, detail?: string) =>
      say({ kind: 'bad-request', field, ...(detail !== undefined && { detail }) }).title
    expect([
      refused('folder'),
      refused('folder', 'A backup of another library'),
      refused('library'),
      refused('printer', 'offline'),
      refused('nameTemplate'),
      say({ kind: 'not-found', what: 'folder' }).title,
    ]).toEqual([
      'This folder is not empty',
      'This folder cannot be used for that',
      'This library is not empty',
      'It was not printed',
      'The files cannot be named so',
      'The backup folder cannot be reached',
    ])
  })

  it('tells a picture without its original from one that is gone', () => {
    expect(say({ kind: 'not-found', what: 'original' }).body).toContain('The record is kept')
    expect(say({ kind: 'not-found', what: 'image' }).title).toBe('It is no longer here')
  })

  it('leads to the place where it can be put right', () => {
    const actionOf = (kind: FailureKind) => say(samples[kind]).nextStep?.action
    expect({
      noKey: actionOf('key-missing'),
      badKey: actionOf('key-refused'),
      noCredit: actionOf('quota'),
      refusedPrompt: actionOf('moderation-refused'),
      goneModel: actionOf('model-retired'),
      lockedLibrary: actionOf('library-locked'),
      defect: actionOf('unexpected'),
    }).toEqual({
      noKey: 'open-settings',
      badKey: 'open-settings',
      noCredit: 'open-billing',
      refusedPrompt: 'edit-prompt',
      goneModel: 'choose-model',
      lockedLibrary: 'choose-library',
      defect: 'open-log-folder',
    })
  })

  it('does not name a log entry that there is none of', () => {
    expect(say({ kind: 'unexpected', logId: '' }).body).not.toContain('log has it')
  })
})
