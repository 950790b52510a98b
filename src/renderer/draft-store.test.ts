import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sampleSucceeded } from '#test/support/sample-records.ts'
import { contentOf, emptyDraft, useDraftStore } from './draft-store.ts'

/** The same storage, a new page: the module is read again as after a reload or a crash. */
async function reload() {
  vi.resetModules()
  return contentOf((await import('./draft-store.ts')).useDraftStore.getState())
}

beforeEach(() => {
  vi.useRealTimers()
  useDraftStore.setState(emptyDraft)
  window.dispatchEvent(new Event('pagehide'))
  localStorage.clear()
})

describe('the draft', () => {
  it('is there again after a crash a second later, parameters and all', async () => {
    vi.useFakeTimers()
    const { setPrompt, setModel, setParams, setSize } = useDraftStore.getState()
    setPrompt('달빛 아래 여우')
    setModel('openai', 'gpt-image-2')
    setParams({ quality: 'high', n: 3, outputFormat: 'webp', outputCompression: 80, partialImages: 1 })
    setSize('1008x1008', true)
    vi.advanceTimersByTime(1000)

    expect(await reload()).toEqual({
      typedPrompt: '달빛 아래 여우',
      connectionId: 'openai',
      model: 'gpt-image-2',
      params: {
        size: '1008x1008',
        n: 3,
        quality: 'high',
        outputFormat: 'webp',
        outputCompression: 80,
        partialImages: 1,
      },
      isCustomSize: true,
    })
  })

  it('is saved at once when the page goes away', async () => {
    useDraftStore.getState().setPrompt('half a thou')
    window.dispatchEvent(new Event('pagehide'))
    expect((await reload()).typedPrompt).toBe('half a thou')
  })

  it.each([
    ['nothing', null],
    ['half a write', '{"typedPrompt":"a'],
    ['something else', '"fox"'],
  ])('begins empty after %s', async (_name, stored) => {
    if (stored !== null) localStorage.setItem('draft', stored)
    expect(await reload()).toEqual(emptyDraft)
  })

  it('takes what it understands of a draft from another version', async () => {
    localStorage.setItem(
      'draft',
      JSON.stringify({
        typedPrompt: 'fox',
        params: { size: 7, n: 99, quality: 'ultra', background: 'opaque' },
        new: 1,
      }),
    )
    expect(await reload()).toEqual({
      ...emptyDraft,
      typedPrompt: 'fox',
      params: { ...emptyDraft.params, background: 'opaque' },
    })
  })

  it('gives back what was being typed when a loaded prompt is undone', () => {
    const { setPrompt, useAsPrompt } = useDraftStore.getState()
    setPrompt('what I was typing')
    const undo = useAsPrompt('an older prompt')
    expect(useDraftStore.getState().typedPrompt).toBe('an older prompt')
    undo()
    expect(useDraftStore.getState().typedPrompt).toBe('what I was typing')
  })

  it('takes everything from a generation, and gives everything back', () => {
    const { setPrompt, setParams, useEverything } = useDraftStore.getState()
    setPrompt('what I was typing')
    setParams({ n: 4 })
    const before = contentOf(useDraftStore.getState())
    const undo = useEverything(sampleSucceeded())
    expect(contentOf(useDraftStore.getState())).toEqual({
      typedPrompt: 'A red fox',
      connectionId: 'openai',
      model: 'gpt-image-2.6-sunburst',
      params: { size: '1024x1024', n: 1, quality: 'high' },
      isCustomSize: false,
    })
    undo()
    expect(contentOf(useDraftStore.getState())).toEqual(before)
  })

  it('forgets single wishes and keeps the rest', () => {
    const { setParams, setSize, forgetParams } = useDraftStore.getState()
    setParams({ quality: 'max', background: 'opaque', n: 2 })
    setSize('1008x1008', true)
    forgetParams(['quality', 'size'])
    expect(contentOf(useDraftStore.getState())).toEqual({
      ...emptyDraft,
      params: { size: 'auto', n: 2, background: 'opaque' },
    })
  })
})
