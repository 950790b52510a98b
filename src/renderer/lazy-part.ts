import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

const loads: (() => Promise<unknown>)[] = []

/** A part of the screen that the first paint does not need. It is fetched soon after, before anybody asks for it. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  loads.push(load)
  return lazy(async () => ({ default: await load() }))
}

/** Fetches every lazy part, one after the other, while there is nothing better to do. */
export function loadPartsWhenIdle(): void {
  const [next, ...rest] = loads.splice(0)
  if (next === undefined) return
  loads.push(...rest)
  // One that cannot be fetched fails where it is shown, with the reason.
  requestIdleCallback(() => void next().finally(loadPartsWhenIdle), { timeout: 5000 })
}
