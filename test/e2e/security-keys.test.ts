import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { expect, test } from './fixtures.ts'

/** Of no provider's usual shape, so that only knowing it helps. */
const key = 'Zq7-ownserver_Lw29Vb63Nm18Xk'
const pieces = Array.from({ length: key.length - 11 }, (_, at) => key.slice(at, at + 12))
const holdsKey = (bytes: Buffer): boolean =>
  pieces.some((piece) => bytes.includes(piece) || bytes.includes(Buffer.from(piece, 'utf16le')))

const filesWithKey = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => holdsKey(readFileSync(path)))

interface Process {
  readonly id: number
  readonly parent: number
  readonly type: string
  readonly holds: readonly string[]
}

/** A process and everything it started, with where the key is to be read. Linux only. */
function processesUnder(root: number): readonly Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): readonly Process[] => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`)
        const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
        const type = /--type=([\w-]+)(?:.*--utility-sub-type=([\w.]+))?/s.exec(command.toString())
        const holds = ['cmdline', 'environ'].filter((place) => holdsKey(readFileSync(`/proc/${name}/${place}`)))
        return [{ id: Number(name), parent, type: type?.[2] ?? type?.[1] ?? 'main', holds }]
      } catch {
        // Ended meanwhile, or another user's.
        return []
      }
    })
  const family = new Set([root])
  for (let size = 0; size !== family.size; ) {
    size = family.size
    for (const { id, parent } of all) if (family.has(parent)) family.add(id)
  }
  return all.filter(({ id }) => family.has(id))
}

test('a key that the server repeats, in a refusal and within an answer, is in no file and no output', async ({
  start,
  folder,
}) => {
  const fake = await startFakeOpenAi({ apiKey: key })
  const logFile = join(folder, 'chromium.log')
  const { studio, window: shown } = await start({ args: ['--enable-logging=file', `--log-file=${logFile}`, '--v=1'] })
  let output = ''
  for (const stream of [studio.app.process().stdout, studio.app.process().stderr])
    stream?.on('data', (chunk) => {
      output += String(chunk)
    })
  const settings = await shown.goToSettings()
  await settings.addConnection('Own server', fake.baseUrl)
  await settings.enterKey('Own server', key, 'Until the studio closes')
  const create = await shown.goToCreate()
  await create.chooseModel('GPT Image 2', 'Own server')
  const events = { 'content-type': 'text/event-stream' }
  fake.setBehaviour(
    { kind: 'error', name: 'invalidApiKey' },
    { kind: 'raw', status: 500, body: `<html>Authorization: Bearer ${key}</html>` },
    { kind: 'raw', body: JSON.stringify({ created: 1, note: `for ${key}`, data: [] }) },
    { kind: 'raw', headers: events, body: `event: error\ndata: {"error":{"message":"no such key: ${key}"}}\n\n` },
    { kind: 'raw', headers: events, body: `data: {"type":"image_generation.partial_image","note":"${key}"` },
    { kind: 'raw', body: `not json, but ${key}` },
  )
  for (let round = 0; round < 6; round += 1) {
    await create.start(`A server that repeats the key, ${round}`)
    await expect.poll(() => fake.requests.length).toBe(round + 1)
  }
  await expect.poll(() => pendingOf(studio.page)).toBe(0)

  const told = await studio.page.evaluate(async () => {
    const recent = await window.diptych.call('generations.recent', { limit: 50 })
    const ids = recent.ok ? recent.value.generations.map(({ id }) => id) : []
    const raw = await Promise.all(ids.map((id) => window.diptych.call('generations.rawResponse', { id })))
    return JSON.stringify([recent, raw, await window.diptych.call('connections.list', {}), document.body.outerHTML])
  })
  expect(holdsKey(Buffer.from(told))).toBe(false)
  expect(filesWithKey(folder)).toEqual([])
  await studio.close()
  expect(filesWithKey(folder)).toEqual([])
  expect(holdsKey(Buffer.from(output))).toBe(false)
  await fake.close()
})

test('a key from the environment stays out of files, command lines and the processes that open pictures', async ({
  start,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'Reads /proc')
  const fake = await startFakeOpenAi({ apiKey: key })
  const { studio, window } = await start({ environment: { OPENAI_API_KEY: key, OPENAI_BASE_URL: fake.baseUrl } })
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2', 'OpenAI')
  await create.generate('With the key of the environment')
  await (await window.goToLibrary()).picture('With the key of the environment').waitFor()

  const processes = processesUnder(studio.app.process().pid ?? 0)
  expect(processes.map(({ type }) => type)).toEqual(expect.arrayContaining(['main', 'renderer']))
  expect(processes.filter(({ holds }) => holds.includes('cmdline'))).toEqual([])
  expect(await studio.app.evaluate(() => Object.keys(process.env).filter((name) => name.startsWith('OPENAI')))).toEqual(
    [],
  )
  const started = processes.filter(({ type }) => type === 'node.mojom.NodeService')
  expect(started.length).toBeGreaterThan(0)
  expect(started.filter(({ holds }) => holds.length > 0)).toEqual([])
  await studio.close()
  expect(filesWithKey(folder)).toEqual([])
  await fake.close()
})

const pendingOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const recent = await window.diptych.call('generations.recent', { limit: 50 })
    return recent.ok
      ? recent.value.generations.filter(({ status }) => ['queued', 'sent', 'streaming'].includes(status)).length
      : -1
  })
