import { describe, expect, it } from 'vitest'
import { isUnencrypted, normalizeBaseUrl, profileOfAddress } from './base-url.ts'

describe('the address of a connection', () => {
  it.each([
    ['https://api.example.com/v1/', 'https://api.example.com/v1'],
    ['https://api.example.com', 'https://api.example.com/v1'],
    [' http://127.0.0.1:8080/ ', 'http://127.0.0.1:8080/v1'],
    ['https://한국.example/openai/v1', 'https://xn--3e0b707e.example/openai/v1'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(normalizeBaseUrl(typed, 'other')).toEqual({ ok: true, value: kept })
  })

  it.each([
    '',
    'api.example.com',
    'ftp://example.com',
    'file:///etc',
    'javascript:alert(1)',
    'https://a:b@example.com',
    'https://e.com/v1?key=1',
  ])('%j is refused', (typed) => {
    expect(normalizeBaseUrl(typed, 'other')).toEqual({ ok: false, failure: { kind: 'bad-request', field: 'baseUrl' } })
  })

  it('gets the path that is usual for its kind of server where it has none', () => {
    const of = (typed: string, profile: 'azure-openai' | 'karlo' | 'localai') => normalizeBaseUrl(typed, profile)

    expect([
      of('https://my.openai.azure.com/', 'azure-openai'),
      of('https://my.openai.azure.com/openai/deployments/x', 'azure-openai'),
      of('https://api.kakaobrain.com', 'karlo'),
      of('http://localhost:8080', 'localai'),
    ]).toMatchObject(
      [
        'https://my.openai.azure.com/openai/v1',
        'https://my.openai.azure.com/openai/deployments/x',
        'https://api.kakaobrain.com',
        'http://localhost:8080/v1',
      ].map((value) => ({ value })),
    )
  })

  it.each([
    ['https://api.openai.com/v1', 'openai'],
    ['https://my.openai.azure.com', 'azure-openai'],
    ['https://api.kakaobrain.com', 'karlo'],
    ['https://api.openai.com.example.org', 'other'],
    ['http://localhost:8080', 'other'],
    ['nonsense', 'other'],
  ])('%s is recognised as %s', (typed, profile) => {
    expect(profileOfAddress(typed)).toBe(profile)
  })

  it('counts as unencrypted only when it is plain http to another computer', () => {
    expect(
      [
        'http://10.0.0.7:8080/v1',
        'http://studio.example/v1',
        'http://127.0.0.1.example.com/v1',
        'http://127.0.0.1:8080/v1',
        'http://localhost:8080/v1',
        'http://[::1]:8080/v1',
        'https://api.openai.com/v1',
      ].map(isUnencrypted),
    ).toEqual([true, true, true, false, false, false, false])
  })
})
