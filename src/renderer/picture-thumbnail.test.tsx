import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { PictureThumbnail } from './picture-thumbnail.tsx'

afterEach(cleanup)

test('where there is no picture a sign stands in its place, and the next picture is asked for anew', () => {
  const { container, rerender } = render(<PictureThumbnail sha256="aa" hasPixels={false} className="size-12" />)
  const picture = () => container.querySelector('img')
  expect([picture(), container.querySelector('svg')]).toEqual([null, expect.anything()])

  rerender(<PictureThumbnail sha256="bb" hasPixels className="size-12" />)
  const shown = picture()
  if (shown === null) throw new Error('There is no picture.')
  fireEvent.error(shown)
  expect([picture(), container.querySelector('svg')]).toEqual([null, expect.anything()])

  rerender(<PictureThumbnail sha256="cc" hasPixels className="size-12" />)
  expect(picture()?.getAttribute('src')).toContain('cc')
})
