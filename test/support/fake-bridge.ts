import {
  type Bridge,
  type CallInput,
  type CallName,
  type CallResult,
  calls,
  type EventName,
  type EventPayload,
  type Handlers,
} from '#shared/contract.ts'
import { err } from '#shared/result.ts'

export interface FakeBridge {
  /** Sends an event as main would. */
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** Every input given to one call, oldest first. */
  inputsOf<Name extends CallName>(name: Name): readonly CallInput<Name>[]
}

/**
 * Puts a `window.diptych` in place that is derived from the contract: inputs are parsed as main parses them, a call
 * without a handler answers `unexpected`, and nothing is shared by reference with the page.
 */
export function installFakeBridge(handlers: Partial<Handlers> = {}): FakeBridge {
  const log: { readonly name: CallName; readonly input: unknown }[] = []
  const listeners = new Map<EventName, Set<(payload: never) => void>>()

  const bridge: Bridge = {
    async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallResult<Name>> {
      log.push({ name, input })
      const handler = handlers[name]
      if (handler === undefined)
        return err({ kind: 'unexpected', logId: 'fake', detail: `No handler for ${name} in this test.` })
      const parsed = calls[name].input.safeParse(input)
      if (!parsed.success)
        return err({ kind: 'malformed-input', issues: parsed.error.issues.map((issue) => issue.message) })
      // The compiler does not see that `handlers[name]` takes what `calls[name]` parses, for one and the same name.
      const answer = await (handler as (input: unknown) => Promise<CallResult<Name>>)(parsed.data)
      return structuredClone(answer)
    },
    on(name, listener) {
      const ofName = listeners.get(name) ?? new Set()
      listeners.set(name, ofName.add(listener))
      return () => ofName.delete(listener)
    },
  }
  Object.defineProperty(window, 'diptych', { configurable: true, value: bridge })

  return {
    emit(name, payload) {
      // Listeners are kept by event name, so each takes the payload of its own event.
      for (const listener of listeners.get(name) ?? []) (listener as (given: typeof payload) => void)(payload)
    },
    inputsOf(name) {
      // Logged by `call`, where name and input were typed together.
      return log.filter((entry) => entry.name === name).map((entry) => entry.input as CallInput<typeof name>)
    },
  }
}
