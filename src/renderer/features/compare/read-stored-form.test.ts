import { expect, test } from 'vitest'
import { emptyDraft } from '#renderer/draft-store.ts'
import { formFromDraft, newArm, type PlanForm } from './plan-form.ts'
import { readStoredForm } from './read-stored-form.ts'

const whole: PlanForm = {
  ...formFromDraft({ ...emptyDraft, typedPrompt: '달빛 아래 여우', connectionId: 'openai', model: 'gpt-image-2' }),
  title: 'Foxes',
  prompts: [
    { key: 1, text: '달빛 아래 여우' },
    { key: 2, text: '' },
  ],
  arms: [
    { ...newArm(3, 'verbatim', { connectionId: null, model: null }), label: 'Plain' },
    {
      ...newArm(4, 'augmented', { connectionId: 'openai', model: 'gpt-image-2' }),
      rewriter: { connectionId: 'openai', model: '' },
      instructions: 'Make it rhyme.',
    },
    {
      ...newArm(5, 'custom', { connectionId: 'openai', model: 'gpt-image-2' }),
      ownParams: { size: '2048x2048', quality: 'low' },
      prompt: 'Ink',
      suffix: 'wet',
    },
  ],
  repeats: 7,
  params: { size: '1024x1024', n: 1, quality: 'high', negativePrompt: '글자' },
  isCustomSize: true,
  referenceIds: [4, 2],
  seedLeftOut: 7,
  nextKey: 6,
}

test('a form that was stored is read back as it was', () => {
  expect(readStoredForm(JSON.stringify(whole))).toEqual(whole)
})

test.each([
  ['nothing', null],
  ['half a write', '{"prompts":[{"key":1,"te'],
  ['something else', '"fox"'],
  ['a form without prompts', JSON.stringify({ ...whole, prompts: [] })],
  ['a form of one arm', JSON.stringify({ ...whole, arms: whole.arms.slice(0, 1) })],
])('%s is no form', (_, stored) => {
  expect(readStoredForm(stored)).toBeNull()
})

test('what is understood of a form from another version is taken', () => {
  const [plain] = whole.arms
  const stored = {
    prompts: [{ text: 'fox' }, 7, { text: 8 }],
    arms: [plain, { kind: 'dreamed' }, 'x', { kind: 'custom', ownParams: { seed: 'x', steps: 20 }, rewriter: 3 }],
    repeats: 99,
    referenceIds: [1, -1, 'x'],
    new: true,
  }
  expect(readStoredForm(JSON.stringify(stored))).toEqual({
    title: '',
    prompts: [{ key: 1, text: 'fox' }],
    arms: [
      { ...plain, key: 2 },
      { ...newArm(3, 'custom', { connectionId: null, model: null }), ownParams: { steps: 20 }, instructions: '' },
    ],
    repeats: 4,
    params: { size: 'auto', n: 1 },
    isCustomSize: false,
    referenceIds: [1],
    seedLeftOut: null,
    nextKey: 4,
  })
})
