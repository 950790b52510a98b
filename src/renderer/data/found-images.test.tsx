import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CallResult } from '#shared/contract.ts'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { type Search, useFoundImages } from './found-images.ts'
import { today } from './use-today.ts'

const search = (text: string): Search => ({
  query: { text, place: 'library', collectionId: null },
  arrangement: { sort: 'newest', groupBy: 'none', isStacked: false },
})
const card = (id: number) => ({
  kind: 'image' as const,
  ...{ id, generationId: id, sha256: 'a'.repeat(64), format: 'png' as const, width: 1, height: 1 },
  ...{ isFavorite: false, rating: null, hasPixels: true, createdAtMs: 1, caption: '' },
})

/** A main whose lists wait until they are let go; the first places come at once. */
function startSlowMain() {
  const waiting: ((ids: readonly number[]) => void)[] = []
  const bridge = installFakeBridge({
    'images.first': () => ok({ cards: [card(9), card(8)] }),
    'images.list': () =>
      new Promise<CallResult<'images.list'>>((resolve) => {
        waiting.push((ids) => resolve(ok({ ids: Int32Array.from(ids), stackSizes: null, groups: [] })))
      }),
  })
  return { bridge, letGo: (ids: readonly number[]) => waiting.shift()?.(ids), waiting }
}

const seen: Int32Array[] = []
function Found({ of }: { readonly of: Search }) {
  const finding = useFoundImages(of)
  if (finding.kind !== 'found') return <output>{finding.kind}</output>
  const { ids, isWhole, search: answered } = finding.found
  if (seen.at(-1) !== ids) seen.push(ids)
  return <output>{`${answered.query.text} ${ids.join()} ${isWhole ? 'whole' : 'first'}`}</output>
}
const shown = () => screen.getByRole('status').textContent
const [noWords, sea] = [search(''), search('sea')]

describe('what a search finds', () => {
  afterEach(() => {
    vi.useRealTimers()
    seen.length = 0
  })

  it('shows the first places until the whole list is read', async () => {
    const main = startSlowMain()
    renderInApp(<Found of={noWords} />)
    await waitFor(() => expect(shown()).toBe(' 9,8 first'))
    main.letGo([9, 8, 7])
    await waitFor(() => expect(shown()).toBe(' 9,8,7 whole'))
  })

  it('keeps the last search on screen, under its own name, until the next is answered', async () => {
    const main = startSlowMain()
    const { rerender } = renderInApp(<Found of={noWords} />)
    main.letGo([9, 8, 7])
    await waitFor(() => expect(shown()).toBe(' 9,8,7 whole'))
    rerender(<Found of={sea} />)
    expect(shown()).toBe(' 9,8,7 whole')
    await waitFor(() => expect(shown()).toBe('sea 9,8 first'))
  })

  it('is the same list as long as it holds the same, however often it is read again', async () => {
    const main = startSlowMain()
    renderInApp(<Found of={noWords} />)
    await waitFor(() => expect(main.waiting).toHaveLength(1))
    main.letGo([3, 2])
    await waitFor(() => expect(shown()).toBe(' 3,2 whole'))
    main.bridge.emit('images.changed', {})
    await waitFor(() => expect(main.waiting).toHaveLength(1))
    main.letGo([3, 2])
    await waitFor(() => expect(main.waiting).toHaveLength(0))
    main.bridge.emit('images.changed', {})
    await waitFor(() => expect(main.waiting).toHaveLength(1))
    main.letGo([4, 3, 2])
    await waitFor(() => expect(shown()).toBe(' 4,3,2 whole'))
    expect(seen.filter((ids) => ids[0] === 3)).toHaveLength(1)
  })

  it('is read once more after a burst of changes, and not once for each', async () => {
    const main = startSlowMain()
    renderInApp(<Found of={noWords} />)
    await waitFor(() => expect(main.waiting).toHaveLength(1))
    main.letGo([1])
    await waitFor(() => expect(shown()).toBe(' 1 whole'))
    for (let change = 0; change < 20; change++) main.bridge.emit('images.changed', {})
    await waitFor(() => expect(main.waiting).toHaveLength(1))
    main.letGo([2, 1])
    await waitFor(() => expect(shown()).toBe(' 2,1 whole'))
    await waitFor(() => expect(main.waiting).toHaveLength(1))
    main.letGo([3, 2, 1])
    await waitFor(() => expect(shown()).toBe(' 3,2,1 whole'))
    expect(main.bridge.inputsOf('images.list')).toHaveLength(3)
  })

  it('is asked for anew when the day turns, because “today” is another day then', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, now: new Date(2026, 10, 20, 23, 59, 30) })
    const main = startSlowMain()
    renderInApp(<Found of={noWords} />)
    await waitFor(() => expect(main.waiting).toHaveLength(1))
    vi.advanceTimersByTime(61_000)
    await waitFor(() => expect(main.bridge.inputsOf('images.list')).toHaveLength(2))
    expect(today()).toBe('2026-11-21')
  })
})
