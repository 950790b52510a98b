import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
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
      ['Dimensions', '1000 × 800', 'Prompt', 'a  [removed] red fox'],
      ['Dimensions', '2000 × 1600', 'Prompt', 'a  [added] blue fox'],
    ])
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
