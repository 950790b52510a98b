import { beforeEach, describe, expect, it } from 'vitest'
import type { CallResult } from '#shared/contract.ts'
import { ok } from '#shared/result.ts'
import { type FakeBridge, installFakeBridge } from '#test/support/fake-bridge.ts'
import { keepNote, saveNote, unsavedNote } from './note-drafts.ts'
import { useUndoStore } from './undo.ts'

/** Main answers when it is told to. */
function installSlowMain() {
  const answers: ((result: CallResult<'images.mark'>) => void)[] = []
  const bridge: FakeBridge = installFakeBridge({
    'images.mark': () => new Promise((resolve) => answers.push(resolve)),
  })
  const notes = () =>
    bridge.inputsOf('images.mark').map(({ change }) => (change.kind === 'note' ? change.note : undefined))
  return { notes, answer: (undoId: number) => answers.shift()?.(ok({ undoId })) }
}

beforeEach(() => useUndoStore.setState({ changes: [] }))

describe('a note', () => {
  it('loses nothing that is typed while an earlier part is being saved', async () => {
    const { notes, answer } = installSlowMain()
    keepNote(5, 'half')
    const saving = saveNote(5)
    keepNote(5, 'half a thought')
    answer(1)
    await saving
    expect(unsavedNote(5)).toBe('half a thought')

    const rest = saveNote(5)
    answer(2)
    await rest
    expect([unsavedNote(5), notes()]).toEqual([undefined, ['half', 'half a thought']])
  })

  it('is written once, however many reasons there are to write it', async () => {
    const { notes, answer } = installSlowMain()
    keepNote(6, 'once')
    const saves = [saveNote(6), saveNote(6)]
    answer(1)
    await Promise.all(saves)
    expect([notes(), useUndoStore.getState().changes.length]).toEqual([['once'], 1])
  })

  it('of blanks alone is none', async () => {
    const { notes, answer } = installSlowMain()
    keepNote(7, ' \n ')
    const saving = saveNote(7)
    answer(1)
    await saving
    expect(notes()).toEqual([null])
  })
})
