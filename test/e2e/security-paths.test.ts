import { expect, test } from './fixtures.ts'

const ascents = [
  '../',
  '..%2f',
  '..%2F',
  '%2e%2e/',
  '%2e%2e%2f',
  '.%2e/',
  '..%5c',
  '..\\',
  '%2e%2e%5c',
  '..%252f',
  '%252e%252e%252f',
].concat([
  '....//',
  '..;/',
  '.././',
  '..%c0%af',
  '..%ef%bc%8f',
  '%u002e%u002e%u2215',
  '..%00/',
  '..%0a/',
  './../',
  '．．/',
])
const roots = ['', '/', 'assets/', 'blob/', 'thumb/', 'preview/', `blob/${'a'.repeat(64)}.png/`, 'blob//', '%00/']
const targets = ['etc/passwd', 'package.json', 'out/main/index.js', 'library/diptych.db', 'profile/api-keys.json']
const endings = ['', '%00.png', '?.png', '.png', '%20']
const shapes = [
  `/blob/${'a'.repeat(63)}.png`,
  `/blob/${'a'.repeat(65)}.png`,
  `/blob/${'A'.repeat(64)}.png`,
  `/blob/${'a'.repeat(64)}.svg`,
  `/blob/${'a'.repeat(64)}.png%0a`,
  `/blob/${'a'.repeat(64)}.png/`,
  `/blob/${'a'.repeat(64)}`,
  `/thumb/${'a'.repeat(64)}.png`,
  '/thumb/../blob/x.png',
  '/preview/1-0',
  '/preview/-1-0-0',
  '/preview/99999999999999999-0-0',
  '/INDEX.HTML',
  '/index.html/',
  '/index.html%00',
  '/index.html.map',
  '/assets',
  '/assets/',
  '/__proto__',
  '/constructor',
  '/hasOwnProperty',
]

test('of thousands of addresses that climb out of the page’s files, none is answered', async ({ start }) => {
  const { studio } = await start()
  const generated = roots.flatMap((root) =>
    targets.flatMap((target) =>
      ascents.flatMap((ascent, index) =>
        [1, 4, 9].map(
          (depth) => `/${root}${ascent.repeat(depth)}${target}${endings[(index + depth) % endings.length]}`,
        ),
      ),
    ),
  )
  const paths = [...new Set([...generated, ...shapes])]
  expect(paths.length).toBeGreaterThan(2500)

  const answers = await studio.page.evaluate(async (paths) => {
    const answered = new Map<string, string[]>()
    for (const path of paths) {
      const answer = await fetch(`diptych://app${path}`).then(
        async (response) => `${response.status}, ${(await response.arrayBuffer()).byteLength} bytes`,
        () => 'refused',
      )
      answered.set(answer, [...(answered.get(answer) ?? []), path])
    }
    return [...answered].map(([answer, of]) => [answer, of.length, of.slice(0, 3)] as const)
  }, paths)

  expect(answers.filter(([answer]) => answer !== '404, 0 bytes' && answer !== 'refused')).toEqual([])
})

test('only reading is answered, and only at the page’s own host', async ({ start }) => {
  const { studio } = await start()

  const answers = await studio.app.evaluate(async ({ net }) => {
    const status = async (url: string, method: string): Promise<number | string> =>
      net.fetch(url, { method, bypassCustomProtocolHandlers: false }).then(
        (response) => response.status,
        () => 'refused',
      )
    return {
      read: await status('diptych://app/index.html', 'GET'),
      written: await status('diptych://app/index.html', 'POST'),
      replaced: await status('diptych://app/index.html', 'PUT'),
      removed: await status('diptych://app/index.html', 'DELETE'),
      elsewhere: await status('diptych://other/index.html', 'GET'),
      below: await status('diptych://app.other/index.html', 'GET'),
    }
  })

  expect(answers).toEqual({ read: 200, written: 403, replaced: 403, removed: 403, elsewhere: 403, below: 403 })
})
