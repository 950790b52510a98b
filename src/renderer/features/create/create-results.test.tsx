import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { useDraftStore } from '#renderer/draft-store.ts'
import { err, ok } from '#shared/result.ts'
import { openCreateRoom, resetCreateRoom } from '#test/support/open-create-room.tsx'
import {
  freeSizeModel,
  sampleFailed,
  sampleImage,
  sampleMaybeBilled,
  sampleRunning,
  sampleSucceeded,
} from '#test/support/sample-records.ts'
import { useCreateStore } from './create-store.ts'

const generateButton = () => screen.getByRole('button', { name: 'Generate' })

beforeEach(resetCreateRoom)
afterEach(cleanup)

describe('a generation', () => {
  it('runs, shows its previews in place, and ends as a picture that opens the viewer', async () => {
    const { user, prompt, bridge, settle, container } = await openCreateRoom()
    await user.type(prompt, 'a red fox')
    await user.click(generateButton())
    expect(await screen.findByText(/Making the picture/)).toBeTruthy()

    act(() => bridge.emit('generation.previewed', { id: 100, position: 0, index: 0, url: '/preview/100-0-0.png' }))
    expect(screen.getByRole('img', { name: 'Preview of “a red fox”' }).getAttribute('src')).toBe('/preview/100-0-0.png')

    const image = sampleImage({ id: 7, generationId: 100 })
    settle(sampleSucceeded({ id: 100, typedPrompt: 'a red fox', images: [image] }))
    const [onStage] = await screen.findAllByRole('button', { name: 'Open “a red fox”' })
    expect(screen.queryByText(/Making the picture/)).toBeNull()
    expect(container.querySelector(`img[src="/blob/${image.sha256}.png"]`)).not.toBeNull()
    expect(container.querySelector(`img[src="/thumb/${image.sha256}.webp"]`)).not.toBeNull()

    if (onStage !== undefined) await user.click(onStage)
    expect(useAppStore.getState().viewer).toEqual({ imageIds: [7], imageId: 7 })
    expect(useAppStore.getState().selectedImageId).toBe(7)
  })

  it('runs beside others, and Cancel stops the newest of them', async () => {
    const { user, prompt, bridge } = await openCreateRoom()
    await user.type(prompt, 'one')
    await user.click(generateButton())
    await user.type(prompt, ' two')
    await user.click(generateButton())
    expect(await screen.findAllByRole('button', { name: /being made/ })).toHaveLength(2)

    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(bridge.inputsOf('generations.cancel')).toEqual([{ id: 101 }])
    await user.click(screen.getByRole('button', { name: 'Stop “one”' }))
    expect(bridge.inputsOf('generations.cancel')).toEqual([{ id: 101 }, { id: 100 }])
  })

  it('is not started twice by a double click', async () => {
    const { user, prompt, started } = await openCreateRoom()
    await user.type(prompt, 'fox')
    await user.dblClick(generateButton())
    await waitFor(() => expect(started()).toHaveLength(1))
  })

  it('is stopped by Shift+X, but not while typing', async () => {
    const { user, prompt, bridge } = await openCreateRoom({ recent: [sampleRunning({ id: 5 })] })
    await user.type(prompt, '{Shift>}X{/Shift}')
    expect(bridge.inputsOf('generations.cancel')).toEqual([])
    act(() => prompt.blur())
    await user.keyboard('{Shift>}[KeyX]{/Shift}')
    expect(bridge.inputsOf('generations.cancel')).toEqual([{ id: 5 }])
  })

  it('that could not be started says so beside the button, with the next step', async () => {
    const { user, prompt } = await openCreateRoom({
      handlers: { 'generations.start': () => err({ kind: 'disk-full' }) },
    })
    await user.type(prompt, 'fox')
    await user.click(generateButton())
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('The disk is full')
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeTruthy()

    await user.type(prompt, ' in snow')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('that failed offers its next step in the strip and on the stage', async () => {
    const refused = sampleFailed({
      typedPrompt: 'something refused',
      failure: { kind: 'moderation-refused', stage: 'input', categories: ['violence'] },
    })
    const { user } = await openCreateRoom({ recent: [refused] })
    expect(await screen.findByRole('button', { name: 'Show “something refused”: The prompt was refused' })).toBeTruthy()
    const steps = screen.getAllByRole('button', { name: 'Change the prompt' })
    expect(steps).toHaveLength(2)
    if (steps[0] !== undefined) await user.click(steps[0])
    expect(useDraftStore.getState()).toMatchObject({ typedPrompt: 'something refused', model: freeSizeModel.id })
  })

  it('that may have been billed is sent again only when the person says so, and just as it was', async () => {
    const { user, started } = await openCreateRoom({ recent: [sampleMaybeBilled()] })
    expect(await screen.findAllByText('No answer in time')).not.toEqual([])
    expect(started()).toEqual([])
    const [sendAgain] = screen.getAllByRole('button', { name: 'Send again' })
    if (sendAgain !== undefined) await user.click(sendAgain)
    await waitFor(() =>
      expect(started()).toEqual([
        {
          connectionId: 'openai',
          model: freeSizeModel.id,
          typedPrompt: 'A red fox',
          params: { size: '1024x1024', n: 1, quality: 'high' },
        },
      ]),
    )
  })

  it('of the sketch is labelled as one', async () => {
    await openCreateRoom({ recent: [sampleSucceeded({ provider: 'sketch', model: 'sketch' })] })
    const facts = await screen.findByText(/^Sketch · offline sketch, not AI · 1024 × 1024/)
    expect(facts).toBeTruthy()
  })

  it('is left out of the strip when its picture lies in the Trash', async () => {
    await openCreateRoom({ recent: [sampleSucceeded({ images: [sampleImage({ deletedAtMs: 5 })] })] })
    expect(await screen.findByText('In the Trash')).toBeTruthy()
    expect(screen.queryByRole('list', { name: 'Recent' })).toBeNull()
  })
})

describe('the strip', () => {
  it('is one stop for Tab, and arrow keys put its neighbours on the stage', async () => {
    const first = sampleSucceeded({ id: 2, typedPrompt: 'first', images: [sampleImage({ id: 21 })] })
    const second = sampleSucceeded({ id: 1, typedPrompt: 'second', images: [sampleImage({ id: 11 })] })
    const { user } = await openCreateRoom({ recent: [first, second] })
    const strip = within(await screen.findByRole('list', { name: 'Recent' }))
    const stops = strip.getAllByRole('button').map((button) => button.tabIndex)
    expect(stops).toEqual([0, -1])

    act(() => strip.getByRole('button', { name: 'Open “first”' }).focus())
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(strip.getByRole('button', { name: 'Open “second”' }))
    expect(useCreateStore.getState().pickedGenerationId).toBe(1)
  })
})

describe('an open provenance panel', () => {
  it('turns to the new picture when it is done', async () => {
    const { user, prompt, settle } = await openCreateRoom({ recent: [sampleSucceeded()] })
    act(() => useAppStore.getState().selectImage(11))
    await user.type(prompt, 'fox')
    await user.click(generateButton())
    await screen.findByText(/Making the picture/)
    settle(sampleSucceeded({ id: 100, images: [sampleImage({ id: 77, generationId: 100 })] }))
    await waitFor(() => expect(useAppStore.getState().selectedImageId).toBe(77))
  })

  it('is opened from the stage for the picture on it', async () => {
    useAppStore.setState({ isProvenanceOpen: false })
    const { user } = await openCreateRoom({ recent: [sampleSucceeded()] })
    await user.click(await screen.findByRole('button', { name: 'Show provenance' }))
    expect(useAppStore.getState()).toMatchObject({ selectedImageId: 11, isProvenanceOpen: true })
  })
})

describe('the first start', () => {
  it('shows that it works without a key, and fills the prompt with an example', async () => {
    const { user, prompt } = await openCreateRoom({ language: 'ko' })
    expect(await screen.findByText(/오프라인 스케치는 키도 네트워크도 비용도 없이/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /붉은 여우/ }))
    expect(prompt).toHaveProperty('value', '첫눈 내린 아침, 자작나무 아래 잠든 붉은 여우, 고요한 빛')
  })

  it('does not overwrite what is being typed without a way back', async () => {
    const { user, prompt } = await openCreateRoom()
    await user.type(prompt, 'my own words')
    await user.click(await screen.findByRole('button', { name: /A red fox asleep/ }))
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(prompt).toHaveProperty('value', 'my own words')
  })
})

describe('what cannot be loaded', () => {
  it('says so in place and tries again', async () => {
    let isBroken = true
    const { user } = await openCreateRoom({
      handlers: {
        'generations.recent': () => (isBroken ? err({ kind: 'unexpected', logId: 'x' }) : ok({ generations: [] })),
        'app.openLogFolder': () => ok({}),
      },
    })
    expect(await screen.findByText('Recent pictures could not be loaded')).toBeTruthy()
    isBroken = false
    await user.click(screen.getByRole('button', { name: 'Open the log folder' }))
  })
})
