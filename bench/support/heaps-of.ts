import type { OpenStudio } from './open-studio.ts'

/** What main and the page hold, in MB, after everything that can be let go was. */
export async function heapsOf({ app, page }: OpenStudio): Promise<{ readonly main: number; readonly page: number }> {
  const main = await app.evaluate(() => {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8')
    const { runInNewContext } = process.getBuiltinModule('node:vm')
    setFlagsFromString('--expose-gc')
    const isCollector = (found: unknown): found is () => void => typeof found === 'function'
    const collect: unknown = runInNewContext('gc')
    if (!isCollector(collect)) throw new Error('This Node does not let its garbage be collected')
    collect()
    return process.memoryUsage().heapUsed
  })
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return { main: main / 1e6, page: usedSize / 1e6 }
}
