import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { sampleSucceeded } from '#test/support/sample-records.ts'
import { contentOf, emptyDraft, useDraftStore } from './draft-store.ts'

/** The same storage, a new page: the module is read again as after a reload or a crash. */
async function reload() {
  vi.resetModules()
  return contentOf((await import('./draft-store.ts')).useDraftStore.getState())
}

/** A start after a kill: main has `kept`, the page's own storage did not reach the disk in time. */
async function restart(kept: { readonly typedPrompt: string; readonly savedAtMs: number }, typedSince: string | null) {
  installFakeBridge({ 'draft.get': () => ok({ text: JSON.stringify({ ...emptyDraft, ...kept }) }) })
  vi.resetModules()
  const page = await import('./draft-store.ts')
  if (typedSince !== null) page.useDraftStore.getState().setPrompt(typedSince)
  await page.restoreDraft()
  return contentOf(page.useDraftStore.getState()).typedPrompt
}

beforeEach(() => {
  installFakeBridge({ 'draft.keep': () => ok({}) })
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
    const params = {
      quality: 'hd',
      n: 3,
      outputFormat: 'webp',
      outputCompression: 80,
      partialImages: 1,
      style: 'natural',
      inputFidelity: 'high',
      svgModel: 'gpt-5.4',
      imageModel: 'gpt-image-2',
      negativePrompt: '글자, 워터마크',
      seed: 4_294_967_295,
      steps: 30,
      guidance: 7.5,
    } as const
    setParams(params)
    setSize('1008x1008', true)
    const kept = {
      sources: [{ imageId: 7, role: 'recipe' }],
      turnBefore: { generationId: 3, provider: 'sketch', connectionId: 'sketch' },
    } as const
    useDraftStore.setState(kept)
    vi.advanceTimersByTime(1000)

    expect(await reload()).toEqual({
      typedPrompt: '달빛 아래 여우',
      connectionId: 'openai',
      model: 'gpt-image-2',
      params: { ...params, size: '1008x1008' },
      isCustomSize: true,
      ...kept,
    })
  })

  it('comes back from main after a kill, and what was typed since stays', async () => {
    localStorage.setItem('draft', JSON.stringify({ ...emptyDraft, typedPrompt: '달', savedAtMs: 1000 }))

    expect(await restart({ typedPrompt: '달빛 아래 여우', savedAtMs: 2000 }, null)).toBe('달빛 아래 여우')
    expect(await restart({ typedPrompt: '달빛 아래 여우', savedAtMs: 2000 }, '새 문장')).toBe('달빛 아래 여우\n새 문장')
    expect(await restart({ typedPrompt: '오래된 문장', savedAtMs: 500 }, null)).toBe('달')
  })

  it('is handed to main within a second', async () => {
    vi.useFakeTimers()
    const bridge = installFakeBridge({ 'draft.keep': () => ok({}) })
    useDraftStore.getState().setPrompt('달빛')
    vi.advanceTimersByTime(1000)

    expect(bridge.inputsOf('draft.keep').map(({ text }) => JSON.parse(text ?? '') as unknown)).toMatchObject([
      { ...emptyDraft, typedPrompt: '달빛' },
    ])
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
        sources: [{ imageId: -1, role: 'prompt' }, { imageId: 3, role: 'dream' }, 'x', { imageId: 5, role: 'prompt' }],
        new: 1,
      }),
    )
    expect(await reload()).toEqual({
      ...emptyDraft,
      typedPrompt: 'fox',
      params: { ...emptyDraft.params, background: 'opaque' },
      sources: [{ imageId: 5, role: 'prompt' }],
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
    const undo = useEverything(sampleSucceeded(), 11)
    expect(contentOf(useDraftStore.getState())).toEqual({
      typedPrompt: 'A red fox',
      connectionId: 'openai',
      model: 'gpt-image-2.6-sunburst',
      params: { size: '1024x1024', n: 1, quality: 'high' },
      isCustomSize: false,
      sources: [{ imageId: 11, role: 'recipe' }],
      turnBefore: null,
    })
    undo()
    expect(contentOf(useDraftStore.getState())).toEqual(before)
  })

  it('remembers the picture it was begun from until its words are gone', () => {
    const { setPrompt, useAsPrompt, startOver } = useDraftStore.getState()
    const sources = () => useDraftStore.getState().sources
    useAsPrompt('A red fox', 11)
    setPrompt('A red fox in snow')
    expect(sources()).toEqual([{ imageId: 11, role: 'prompt' }])
    setPrompt('')
    expect(sources()).toEqual([])

    useAsPrompt('A red fox', 11)
    useAsPrompt('an example')
    expect(sources()).toEqual([])

    useAsPrompt('A red fox', 11)
    const undo = startOver()
    expect(sources()).toEqual([])
    undo()
    expect(sources()).toEqual([{ imageId: 11, role: 'prompt' }])
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

  it('keeps its references in their order when the words are taken away or replaced', () => {
    const { useAsReference: add, moveReference, removeReference, useAsPrompt, setPrompt } = useDraftStore.getState()
    const sources = () => useDraftStore.getState().sources.map(({ imageId, role }) => `${role} ${imageId}`)
    useAsPrompt('a fox', 9)
    for (const imageId of [1, 2, 3, 1]) add(imageId)
    expect(sources()).toEqual(['prompt 9', 'reference 2', 'reference 3', 'reference 1'])
    moveReference(1, -1)
    moveReference(2, -1)
    expect(sources()).toEqual(['prompt 9', 'reference 2', 'reference 1', 'reference 3'])
    setPrompt('')
    removeReference(1)
    useAsPrompt('a hare', 8)
    expect(sources()).toEqual(['prompt 8', 'reference 2', 'reference 3'])
  })

  it('goes on from a generation with its recipe and without its words, and comes back whole', () => {
    const { setPrompt, goOnFrom, startAnew } = useDraftStore.getState()
    setPrompt('half a thought')
    const before = contentOf(useDraftStore.getState())
    const made = sampleSucceeded()
    const goBack = goOnFrom(made)
    expect(contentOf(useDraftStore.getState())).toMatchObject({
      typedPrompt: '',
      connectionId: made.connectionId,
      model: made.model,
      turnBefore: { generationId: made.id, provider: made.provider },
    })
    startAnew()
    expect(useDraftStore.getState().turnBefore).toBeNull()
    goBack()
    expect(contentOf(useDraftStore.getState())).toEqual(before)
  })
})
