import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './fixtures.ts'

test('the page is served with a strict policy and without any unsafe source', async ({ start }) => {
  const { studio } = await start()

  const headers = await studio.page.evaluate(async () => {
    const { headers, status } = await fetch('/index.html')
    return {
      status,
      policy: headers.get('content-security-policy') ?? '',
      sniffing: headers.get('x-content-type-options'),
    }
  })

  expect(headers.status).toBe(200)
  expect(headers.sniffing).toBe('nosniff')
  expect(headers.policy).toContain("default-src 'none'")
  expect(headers.policy).not.toContain('unsafe')
  expect(studio.complaints).toEqual([])
})

test('no address leads out of the page’s own files and pictures', async ({ start }) => {
  const { studio } = await start()
  const hostile = [
    '/..%2fpackage.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/blob/..%2f..%2fdiptych.db',
    `/blob/${'a'.repeat(64)}.svg`,
    `/blob/${'a'.repeat(64)}.png`,
    `/blob/${'A'.repeat(64)}.png`,
    `/thumb/${'0'.repeat(64)}.webp`,
    '/blob/%00.png',
    '/etc/passwd',
    '//etc/passwd',
    '/preview/1-0-0',
    '/main/index.js',
    '/index.html%00.png',
    '/toString',
    '/__proto__',
  ]

  expect(
    await studio.page.evaluate(
      (paths) => Promise.all(paths.map(async (path) => (await fetch(`diptych://app${path}`)).status)),
      hostile,
    ),
  ).toEqual(hostile.map(() => 404))
})

test('a script in the page reaches no network, opens no window and goes nowhere', async ({ start }) => {
  const { studio } = await start()
  let contacts = 0
  const canary = createServer((_request, response) => response.end('reached'))
  canary.on('connection', () => {
    contacts += 1
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  // A listening TCP server's address is always of this form.
  const { port } = canary.address() as AddressInfo

  const outcome = await studio.page.evaluate(async (port) => {
    const origin = `http://127.0.0.1:${port}`
    const settle = (attempt: () => Promise<unknown>): Promise<string> =>
      attempt().then(
        () => 'reached',
        () => 'refused',
      )
    const element = (
      name: 'img' | 'script' | 'iframe' | 'link',
      attributes: Record<string, string>,
    ): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const made = document.createElement(name)
        made.onload = resolve
        made.onerror = reject
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
        document.body.append(made)
        setTimeout(reject, 1000)
      })
    const attempts = {
      fetch: await settle(() => fetch(origin, { mode: 'no-cors' })),
      image: await settle(() => element('img', { src: `${origin}/a.png` })),
      style: await settle(() => element('link', { rel: 'stylesheet', href: `${origin}/a.css` })),
      socket: await settle(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`ws://127.0.0.1:${port}`)
            socket.onopen = resolve
            socket.onerror = reject
          }),
      ),
      // biome-ignore lint/security/noGlobalEval: what is tried here is that the policy refuses it.
      evaluated: await settle(async () => globalThis.eval('1')),
      notification: await Notification.requestPermission(),
      opened: window.open(origin) === null ? 'refused' : 'opened',
    }
    navigator.sendBeacon(origin, 'x')
    location.href = origin
    return attempts
  }, port)

  expect(outcome).toEqual({
    fetch: 'refused',
    image: 'refused',
    style: 'refused',
    socket: 'refused',
    evaluated: 'refused',
    notification: 'denied',
    opened: 'refused',
  })
  await expect.poll(() => studio.page.url()).toMatch(/^diptych:\/\/app\//)
  expect(studio.app.windows()).toHaveLength(1)
  expect(contacts).toBe(0)
  canary.close()
})
