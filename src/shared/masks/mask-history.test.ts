import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  append,
  canRedo,
  canUndo,
  type DrawingHistory,
  emptyHistory,
  partsOf,
  redo,
  remove,
  replace,
  undo,
} from './mask-history.ts'

type Step = { readonly kind: 'append' | 'replace' | 'remove' | 'undo' | 'redo'; readonly at: number }
const steps = fc.array(
  fc.record({ kind: fc.constantFrom('append', 'append', 'replace', 'remove', 'undo', 'redo'), at: fc.nat(20) }),
)

function take(history: DrawingHistory<string>, { kind, at }: Step, part: string): DrawingHistory<string> {
  const { length } = partsOf(history)
  if (kind === 'undo') return undo(history)
  if (kind === 'redo') return redo(history)
  if (kind === 'append' || length === 0) return append(history, part)
  return kind === 'replace' ? replace(history, at % length, part) : remove(history, at % length)
}

const historyAfter = (taken: readonly Step[]): DrawingHistory<string> =>
  taken.reduce<DrawingHistory<string>>((history, step, index) => take(history, step, `part ${index}`), emptyHistory)

describe('the history of a drawing', () => {
  it('is what its changes say, as a list that is changed in place would be', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        // The plain way: a stack of whole lists.
        const past: (readonly string[])[] = [[]]
        let position = 0
        for (const [index, { kind, at }] of taken.entries()) {
          const now = past[position] ?? []
          if (kind === 'undo') position = Math.max(0, position - 1)
          else if (kind === 'redo') position = Math.min(past.length - 1, position + 1)
          else {
            const next =
              kind === 'append' || now.length === 0
                ? [...now, `part ${index}`]
                : kind === 'replace'
                  ? now.with(at % now.length, `part ${index}`)
                  : now.toSpliced(at % now.length, 1)
            past.splice(position + 1, Infinity, next)
            position += 1
          }
        }
        expect(partsOf(historyAfter(taken))).toEqual(past[position])
      }),
    )
  })

  it('is the same again after undo and redo, however deep', () => {
    fc.assert(
      fc.property(steps, fc.nat(30), (taken, depth) => {
        const whole = historyAfter(taken)
        let history = whole
        let undone = 0
        while (undone < depth && canUndo(history)) {
          history = undo(history)
          undone += 1
        }
        for (; undone > 0; undone -= 1) history = redo(history)
        expect(history).toEqual(whole)
      }),
    )
  })

  it('forgets what was undone as soon as something else is drawn', () => {
    const history = append(undo(append(append(emptyHistory, 'one'), 'two')), 'three')
    expect({ parts: partsOf(history), canRedo: canRedo(history) }).toEqual({ parts: ['one', 'three'], canRedo: false })
  })
})
