import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DifferenceReply, DifferenceRequest } from '#renderer/comparison/difference-messages.ts'
import { useOrganiseStore } from '#renderer/organise-store.ts'
import { giveElementsRoom, installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { Compare } from './compare.tsx'
import { ComparePicker } from './compare-picker.tsx'

giveElementsRoom(500, 400)
const pictures = [
  { id: 1, prompt: 'a red fox', width: 1000, height: 800 },
  { id: 2, prompt: 'a blue fox', width: 2000, height: 1600 },
]
const compare = () => useOrganiseStore.getState().compare

beforeEach(() => useOrganiseStore.setState(useOrganiseStore.getInitialState(), true))

describe('two pictures side by side', () => {
  async function open() {
    installFakeImageLibrary(pictures)
    const view = renderInApp(<Compare />)
    act(() => useOrganiseStore.getState().showCompare(1, 2))
    await screen.findByRole('region', { name: 'What differs' })
    return view
  }
  const placeOf = (side: string) => {
    const [picture] = within(screen.getByRole('region', { name: side })).getAllByRole('img')
    const { transform = '', width = '' } = picture?.parentElement?.style ?? {}
    return { transform, width }
  }

  it('are under one zoom, by key, button and wheel on either', async () => {
    const { user } = await open()
    const whole = { transform: 'translate(-250px, -200px)', width: '500px' }
    expect([placeOf('Left'), placeOf('Right')]).toEqual([whole, whole])
    await user.keyboard('+')
    const [left, right] = [placeOf('Left'), placeOf('Right')]
    expect(left.width).toBe('750px')
    expect(right).toEqual(left)
    await user.keyboard('{ArrowRight}')
    expect(placeOf('Left').transform).not.toBe(left.transform)
    expect(placeOf('Right')).toEqual(placeOf('Left'))
    await user.keyboard('0')
    expect(placeOf('Right')).toEqual(whole)

    const [picture] = within(screen.getByRole('region', { name: 'Right' })).getAllByRole('img')
    if (picture === undefined) throw new Error('No picture on the right.')
    fireEvent.wheel(picture, { deltaY: -300 })
    await waitFor(() => expect(placeOf('Left').width).not.toBe('500px'))
    expect(placeOf('Right').width).toBe(placeOf('Left').width)
    await user.click(screen.getByRole('button', { name: 'Fit to window' }))
    expect([placeOf('Left'), placeOf('Right')]).toEqual([whole, whole])
  })

  it('are told apart by what differs, and by nothing else', async () => {
    await open()
    const sides = within(screen.getByRole('region', { name: 'What differs' }))
    const shown = ['Left', 'Right'].map((side) =>
      Array.from(sides.getByLabelText(side).children, (child) => child.textContent),
    )
    expect(shown).toEqual([
      ['Dimensions', '1000 × 800'],
      ['Dimensions', '2000 × 1600'],
    ])
    const prompts = within(sides.getByRole('region', { name: 'Prompts against each other' }))
    expect(prompts.getByRole('paragraph').textContent).toBe('a  [removed] red [added] blue fox')
  })

  it('show any two of their texts against each other: typed, sent and revised', async () => {
    const { user } = await open()
    const prompts = within(screen.getByRole('region', { name: 'Prompts against each other' }))
    const [from, to] = prompts.getAllByRole('combobox')
    if (from === undefined || to === undefined) throw new Error('Nothing to choose from.')
    expect([from.textContent, to.textContent]).toEqual(['Left · Typed', 'Right · Typed'])
    await user.click(from)
    expect((await screen.findAllByRole('option')).map((option) => [option.textContent, option.ariaDisabled])).toEqual([
      ['Left · Typed', null],
      ['Left · Sent', null],
      ['Left · Revised by the modelNot reported', 'true'],
      ['Right · Typed', null],
      ['Right · Sent', null],
      ['Right · Revised by the modelNot reported', 'true'],
    ])
    await user.click(screen.getByRole('option', { name: 'Right · Typed' }))
    expect(prompts.getByText('The same text:')).toBeTruthy()
    expect(prompts.queryByRole('insertion')).toBeNull()
  })

  it('can change sides, and are left with Escape', async () => {
    const { user } = await open()
    await user.keyboard('x')
    expect(compare()).toEqual({ kind: 'shown', leftId: 2, rightId: 1 })
    await user.click(screen.getByRole('button', { name: 'Swap sides' }))
    expect(compare()).toEqual({ kind: 'shown', leftId: 1, rightId: 2 })
    await user.keyboard('{Escape}')
    expect(compare()).toBeNull()
  })
})

describe('the six views', () => {
  const sameSize = pictures.map((picture) => ({ ...picture, width: 1000, height: 800 }))
  async function open(shown: typeof pictures = sameSize) {
    installFakeImageLibrary(shown)
    const view = renderInApp(<Compare />)
    act(() => useOrganiseStore.getState().showCompare(1, 2))
    await screen.findByRole('region', { name: 'What differs' })
    return view
  }
  const chosen = (): string | null =>
    within(screen.getByRole('radiogroup', { name: 'View' })).getByRole('radio', { checked: true }).textContent
  // One that is not shown has no role and no name.
  const pane = (side: string): HTMLElement => {
    const found = document.querySelector<HTMLElement>(`section[aria-label="${side}"]`)
    if (found === null) throw new Error(`No picture on the ${side}.`)
    return found
  }
  const shownPictures = (): readonly (string | null)[] =>
    screen.getAllByRole('img').map((picture) => picture.getAttribute('alt') || null)

  it('follow each other by M, with place and scale as they were', async () => {
    stubDifferenceWorker([800_000])
    const { user } = await open()
    const group = screen.getByRole('radiogroup', { name: 'View' })
    expect(
      within(group)
        .getAllByRole('radio')
        .map(({ textContent }) => textContent),
    ).toEqual(['Side by side', 'Wipe', 'Overlay', 'Difference', 'Flicker', 'Single'])
    await user.keyboard('++{ArrowRight}')
    const placed = pane('Left').querySelector('div')?.style.transform
    expect(placed).toMatch(/^translate\(-580px/)
    const seen = []
    for (let press = 0; press < 6; press += 1) {
      await user.keyboard('m')
      seen.push(chosen())
      expect(pane('Left').querySelector('div')?.style.transform).toBe(placed)
    }
    expect(seen).toEqual(['Wipe', 'Overlay', 'Difference', 'Flicker', 'Single', 'Side by side'])
    await user.keyboard('{Shift>}m{/Shift}')
    expect(chosen()).toBe('Single')
  })

  it('move together until S takes them apart', async () => {
    const { user } = await open()
    await user.keyboard('+s')
    expect(screen.getByRole('button', { name: /^Move together/ }).getAttribute('aria-pressed')).toBe('false')
    const transform = (side: string) => pane(side).querySelector('div')?.style.transform
    const before = transform('Right')
    await user.keyboard('{ArrowRight}')
    expect(transform('Left')).not.toBe(before)
    expect(transform('Right')).toBe(before)
    // The other one has the keys once it has the focus.
    act(() => pane('Right').focus())
    await user.keyboard('{ArrowLeft}')
    expect(transform('Right')).not.toBe(before)
    await user.keyboard('s')
    expect(transform('Right')).toBe(transform('Left'))
  })

  it('wipe by a divider that keys move, across and down', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: 'Wipe' }))
    act(() => screen.getByRole('slider', { name: 'Divider' }).focus())
    await user.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}')
    expect(screen.getByRole('slider', { name: 'Divider' }).getAttribute('aria-valuenow')).toBe('61')
    expect(pane('Right').style.clipPath).toBe('inset(0px 0px 0px 61%)')
    await user.click(screen.getByRole('radio', { name: 'Vertical' }))
    expect(pane('Right').style.clipPath).toBe('inset(61% 0px 0px)')
  })

  it('lay one over the other, as strong as the slider says', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: 'Overlay' }))
    act(() => screen.getByRole('slider', { name: 'Opacity' }).focus())
    await user.keyboard('{ArrowRight}')
    expect([pane('Left').style.opacity, pane('Right').style.opacity]).toEqual(['1', '0.51'])
    expect(screen.getByText('Right over Left')).toBeDefined()
  })

  it('keep the keys when the mode goes whose control had them', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: 'Overlay' }))
    act(() => screen.getByRole('slider', { name: 'Opacity' }).focus())
    stubDifferenceWorker([800_000])
    await user.keyboard('mmm')
    expect([chosen(), document.activeElement]).toEqual(['Single', screen.getByRole('dialog')])
  })

  it('show the other one by C, and by Space for as long as it is held, also with the focus on the view', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: 'Single' }))
    expect(shownPictures()).toContain('a red fox')
    expect(shownPictures()).not.toContain('a blue fox')
    await user.keyboard('[Space>]')
    expect(screen.getByText('Shown:').parentElement?.textContent).toBe('Shown: Right')
    expect(shownPictures()).not.toContain('a red fox')
    await user.keyboard('[/Space]')
    expect(screen.getByText('Shown:').parentElement?.textContent).toBe('Shown: Left')
    await user.keyboard('c')
    expect(shownPictures()).not.toContain('a red fox')
    await user.click(screen.getByRole('button', { name: /^Show the other one/ }))
    expect(shownPictures()).toContain('a red fox')
  })

  it('flicker at a pace, and only where motion is welcome', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: 'Flicker' }))
    await waitFor(() => expect(pane('Left').style.opacity).toBe('0'))
    await waitFor(() => expect(pane('Left').style.opacity).toBe('1'))
    await user.click(screen.getByRole('button', { name: 'Pause' }))
    expect(screen.getByRole('slider', { name: 'Speed' }).getAttribute('aria-valuetext')).toBe('500 ms')
    act(() => screen.getByRole('slider', { name: 'Speed' }).focus())
    await user.keyboard('{Home}')
    expect(screen.getByRole('slider', { name: 'Speed' }).getAttribute('aria-valuetext')).toBe('200 ms')
  })

  it('never flicker by themselves where the system asks for less motion', async () => {
    const { user } = await open()
    vi.spyOn(window, 'matchMedia').mockImplementation((media) => ({
      matches: media.includes('prefers-reduced-motion'),
      media,
      onchange: null,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      addListener: () => undefined,
      removeListener: () => undefined,
      dispatchEvent: () => false,
    }))
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval'] })
    try {
      await user.click(screen.getByRole('radio', { name: 'Flicker' }))
      act(() => void vi.advanceTimersByTime(600))
      expect(pane('Left').style.opacity).toBe('1')
      expect(screen.queryByRole('slider', { name: 'Speed' })).toBeNull()
      await user.click(screen.getByRole('button', { name: /^Show the other one/ }))
      expect(pane('Left').style.opacity).toBe('0')
      act(() => void vi.advanceTimersByTime(600))
      expect(pane('Left').style.opacity).toBe('0')
    } finally {
      vi.useRealTimers()
      vi.restoreAllMocks()
    }
  })

  it('say how many pixels differ, and beyond a threshold how many still do', async () => {
    const worker = stubDifferenceWorker([1_000_000 - 3, 2, 0, 1])
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: 'Difference' }))
    expect(await screen.findByText('Less than 0.01% of the pixels differ (3 of 1,000,000)')).toBeDefined()
    expect(worker.requests[0]).toEqual({
      kind: 'measure',
      pictures: [`/blob/${'1'.padStart(64, '0')}.png`, `/blob/${'2'.padStart(64, '0')}.png`],
      size: { width: 1000, height: 800 },
    })
    act(() => screen.getByRole('slider', { name: 'Threshold' }).focus())
    await user.keyboard('{ArrowRight}')
    expect(
      screen.getByText('Less than 0.01% of the pixels differ by more than 1 levels (1 of 1,000,000)'),
    ).toBeDefined()
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(screen.getByText('No pixel differs by more than 3 levels')).toBeDefined()
    act(() => screen.getByRole('slider', { name: 'Gain' }).focus())
    await user.keyboard('{ArrowRight}')
    await waitFor(() => expect(worker.requests.at(-1)).toEqual({ kind: 'paint', threshold: 3, gain: 3 }))
    await user.click(screen.getByRole('radio', { name: 'Single' }))
    expect(worker.isTerminated()).toBe(true)
  })

  it('say what went wrong where a picture cannot be read', async () => {
    stubDifferenceWorker(null)
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: 'Difference' }))
    expect(await screen.findByText('The two cannot be compared pixel by pixel')).toBeDefined()
  })

  it('scale pictures of two sizes only when asked to, and say so', async () => {
    const worker = stubDifferenceWorker([1_600_000])
    const { user } = await open(pictures)
    expect(screen.queryByText(/not the same size/)).toBeNull()
    await user.click(screen.getByRole('radio', { name: 'Difference' }))
    expect(screen.getByText('1000 × 800 and 2000 × 1600: not the same size')).toBeDefined()
    expect(worker.requests).toEqual([])
    await user.click(screen.getByRole('radio', { name: 'Wipe' }))
    expect(screen.getByText('1000 × 800 and 2000 × 1600: not the same size')).toBeDefined()
    const widths = () => ['Left', 'Right'].map((side) => pane(side).querySelector('div')?.style.width)
    expect(widths()).toEqual(['250px', '500px'])
    await user.click(screen.getByRole('button', { name: 'Scale “Right” to 1000 × 800' }))
    expect(widths()).toEqual(['500px', '500px'])
    expect(screen.getByText('“Right” is scaled from 2000 × 1600 to 1000 × 800')).toBeDefined()
    await user.click(screen.getByRole('radio', { name: 'Difference' }))
    expect(await screen.findByText('The pictures are equal, pixel for pixel')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show both at their own size' }))
    expect(screen.queryByText('The pictures are equal, pixel for pixel')).toBeNull()
  })

  it('say that scaling would stretch a picture of another shape, and that it did', async () => {
    stubDifferenceWorker([1_600_000])
    const { user } = await open([
      { id: 1, prompt: 'a red fox', width: 1536, height: 1024 },
      { id: 2, prompt: 'a blue fox', width: 1024, height: 1024 },
    ])
    await user.click(screen.getByRole('radio', { name: 'Difference' }))
    expect(screen.getByText(/one of them would be stretched\.$/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Stretch “Right” to 1536 × 1024' }))
    expect(
      screen.getByText('“Right” is stretched from 1024 × 1024 to 1536 × 1024: its proportions are not its own'),
    ).toBeDefined()
  })
})

/** Stands where the worker is, which jsdom has not: answers with these counts, or with a failure. */
function stubDifferenceWorker(counts: readonly number[] | null) {
  const requests: DifferenceRequest[] = []
  let isTerminated = false
  class FakeWorker extends EventTarget {
    postMessage(request: DifferenceRequest): void {
      requests.push(request)
      const reply: DifferenceReply | null =
        counts === null
          ? { kind: 'failed', detail: '404' }
          : request.kind === 'measure'
            ? { kind: 'measured', counts }
            : { kind: 'painted', bitmap: { width: 0, height: 0, close: () => undefined } }
      queueMicrotask(() => act(() => void this.dispatchEvent(new MessageEvent('message', { data: reply }))))
    }
    terminate(): void {
      isTerminated = true
    }
  }
  vi.stubGlobal('Worker', FakeWorker)
  return { requests, isTerminated: () => isTerminated }
}

describe('looking for the second picture', () => {
  function open() {
    installFakeImageLibrary(pictures)
    const opened: string[] = []
    const view = renderInApp(
      <>
        <button type="button" data-image-id="1" onClick={() => opened.push('1')}>
          first
        </button>
        <button type="button" data-image-id="2" onClick={() => opened.push('2')} onKeyDown={() => opened.push('key')}>
          second
        </button>
        <ComparePicker />
      </>,
    )
    act(() => useOrganiseStore.getState().pickForCompare(1))
    return { ...view, opened }
  }

  it('takes a click on it, which does nothing else', async () => {
    const { user, opened } = open()
    await screen.findByText('Choose the picture to compare with')
    await user.click(screen.getByText('second'))
    expect([compare(), opened]).toEqual([{ kind: 'shown', leftId: 1, rightId: 2 }, []])
  })

  it('takes Enter on it', async () => {
    const { user, opened } = open()
    act(() => screen.getByText('second').focus())
    await user.keyboard('{Enter}')
    expect([compare(), opened]).toEqual([{ kind: 'shown', leftId: 1, rightId: 2 }, []])
  })

  it('never compares a picture with itself, and ends with Escape or Cancel', async () => {
    const { user } = open()
    await user.click(screen.getByText('first'))
    expect(compare()?.kind).toBe('picking')
    await user.keyboard('{Escape}')
    expect(compare()).toBeNull()
    act(() => useOrganiseStore.getState().pickForCompare(1))
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(compare()).toBeNull()
  })
})
