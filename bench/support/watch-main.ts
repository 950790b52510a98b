import type { ElectronApplication } from '@playwright/test'

/** Milliseconds between two looks at the clock. */
const resolutionMs = 1

/** Watches main's event loop from now on. The function it answers with ends that and tells its longest stall, in ms. */
export async function watchMain(app: ElectronApplication): Promise<() => Promise<number>> {
  const histogram = await app.evaluateHandle((_, resolution) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const histogram = monitorEventLoopDelay({ resolution })
    histogram.enable()
    return histogram
  }, resolutionMs)
  // What it took to begin is not counted.
  await histogram.evaluate((delays) => new Promise<void>((resolve) => setTimeout(() => resolve(delays.reset()), 50)))
  return async () => {
    const longestNs = await histogram.evaluate((delays) => {
      delays.disable()
      return delays.max
    })
    await histogram.dispose()
    return longestNs / 1e6 - resolutionMs
  }
}
