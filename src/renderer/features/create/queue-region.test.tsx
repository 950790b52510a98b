import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { QueueState } from '#shared/queue.ts'
import { ok } from '#shared/result.ts'
import { openCreateRoom, resetCreateRoom } from '#test/support/open-create-room.tsx'
import { sampleQueued, sampleRunning } from '#test/support/sample-records.ts'

beforeEach(resetCreateRoom)
afterEach(cleanup)

const queue = (changes: Partial<QueueState['lanes'][number]> = {}, isHeld = false): QueueState => ({
  isHeld,
  lanes: [
    {
      connectionId: 'openai',
      connectionLabel: 'OpenAI',
      waitingCount: 498,
      runningCount: 2,
      maxConcurrent: 3,
      restsUntilMs: null,
      isParked: false,
      ...changes,
    },
  ],
})

async function openQueue(state: QueueState, language: 'en' | 'ko' = 'en') {
  const opened = await openCreateRoom({
    language,
    handlers: {
      'queue.get': () => ok({ state }),
      'queue.list': () =>
        ok({
          generations: [
            sampleRunning({ id: 1, typedPrompt: 'out' }),
            sampleQueued({ id: 2, typedPrompt: 'next' }),
            sampleQueued({ id: 3, typedPrompt: 'after it' }),
          ],
        }),
      'queue.hold': () => ok({}),
      'queue.cancelWaiting': () => ok({ count: 498 }),
    },
  })
  const region = await screen.findByRole('region', { name: language === 'en' ? 'Queue' : '대기열' })
  return { ...opened, region }
}

describe('the queue', () => {
  it.each([
    ['en', queue(), '2 being made · 498 waiting'],
    ['en', queue({}, true), '2 being made · 498 waiting · Paused'],
    ['en', queue({ isParked: true }), '2 being made · 498 waiting · Waits for the network'],
    ['en', { isHeld: false, lanes: [] }, 'Nothing is waiting'],
    ['ko', queue({ isParked: true }), '2개 만드는 중 · 498개 대기 · 네트워크를 기다리고 있어요'],
  ] as const)('says in %s how it stands', async (language, state, words) => {
    const { region } = await openQueue(state, language)
    await waitFor(() => expect(region.textContent).toContain(words))
  })

  it('counts a pause down, second by second', async () => {
    const { region } = await openQueue(queue({ restsUntilMs: Date.now() + 42_000 }))
    await waitFor(() => expect(region.textContent).toContain('OpenAI asked for a pause: 42 s'))
    await waitFor(() => expect(region.textContent).toContain('OpenAI asked for a pause: 41 s'))
  })

  it('lists what is out and what comes next, says how many more there are, and cancels one', async () => {
    const { region, user, bridge } = await openQueue(queue())
    await user.click(within(region).getByRole('button', { name: 'Queue' }))
    const items = await within(region).findAllByRole('listitem')
    expect(items.map((item) => item.querySelector('button')?.textContent)).toEqual(['out', 'next', 'after it'])
    expect(region.textContent).toContain('up to 3 at once')
    expect(region.textContent).toContain('and 497 more')
    await user.click(within(region).getByRole('button', { name: 'Cancel “next”' }))
    expect(bridge.inputsOf('generations.cancel')).toEqual([{ id: 2 }])
  })

  it('is paused and let go', async () => {
    const held = await openQueue(queue({}, true))
    await held.user.click(await within(held.region).findByRole('button', { name: 'Continue the queue' }))
    expect(held.bridge.inputsOf('queue.hold')).toEqual([{ isHeld: false }])
    cleanup()
    const going = await openQueue(queue())
    await going.user.click(await within(going.region).findByRole('button', { name: 'Pause the queue' }))
    expect(going.bridge.inputsOf('queue.hold')).toEqual([{ isHeld: true }])
  })

  it('cancels all that waits only after asking', async () => {
    const { region, user, bridge } = await openQueue(queue())
    await user.click(await within(region).findByRole('button', { name: 'Cancel all that waits' }))
    expect(await screen.findByText('Cancel 498 waiting generations?')).toBeTruthy()
    expect(bridge.inputsOf('queue.cancelWaiting')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Cancel them' }))
    expect(bridge.inputsOf('queue.cancelWaiting')).toEqual([{ connectionId: null }])
  })

  it('is read again once for a flood of changes', async () => {
    const { bridge } = await openQueue(queue())
    await waitFor(() => expect(bridge.inputsOf('queue.get').length).toBeGreaterThan(0))
    const before = bridge.inputsOf('generations.recent').length
    const generation = sampleQueued({ id: 9 })
    act(() => {
      for (let index = 0; index < 500; index += 1) bridge.emit('generation.changed', { generation })
    })
    await waitFor(() => expect(bridge.inputsOf('generations.recent').length).toBe(before + 2))
  })
})
