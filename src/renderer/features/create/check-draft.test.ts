import { expect, test } from 'vitest'
import { emptyDraft } from '#renderer/draft-store.ts'
import { sketchConnection, sketchModel } from '#test/support/sample-records.ts'
import { checkDraft } from './check-draft.ts'

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
