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
