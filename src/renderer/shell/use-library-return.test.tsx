import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { LibraryStatus } from '#renderer/data/library.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { useLibraryReturn } from './use-library-return.ts'

function Watch({ kind }: { readonly kind?: LibraryStatus['kind'] }) {
  useLibraryReturn(kind)
  return null
}

test('a library that comes back is welcomed; one that was there from the start is not', async () => {
  installFakeBridge()
  const { rerender } = renderInApp(<Watch />)
  rerender(<Watch kind="open" />)
  expect(screen.queryByText('The library is there again')).toBeNull()
  rerender(<Watch kind="problem" />)
  rerender(<Watch />)
  rerender(<Watch kind="open" />)
  expect(await screen.findByText('The library is there again')).toBeTruthy()
})
