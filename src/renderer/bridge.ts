import type { Bridge } from '#shared/contract.ts'

declare global {
  interface Window {
    /** Put there by the preload. Read here only. */
    readonly diptych: Bridge
  }
}

/** Asks main. Always answers with a `Result`; rejects only when main itself is gone. */
export const call: Bridge['call'] = (name, input) => window.diptych.call(name, input)

/** Listens to main. Returns its own undoing. */
export const on: Bridge['on'] = (name, listener) => window.diptych.on(name, listener)
