import { expect, test } from 'vitest'
import { emptyDraft } from '#renderer/draft-store.ts'
import { sketchConnection, sketchModel } from '#test/support/sample-records.ts'
import { checkEdit } from './check-edit.ts'

const able = { maxInputImages: 3, hasMask: true, hasMarkup: true, inputFidelities: [] }
const target = { connection: sketchConnection, model: { ...sketchModel, edits: able } }
const ways = [{ connection: sketchConnection, models: [target.model] }]
const draft = { ...emptyDraft, typedPrompt: 'No lamp' }
const edited = { imageId: 4, kind: 'part', isEmpty: false, keepsEverythingElse: true, featherPx: 8 } as const

test('the picture that is edited goes first, then the references in their order', () => {
  const sources = [
    { imageId: 9, role: 'reference' },
    { imageId: 2, role: 'reference' },
  ] as const
  expect(checkEdit({ ...draft, sources }, target, edited, ways)).toMatchObject({
    problem: null,
    draft: {
      typedPrompt: 'No lamp',
      sources: [{ imageId: 4, role: 'edit' }, ...sources],
      edit: { maskId: null, keepsEverythingElse: true, featherPx: 8 },
    },
  })
})

test('references beside the picture stop before a model that takes fewer', () => {
  const sources = [1, 2, 3].map((imageId) => ({ imageId, role: 'reference' }) as const)
  expect(checkEdit({ ...draft, sources }, target, edited, ways).problem).toEqual({
    kind: 'draft',
    problem: { kind: 'too-many-references', limit: 2 },
  })
})

test('an empty mask cannot be run, and neither can an edit without words', () => {
  expect(checkEdit(draft, target, { ...edited, isEmpty: true }, ways).problem).toEqual({ kind: 'empty-drawing' })
  expect(checkEdit(draft, target, { ...edited, isEmpty: true, kind: 'whole' }, ways).problem).toBeNull()
  expect(checkEdit({ ...draft, typedPrompt: ' ' }, target, edited, ways).problem).toEqual({
    kind: 'draft',
    problem: { kind: 'no-prompt' },
  })
})

test('a style wants a reference to take it from', () => {
  expect(checkEdit(draft, target, { ...edited, kind: 'style' }, ways).problem).toEqual({ kind: 'needs-reference' })
})

test('a model that cannot do it names one that can', () => {
  const wordsOnly = { ...target.model, id: 'words', edits: { ...able, maxInputImages: 0, hasMask: false } }
  const unmasked = { ...target.model, id: 'unmasked', edits: { ...able, hasMask: false, hasMarkup: false } }
  const all = [{ connection: sketchConnection, models: [wordsOnly, unmasked, target.model] }]
  const problemOf = (model: typeof wordsOnly, kind: 'part' | 'whole' | 'markup', among = all) =>
    checkEdit(draft, { connection: sketchConnection, model }, { ...edited, kind }, among).problem
  expect(problemOf(wordsOnly, 'whole')).toEqual({
    kind: 'no-edits',
    instead: { connection: sketchConnection, model: unmasked },
  })
  expect(problemOf(unmasked, 'part')).toEqual({ kind: 'no-mask', instead: target })
  expect(problemOf(unmasked, 'markup')).toEqual({ kind: 'no-markup', instead: target })
  expect(problemOf(unmasked, 'part', [])).toEqual({ kind: 'no-mask', instead: null })
})

test('only a mask keeps everything else', () => {
  expect(checkEdit(draft, target, { ...edited, kind: 'whole' }, ways).draft.edit).toEqual({
    maskId: null,
    keepsEverythingElse: false,
    featherPx: 8,
  })
})

test('a transparent background is asked for whatever was chosen before', () => {
  const model = { ...target.model, backgrounds: ['auto', 'transparent', 'opaque'] as const }
  const checked = checkEdit(draft, { ...target, model }, { ...edited, kind: 'transparent' }, ways)
  expect(checked.draft.params.background).toBe('transparent')
})
