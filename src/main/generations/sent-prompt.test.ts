import { describe, expect, it } from 'vitest'
import type { Draft } from '#shared/generation.ts'
import { sentPromptOf } from './sent-prompt.ts'

const draft: Draft = { connectionId: 'c', model: 'dall-e-2', typedPrompt: '여우', params: { size: '512x512', n: 1 } }
const reference = { imageId: 1, role: 'reference' } as const

describe('the sent prompt', () => {
  it('is what was typed', () => {
    expect(sentPromptOf(draft, 'dall-e')).toBe('여우')
    expect(sentPromptOf({ ...draft, sources: [{ imageId: 1, role: 'edit' }] }, 'dall-e')).toBe('여우')
    expect(sentPromptOf({ ...draft, sources: [{ imageId: 1, role: 'prompt' }] }, 'dall-e')).toBe('여우')
    expect(sentPromptOf({ ...draft, sources: [reference] }, 'openai')).toBe('여우')
  })

  it('is empty where a picture is varied, which takes no word', () => {
    expect(sentPromptOf({ ...draft, sources: [reference] }, 'dall-e')).toBe('')
    expect(sentPromptOf({ ...draft, sources: [reference, { imageId: 2, role: 'recipe' }] }, 'dall-e')).toBe('')
  })
})
