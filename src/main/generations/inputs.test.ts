import { expect, it } from 'vitest'
import type { Draft } from '#shared/generation.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { editDraft, importPicture, saveMask } from '#test/support/edit-library.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { maskOf, noise } from '#test/support/pixel-pictures.ts'
import { createExperiment } from '#test/support/sample-experiment.ts'
import type { ProviderInputs } from '../providers/provider.ts'

async function made(library: TestLibrary) {
  const bytes = Uint8Array.from(makePng())
  const generation = await library.generate([image(bytes), done])
  if (generation.status !== 'succeeded') throw new Error(generation.status)
  return { id: generation.id, imageId: generation.images[0]?.id ?? 0, bytes }
}

async function inputsOf(library: TestLibrary, provider: ProviderId, changes: Partial<Draft>): Promise<ProviderInputs> {
  const begun = await library.operations.beginGeneration({
    draft: { connectionId: 'c', model: 'm', typedPrompt: '밤', params: { size: 'auto', n: 1 }, ...changes },
    provider,
    connectionLabel: 'C',
    sentPrompt: '밤',
    createdAtMs: 1,
  })
  if (!begun.ok) throw new Error(begun.failure.kind)
  return library.operations.generationInputs({ id: begun.value.id })
}

const bytesIn = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes)
const bytesOf = ({ images }: ProviderInputs) => images.map(({ bytes, role }) => ({ bytes, role }))

it('what is to be edited comes first, references follow in their order, and nothing else comes along', async () => {
  await using library = await openTestLibrary()
  const [one, two, three, four] = [await made(library), await made(library), await made(library), await made(library)]
  const sources = [
    { imageId: two.imageId, role: 'reference' as const },
    { imageId: one.imageId, role: 'reference' as const },
    { imageId: four.imageId, role: 'prompt' as const },
    { imageId: three.imageId, role: 'edit' as const },
  ]
  expect(bytesOf(await inputsOf(library, 'openai-images', { sources }))).toEqual([
    { bytes: three.bytes, role: 'edit' },
    { bytes: two.bytes, role: 'reference' },
    { bytes: one.bytes, role: 'reference' },
  ])
})

it('the same bytes leave once, at the first of their places, however often they were chosen', async () => {
  await using library = await openTestLibrary()
  const bytes = Uint8Array.from(makePng())
  const again = await library.generate([image(bytes), image(bytes, 1), done])
  const [first, second] = again.status === 'succeeded' ? again.images : []
  const other = await made(library)
  const sources = [
    { imageId: first?.id ?? 0, role: 'edit' as const },
    { imageId: other.imageId, role: 'reference' as const },
    { imageId: second?.id ?? 0, role: 'reference' as const },
    { imageId: other.imageId, role: 'reference' as const },
  ]
  expect(bytesOf(await inputsOf(library, 'openai-images', { sources }))).toEqual([
    { bytes, role: 'edit' },
    { bytes: other.bytes, role: 'reference' },
  ])
})

it('a mask, or markup, leaves with the picture that it lies on, as it was when the edit was asked for', async () => {
  await using library = await openTestLibrary()
  const imageId = await importPicture(library, noise(8, 6, 'a').png)
  const mask = saveMask(library, imageId, [8, 6])
  const markup = saveMask(library, imageId, [8, 6], { kind: 'markup', isInside: () => true })
  const edited = async (maskId: number | null) => {
    const { mask: sent, markup: signs } = await inputsOf(library, 'openai-images', editDraft(imageId, { maskId }))
    return { mask: sent, markup: signs }
  }
  expect(await edited(null)).toEqual({ mask: null, markup: null })
  expect(await edited(mask.id)).toEqual({ mask: bytesIn(maskOf(8, 6, (x) => x < 4)), markup: null })
  expect(await edited(markup.id)).toEqual({ mask: null, markup: bytesIn(maskOf(8, 6, () => true)) })
})

it('the sketch, which remembers no turns, is handed the picture of the turn before', async () => {
  await using library = await openTestLibrary()
  const [before, chosen] = [await made(library), await made(library)]
  const turn = { previousGenerationId: before.id }
  const sources = [{ imageId: chosen.imageId, role: 'reference' as const }]
  expect({
    alone: bytesOf(await inputsOf(library, 'sketch', turn)),
    withReference: bytesOf(await inputsOf(library, 'sketch', { ...turn, sources })),
    withOtherPicture: bytesOf(
      await inputsOf(library, 'sketch', { ...turn, sources: [{ imageId: chosen.imageId, role: 'edit' }] }),
    ),
    ofAnother: bytesOf(await inputsOf(library, 'openai-images', turn)),
  }).toEqual({
    alone: [{ bytes: before.bytes, role: 'edit' }],
    withReference: [
      { bytes: before.bytes, role: 'edit' },
      { bytes: chosen.bytes, role: 'reference' },
    ],
    withOtherPicture: [{ bytes: chosen.bytes, role: 'edit' }],
    ofAnother: [],
  })
})

it('what an experiment asks for is to be judged blind, and the provider is told', async () => {
  await using library = await openTestLibrary()
  expect(await inputsOf(library, 'sketch', {})).not.toHaveProperty('isJudgedBlind')
  const id = createExperiment(library)
  const [trial] = library.operations.experimentWork({ id, limit: 1 }).next
  const begun = await library.operations.beginGeneration({
    draft: { connectionId: 'c', model: 'm', typedPrompt: '밤', params: { size: 'auto', n: 1 } },
    provider: 'sketch',
    connectionLabel: 'C',
    sentPrompt: '밤',
    createdAtMs: 1,
    trial: { trialId: trial?.trialId ?? 0, armId: trial?.armId ?? 0, experimentId: id },
  })
  if (!begun.ok) throw new Error(begun.failure.kind)
  expect(await library.operations.generationInputs({ id: begun.value.id })).toMatchObject({ isJudgedBlind: true })
})
