import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

describe('a text that is kept', () => {
  it.each([
    ['Incorrect API key provided: sk-proj-abcDEF123_456-7.', 'Incorrect API key provided: sk-….'],
    ['authorization: Bearer abc.def-123', 'authorization: … …'],
    ['sent Bearer abc.def-123, twice', 'sent Bearer …, twice'],
    ['{"api_key":"12345","n":1}', '{"api_key":…,"n":1}'],
    ['a risk-free sketch', 'a risk-free sketch'],
  ])('%j is kept as %j', (text, kept) => {
    expect(redact(text)).toBe(kept)
  })
})
