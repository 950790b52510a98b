import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

const loads: (() => Promise<unknown>)[] = []

/**
 * A part of the screen that the first paint does not need. It is fetched soon after, before anybody asks for it, and then
 * drawn at once like any other: one that still kept the screen waiting for a moment would find the focus gone that it has
 * to give back.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  let loaded: { readonly default: ComponentType<Props> } | undefined
  const loadOnce = async (): Promise<{ readonly default: ComponentType<Props> }> =>
    (loaded ??= { default: await load() })
  loads.push(loadOnce)
  return lazy(() => (loaded === undefined ? loadOnce() : answerAtOnce(loaded)))
}

/** React reads what a thenable answers during `then` without waiting for it, which no promise does. */
const answerAtOnce = <Value>(value: Value): Promise<Value> =>
  // All that `lazy` uses of a promise.
  // biome-ignore lint/suspicious/noThenProperty: a thenable is what React asks for
  ({ then: (onAnswer: (value: Value) => void) => onAnswer(value) }) as Promise<Value>

/** Fetches every lazy part, one after the other, while there is nothing better to do. */
export function loadPartsWhenIdle(): void {
  const [next, ...rest] = loads.splice(0)
  if (next === undefined) return
  loads.push(...rest)
  // One that cannot be fetched fails where it is shown, with the reason.
  requestIdleCallback(() => void next().finally(loadPartsWhenIdle), { timeout: 5000 })
}
