import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { append, type DrawingHistory, emptyHistory, redo, undo } from '#shared/masks/mask-history.ts'
import { createDrawingWriter, inLine } from './keep-drawing.ts'

/** What main keeps, with the rules of the contract. */
function createStore() {
  let history: DrawingHistory<string> = emptyHistory
  let isBroken = false
  const step = async (take: () => void): Promise<void> => {
    await Promise.resolve()
    if (isBroken) throw new Error('disk full')
    take()
  }
  return {
    read: () => history,
    setBroken: (broken: boolean) => {
      isBroken = broken
    },
    add: (position: number, change: DrawingHistory<string>['changes'][number]) =>
      step(() => {
        if (position > history.changes.length) throw new Error(`nothing stands before ${position}`)
        history = { changes: [...history.changes.slice(0, position), change], position: position + 1 }
      }),
    moveTo: (position: number) =>
      step(() => {
        if (position > history.changes.length) throw new Error(`there are no ${position} changes`)
        history = { ...history, position }
      }),
  }
}

let nextImageId = 1
/** Until everything that was asked for about a picture is done. */
const settled = (imageId: number): Promise<undefined> => inLine(imageId, async () => undefined)

it('stores what is drawn, undone and redone, in order and whatever fails in between', async () => {
  const steps = fc.array(fc.constantFrom('draw', 'draw', 'undo', 'redo', 'break', 'mend', 'wait'), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const store = createStore()
      const imageId = nextImageId++
      const writer = createDrawingWriter(imageId, store, () => undefined)
      let history: DrawingHistory<string> = emptyHistory
      for (const [index, step] of taken.entries()) {
        if (step === 'wait') await settled(imageId)
        else if (step === 'break' || step === 'mend') store.setBroken(step === 'break')
        else {
          history = step === 'draw' ? append(history, `part ${index}`) : step === 'undo' ? undo(history) : redo(history)
          writer.keep(history)
        }
      }
      store.setBroken(false)
      history = append(history, 'the last one')
      writer.keep(history)
      await settled(imageId)
      expect(store.read()).toEqual(history)
    }),
  )
})

it('tells of a failure once, and again when something was stored in between', async () => {
  const store = createStore()
  const onFailure = vi.fn()
  const imageId = nextImageId++
  const writer = createDrawingWriter(imageId, store, onFailure)
  let history: DrawingHistory<string> = emptyHistory
  const draw = async (isBroken: boolean): Promise<number> => {
    store.setBroken(isBroken)
    history = append(history, 'a stroke')
    writer.keep(history)
    await settled(imageId)
    return onFailure.mock.calls.length
  }
  expect([await draw(true), await draw(true), await draw(false), await draw(true)]).toEqual([1, 1, 1, 2])
})

it('goes on from what was read and writes only what is new', async () => {
  const store = createStore()
  const imageId = nextImageId++
  await store.add(0, { kind: 'append', part: 'kept' })
  const add = vi.spyOn(store, 'add')
  const writer = createDrawingWriter(imageId, store, () => undefined)
  writer.begin(store.read())
  let history = store.read()
  for (const part of ['new', 'newer']) {
    history = append(history, part)
    writer.keep(history)
    await settled(imageId)
  }
  expect(add.mock.calls).toEqual([
    [1, { kind: 'append', part: 'new' }],
    [2, { kind: 'append', part: 'newer' }],
  ])
})
