import { beforeEach, describe, expect, it } from 'vitest'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { setLanguage } from './i18n/i18n.ts'
import { describeChange, recordChange, undoLast, useUndoStore } from './undo.ts'

const waiting = () => useUndoStore.getState().changes.map(({ undoId }) => undoId)

beforeEach(() => {
  useUndoStore.setState({ changes: [] })
  setLanguage('en')
})

describe('undo', () => {
  it('takes changes back one by one, the newest first, and puts the screen back', async () => {
    const bridge = installFakeBridge({ 'changes.undo': () => ok({}) })
    const wentBack: string[] = []
    recordChange({ undoId: 1, kind: 'rating', count: 12 })
    recordChange({ undoId: 2, kind: 'trash', count: 1, goBack: () => wentBack.push('to the picture') })
    recordChange({ undoId: null, kind: 'trash', count: 1 })

    await undoLast()
    expect([waiting(), wentBack]).toEqual([[1], ['to the picture']])
    await undoLast()
    await undoLast()
    expect(bridge.inputsOf('changes.undo')).toEqual([{ undoId: 2 }, { undoId: 1 }])
  })

  it('means the change before with the next key press, answered or not', async () => {
    const bridge = installFakeBridge({ 'changes.undo': () => ok({}) })
    for (const undoId of [1, 2, 3]) recordChange({ undoId, kind: 'favorite', count: 1 })
    await Promise.all([undoLast(), undoLast()])
    expect(bridge.inputsOf('changes.undo')).toEqual([{ undoId: 3 }, { undoId: 2 }])
    expect(waiting()).toEqual([1])
  })

  it('forgets what main can no longer take back, and leaves the screen as it is', async () => {
    installFakeBridge({ 'changes.undo': () => err({ kind: 'not-found', what: 'change' }) })
    const wentBack: string[] = []
    recordChange({ undoId: 1, kind: 'trash', count: 1, goBack: () => wentBack.push('back') })
    await undoLast()
    expect([waiting(), wentBack]).toEqual([[], []])
  })

  it('says what it would take back, in both languages', () => {
    const rating = { undoId: 1, kind: 'rating', count: 1200 } as const
    expect([describeChange(rating), describeChange(rating, 'ko')]).toEqual([
      'rating of 1,200 pictures',
      '이미지 1,200장 별점',
    ])
    expect(describeChange({ undoId: 1, kind: 'tag-merge', count: 1 })).toBe('merge of two tags')
  })
})
