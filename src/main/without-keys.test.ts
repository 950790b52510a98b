import { describe, expect, it } from 'vitest'
import { withoutKeys } from './without-keys.ts'

describe('a text that is kept', () => {
  it.each([
    ['Incorrect API key provided: sk-proj-abcDEF123_456-7.', 'Incorrect API key provided: [key]'],
    ['sk-abcd********wxyz is wrong', '[key] is wrong'],
    ['authorization: Bearer abc.def-123', 'authorization: Bearer [key]'],
    ['sent Bearer abc.def-123, twice', 'sent Bearer [key], twice'],
    ['{"api_key":"12345","n":1}', '{"api_key":[key],"n":1}'],
    ['a risk-free task-force in a disk-drive', 'a risk-free task-force in a disk-drive'],
  ])('%j is kept as %j', (text, kept) => {
    expect(withoutKeys(text)).toBe(kept)
  })
})
