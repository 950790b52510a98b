import { afterEach, expect, it } from 'vitest'
import { beginOwnDrag, draggedPictures } from './own-drag.ts'

const pointer = (type: string, buttons: number) => window.dispatchEvent(new MouseEvent(type, { buttons }))

afterEach(() => pointer('pointerdown', 1))

it('lasts while the button is held, and until the page hears the pointer again', () => {
  beginOwnDrag([1, 2])
  pointer('pointermove', 1)
  expect(draggedPictures()).toEqual([1, 2])
  pointer('pointermove', 0)
  expect(draggedPictures()).toBeNull()
})

it('is still known to whoever takes the drop', async () => {
  beginOwnDrag([3])
  window.dispatchEvent(new Event('drop'))
  expect(draggedPictures()).toEqual([3])
  await new Promise((resolve) => setTimeout(resolve))
  expect(draggedPictures()).toBeNull()
})

it('gives way to the next', () => {
  beginOwnDrag([1])
  window.dispatchEvent(new Event('dragstart'))
  beginOwnDrag([2])
  expect(draggedPictures()).toEqual([2])
})
