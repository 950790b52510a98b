import { expect, it } from 'vitest'
import { dividerStep } from './divider-step.ts'

it('the divider goes by one percent, by ten, and to its ends, never beyond', () => {
  const from = (divide: number, key: string, shiftKey = false): number | null => dividerStep(divide, { key, shiftKey })
  expect([
    from(0.5, 'ArrowRight'),
    from(0.5, 'ArrowUp'),
    from(0.5, 'ArrowLeft', true),
    from(0.5, 'PageDown'),
    from(0.5, 'PageUp'),
    from(0.96, 'ArrowDown', true),
    from(0, 'ArrowLeft'),
    from(0.29, 'ArrowRight'),
    from(0.5, 'Home'),
    from(0.5, 'End'),
    from(0.5, 'm'),
  ]).toEqual([0.51, 0.49, 0.4, 0.6, 0.4, 1, 0, 0.3, 0, 1, null])
})
