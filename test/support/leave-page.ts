import { afterAll } from 'vitest'

/** The page is left before its window is gone, as in life: what is saved a moment later (the draft) is saved now. */
afterAll(() => {
  dispatchEvent(new Event('pagehide'))
})
