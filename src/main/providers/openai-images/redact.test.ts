import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

describe('redact', () => {
  it.each([
    ['the key in use, of whatever shape', 'no such key: 8f3a-own-server', 'no such key: [key]'],
    ['an OpenAI key', 'Incorrect API key provided: sk-proj-abc_DEF-123.', 'Incorrect API key provided: [key]'],
    ['one that the provider masked by half', 'sk-abcd********wxyz is wrong', '[key] is wrong'],
    ['a header', 'sent Authorization: Bearer abc.def', 'sent Authorization: Bearer [key]'],
  ])('takes out %s', (_, text, redacted) => {
    expect(redact(text, '8f3a-own-server')).toBe(redacted)
  })

  it('leaves other words alone, and takes the key out before it cuts', () => {
    expect(redact('a task-force in a disk-drive', null)).toBe('a task-force in a disk-drive')
    const text = `${'x'.repeat(1990)}8f3a-own-server`
    expect(redact(text, '8f3a-own-server')).toBe(`${'x'.repeat(1990)}[key]`)
  })
})
