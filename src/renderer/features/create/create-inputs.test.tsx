import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useDraftStore } from '#renderer/draft-store.ts'
import { err, ok } from '#shared/result.ts'
import { openCreateRoom, resetCreateRoom } from '#test/support/open-create-room.tsx'
import { sampleImage, sampleSucceeded, sketchModel } from '#test/support/sample-records.ts'

const generateButton = () => screen.getByRole('button', { name: 'Generate' })
const taking = (model: Partial<typeof sketchModel>) => ({
  'connections.models': () => ok({ models: [{ ...sketchModel, ...model }] }),
})

beforeEach(resetCreateRoom)
afterEach(cleanup)

test('references are shown in their order, can be moved and taken out, and leave so', async () => {
  const { user, prompt, started } = await openCreateRoom({
    handlers: {
      ...taking({ edits: { ...sketchModel.edits, maxInputImages: 2 } }),
      'images.get': ({ id }) =>
        id === 3
          ? err({ kind: 'not-found', what: 'image' })
          : ok({
              image: sampleImage({ id }),
              generation: sampleSucceeded({ typedPrompt: `picture ${id}` }),
              siblings: [],
              tags: [],
              collectionIds: [],
              metadata: null,
            }),
    },
  })
  await user.type(prompt, 'a fox in the manner of these')
  const { useAsReference: add } = useDraftStore.getState()
  act(() => {
    for (const id of [1, 2, 3]) add(id)
  })
  const references = screen.getByRole('region', { name: 'References' })
  expect(await within(references).findByText('This picture is no longer here.')).toBeTruthy()
  expect(within(references).getByText('This model takes 2 references at most.')).toBeTruthy()
  expect(generateButton()).toHaveProperty('disabled', true)

  await user.click(within(references).getByRole('button', { name: 'Remove reference 3' }))
  await user.click(within(references).getByRole('button', { name: 'Move reference 2 up' }))
  expect(
    within(references)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['1picture 2', '2picture 1'])
  await user.click(generateButton())
  await waitFor(() =>
    expect(started().map(({ sources }) => sources)).toEqual([
      [
        { imageId: 2, role: 'reference' },
        { imageId: 1, role: 'reference' },
      ],
    ]),
  )
})

test('a turn says what it goes on from, until it is begun anew', async () => {
  const previous = sampleSucceeded({ id: 7, provider: 'sketch', connectionId: 'sketch', typedPrompt: 'a red fox' })
  const { user, prompt, started } = await openCreateRoom({ handlers: { 'generations.get': () => ok(previous) } })
  act(
    () =>
      void useDraftStore.getState().goOnFrom({ ...previous, model: 'sketch', requestedParams: { size: 'auto', n: 1 } }),
  )
  expect(await screen.findByText('Goes on from “a red fox”')).toBeTruthy()
  await user.type(prompt, 'now in the snow')
  await user.click(generateButton())
  await waitFor(() => expect(started().map((draft) => draft.previousGenerationId)).toEqual([7]))

  act(() => useDraftStore.getState().setConnection('openai'))
  expect(await screen.findByText(/remembers this conversation/)).toBeTruthy()
  expect(generateButton()).toHaveProperty('disabled', true)
  await user.click(screen.getByRole('button', { name: 'Do not go on; begin anew' }))
  expect(screen.queryByText(/Goes on from/)).toBeNull()
  expect(generateButton()).toHaveProperty('disabled', false)
})

test('what only some servers know has a field there, and leaves only when it was filled in', async () => {
  const { user, prompt, started } = await openCreateRoom({
    handlers: taking({ extraParams: ['negativePrompt', 'seed', 'steps', 'guidance'], styles: ['vivid', 'natural'] }),
  })
  await user.type(prompt, 'a fox')
  await user.type(await screen.findByRole('textbox', { name: 'Negative prompt' }), 'text, 글자')
  await user.type(screen.getByRole('textbox', { name: 'Seed' }), '42{Tab}')
  await user.type(screen.getByRole('textbox', { name: 'Guidance' }), '7.5{Tab}')
  await user.click(screen.getByRole('combobox', { name: 'Style' }))
  await user.click(await screen.findByRole('option', { name: 'Natural' }))
  await user.click(generateButton())

  await user.clear(screen.getByRole('textbox', { name: 'Seed' }))
  await user.tab()
  await user.clear(screen.getByRole('textbox', { name: 'Negative prompt' }))
  await user.click(generateButton())
  await waitFor(() => expect(started()).toHaveLength(2))
  const always = { size: 'auto', n: 1, partialImages: 2, style: 'natural', guidance: 7.5 }
  expect(started().map(({ params }) => params)).toEqual([{ ...always, negativePrompt: 'text, 글자', seed: 42 }, always])
})
