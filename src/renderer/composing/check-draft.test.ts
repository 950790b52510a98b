import { expect, test } from 'vitest'
import { emptyDraft } from '#renderer/draft-store.ts'
import { sketchConnection, sketchModel } from '#test/support/sample-records.ts'
import { checkDraft } from './check-draft.ts'

test('a prompt in another script stops before a model that reads English only', () => {
  const target = { connection: sketchConnection, model: { ...sketchModel, promptLanguage: 'en' as const } }
  const problemOf = (typedPrompt: string) => checkDraft({ ...emptyDraft, typedPrompt }, target).problem
  expect(problemOf('눈 속의 여우')).toEqual({ kind: 'prompt-not-english' })
  expect(problemOf('a fox at the café 🦊')).toBeNull()
  expect(
    checkDraft({ ...emptyDraft, typedPrompt: '눈 속의 여우' }, { ...target, model: sketchModel }).problem,
  ).toBeNull()
})

test('a draft that was begun from a picture says so, and another says nothing', () => {
  const target = { connection: sketchConnection, model: sketchModel }
  const draft = { ...emptyDraft, typedPrompt: 'A red fox' }
  const sources = [{ imageId: 11, role: 'prompt' }] as const
  expect(checkDraft({ ...draft, sources }, target).draft).toMatchObject({
    typedPrompt: 'A red fox',
    sources: [{ imageId: 11, role: 'prompt' }],
  })
  expect(checkDraft(draft, target).draft).not.toHaveProperty('sources')
})

test('references stop before a model that takes none, or fewer', () => {
  const draft = {
    ...emptyDraft,
    typedPrompt: 'A red fox',
    sources: [
      { imageId: 1, role: 'prompt' },
      { imageId: 2, role: 'reference' },
      { imageId: 3, role: 'reference' },
    ],
  } as const
  const problemWith = (maxInputImages: number) => {
    const model = { ...sketchModel, edits: { ...sketchModel.edits, maxInputImages } }
    return checkDraft(draft, { connection: sketchConnection, model }).problem
  }
  expect([0, 1, 2].map(problemWith)).toEqual([
    { kind: 'too-many-references', limit: 0 },
    { kind: 'too-many-references', limit: 1 },
    null,
  ])
})

test('a conversation goes on only where it was begun', () => {
  const target = { connection: sketchConnection, model: sketchModel }
  const check = (turnBefore: (typeof emptyDraft)['turnBefore']) =>
    checkDraft({ ...emptyDraft, typedPrompt: 'A red fox', turnBefore }, target)
  const here = { generationId: 7, provider: 'sketch', connectionId: sketchConnection.id }
  expect(check(here)).toMatchObject({ draft: { previousGenerationId: 7 }, problem: null })
  expect(check({ ...here, connectionId: 'openai' }).problem).toEqual({ kind: 'other-conversation' })
  expect(check({ ...here, provider: 'openai-responses' }).problem).toEqual({ kind: 'other-conversation' })
  expect(check(null).draft).not.toHaveProperty('previousGenerationId')
})
