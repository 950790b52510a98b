import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { startCanary } from './canary.ts'
import { attemptEscapes } from './escape-attempts.ts'
import { expect, test } from './fixtures.ts'

/** Through, but leading nowhere: what they ask for stays in the page, and the canary saw nothing of it. */
const harmless = [
  'adopted style sheet',
  'address elsewhere',
  'address of a blob',
  'address of a file',
  'address of another host of ours',
  'address of data',
  'address of mail',
  'address of a program',
  'address of script',
  'background of an element',
  'beacon',
  'fetch, later',
  'form',
  'form, posted',
  'frame',
  'frame, data',
  'frame, its image',
  'frame, its RTC',
  'frame, navigated',
  'handler attribute',
  'image, in SVG',
  'link in a new window',
  'link to elsewhere',
  'download',
  'download, blob',
  'ping',
  'RTC, candidate of a peer',
]

test('a hundred ways out of the page lead nowhere', async ({ start }) => {
  const canary = await startCanary()
  const { studio } = await start()
  const { app, page } = studio
  await app.evaluate(({ app, session }) => {
    const seen: string[] = []
    Object.assign(globalThis, { seenByTest: seen })
    app.on('web-contents-created', (_event, contents) => seen.push(`contents ${contents.getType()}`))
    session.defaultSession.on('will-download', (event) => {
      if (!event.defaultPrevented) seen.push('download')
    })
  })

  const { escaped, ...outcomes } = await page.evaluate(attemptEscapes, canary.port)

  expect(Object.keys(outcomes).length).toBeGreaterThan(100)
  const wentThrough = Object.keys(outcomes).filter((name) => !outcomes[name]?.startsWith('refused'))
  expect(wentThrough.filter((name) => !harmless.includes(name))).toEqual([])
  expect(escaped).toBe('undefined')
  expect(canary.contacts).toEqual([])
  expect(page.url()).toMatch(/^diptych:\/\/app\/index\.html\?/)
  expect(app.windows()).toHaveLength(1)
  expect(await app.evaluate(() => Reflect.get(globalThis, 'seenByTest'))).toEqual([])

  // It does see what arrives.
  const udp = createSocket('udp4')
  udp.send('x', canary.port, '127.0.0.1')
  const tcp = connect(canary.port, '127.0.0.1')
  await expect.poll(() => [...canary.contacts].sort()).toEqual(['tcp', 'udp 1 bytes'])
  tcp.destroy()
  udp.close()
  await canary.close()
})
