import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpointed } from '#main/connections/connection-store.ts'
import { ok } from '#shared/result.ts'
import { whenOpenOf } from '#test/support/client-of.ts'
import { importPicture, pixelWork, saveMask } from '#test/support/edit-library.ts'
import type { ChatBehaviour } from '#test/support/fake-chat/chat-behaviour.ts'
import { type FakeChat, startFakeChat } from '#test/support/fake-chat/start-fake-chat.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { testConnection } from '#test/support/open-test-queue.ts'
import { maskOf, noise, pictureOf } from '#test/support/pixel-pictures.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { readPixels } from '../image-pool/read-pixels.ts'
import { redraw } from '../image-pool/redraw.ts'
import { readImageHeader } from '../library/image-header.ts'
import { createChatTextProvider } from '../providers/chat-text/create-chat-text-provider.ts'
import { createTextWork } from '../providers/create-text-work.ts'
import { wordsIn } from '../words.ts'
import { createEditHandlers } from './handlers.ts'

let fake: FakeChat
beforeAll(async () => {
  fake = await startFakeChat()
})
afterAll(() => fake.close())

function openHandlers(
  library: TestLibrary,
  options: { readonly savePath?: string | null; readonly apiKey?: string | null } = {},
) {
  const { savePath = null, apiKey = fake.apiKey } = options
  const events: string[] = []
  const connection: Endpointed = { ...testConnection, baseUrl: fake.baseUrl }
  const sketch: Endpointed = {
    ...testConnection,
    id: 'sketch',
    profile: 'sketch',
    providers: ['sketch'],
    needsKey: false,
  }
  const handlers = createEditHandlers({
    whenOpen: whenOpenOf(library),
    broadcast: (name, payload) => {
      events.push(`${name} ${JSON.stringify(payload)}`)
    },
    desktop: { chooseSaveFile: async () => savePath },
    words: () => wordsIn('en'),
    pool: { ...pixelWork, redraw: (bytes, as, longestSide) => redraw(bytes, as, longestSide) },
    textWork: createTextWork(
      async () => createChatTextProvider({ fetch }),
      () => Promise.reject(new Error('Nothing is judged')),
    ),
    connections: { find: (id) => [connection, sketch].find((one) => one.id === id) ?? null },
    keys: { read: async () => apiKey },
    language: () => 'ko',
    isOnline: () => true,
    nowMs: () => 7000,
    stopping: new AbortController().signal,
  })
  return { handlers, events }
}

const size = [48, 32] as const

describe('masks', () => {
  it('leave as PNG in the polarity that was asked for', async () => {
    await using library = await openTestLibrary()
    await using folder = await temporaryFolder()
    const savePath = join(folder.path, 'lamp.png')
    const { id } = saveMask(library, await importPicture(library, noise(...size, 'a').png), size)
    const { handlers } = openHandlers(library, { savePath })
    const colours = async (polarity: 'transparent' | 'white' | 'black') => {
      expect(await handlers['masks.export']({ id, polarity })).toEqual(ok({ path: savePath }))
      const pixels = await readPixels(await readFile(savePath))
      if (!pixels.ok) throw new Error(pixels.failure.kind)
      return [2, 40].map((x) => [...pixels.value.data.subarray(x * 4, x * 4 + 4)])
    }
    expect((await colours('transparent')).map(([, , , alpha]) => alpha)).toEqual([0, 255])
    expect(await colours('white')).toEqual([
      [255, 255, 255, 255],
      [0, 0, 0, 255],
    ])
    expect(await colours('black')).toEqual([
      [0, 0, 0, 255],
      [255, 255, 255, 255],
    ])
  })

  it('do not leave where the person closes the dialog, where there is no such place, or where markup has no polarity', async () => {
    await using library = await openTestLibrary()
    await using folder = await temporaryFolder()
    const imageId = await importPicture(library, noise(...size, 'a').png)
    const { id } = saveMask(library, imageId, size)
    const markup = saveMask(library, imageId, size, { kind: 'markup' })
    const polarity = 'transparent' as const
    await writeFile(join(folder.path, 'file'), 'x')
    const refused = async (savePath: string | null) =>
      openHandlers(library, { savePath }).handlers['masks.export']({ id, polarity })
    expect(await refused(null)).toMatchObject({ failure: { kind: 'cancelled' } })
    expect(await refused(join(folder.path, 'file', 'a.png'))).toMatchObject({ failure: { kind: 'bad-request' } })
    const { handlers } = openHandlers(library)
    expect(await handlers['masks.export']({ id: markup.id, polarity: 'white' })).toMatchObject({
      failure: { kind: 'bad-request', field: 'polarity' },
    })
    expect(await handlers['masks.export']({ id: 99, polarity })).toMatchObject({ failure: { kind: 'not-found' } })
  })

  it('tell whoever shows the picture when they change', async () => {
    await using library = await openTestLibrary()
    const imageId = await importPicture(library, noise(...size, 'a').png)
    const { handlers, events } = openHandlers(library)
    const saved = await handlers['masks.save']({
      imageId,
      name: '등',
      drawing: { kind: 'mask', document: { width: 48, height: 32, operations: [] } },
      png: Uint8Array.from(maskOf(...size, () => true)),
      coverage: 1,
    })
    const id = saved.ok ? saved.value.id : 0
    await handlers['masks.rename']({ id, name: '불' })
    await handlers['masks.remove']({ id })
    await handlers['masks.restore']({ id })
    expect(events).toEqual(Array.from({ length: 4 }, () => `edits.changed {"imageId":${imageId}}`))
    expect(await handlers['masks.remove']({ id: 99 })).toMatchObject({ failure: { kind: 'not-found' } })
    expect(await handlers['masks.list']({ imageId })).toMatchObject({ value: { masks: [{ id, name: '불' }] } })
  })
})

describe('measuring', () => {
  it('measures any two pictures once', async () => {
    await using library = await openTestLibrary()
    const [before, after] = [noise(...size, 'a'), noise(...size, 'b')]
    const pair = {
      beforeImageId: await importPicture(library, before.png),
      afterImageId: await importPicture(library, after.png),
      maskId: null,
    }
    const { handlers, events } = openHandlers(library)
    const first = await handlers['edits.measure'](pair)
    expect(first).toMatchObject({ ok: true, value: { inside: { changed: 1 }, outside: null, words: null } })
    expect(await handlers['edits.measure'](pair)).toEqual(first)
    expect(events).toEqual([`edits.changed {"imageId":${pair.beforeImageId}}`])
    expect(await handlers['edits.measure']({ ...pair, afterImageId: pair.beforeImageId })).toMatchObject({
      value: { inside: { changed: 0, ssim: 1 } },
    })
  })

  it('says what it cannot measure', async () => {
    await using library = await openTestLibrary()
    const { handlers } = openHandlers(library)
    const [one, other] = [
      await importPicture(library, noise(...size, 'a').png),
      await importPicture(library, noise(20, 20, 'b').png),
    ]
    const markup = saveMask(library, one, size, { kind: 'markup' })
    const mask = saveMask(library, one, size)
    const measure = (beforeImageId: number, afterImageId: number, maskId: number | null) =>
      handlers['edits.measure']({ beforeImageId, afterImageId, maskId })
    expect(await measure(one, 99, null)).toMatchObject({ failure: { kind: 'not-found', what: 'image' } })
    expect(await measure(one, other, 99)).toMatchObject({ failure: { kind: 'not-found', what: 'mask' } })
    expect(await measure(one, other, markup.id)).toMatchObject({ failure: { kind: 'bad-request', field: 'mask' } })
    expect(await measure(other, one, mask.id)).toMatchObject({ failure: { kind: 'bad-request', field: 'mask' } })
    expect(await measure(one, other, mask.id)).toMatchObject({ ok: true, value: { isScaled: true } })
  })
})

describe('asking a model what changed', () => {
  const say = (caption: string): ChatBehaviour => ({ kind: 'reply', content: JSON.stringify({ caption }) })
  const asked = { reportId: 1, connectionId: 'c1', model: 'gpt-6-luna' }

  async function openReport(library: TestLibrary, options: { readonly apiKey?: string | null } = {}) {
    const opened = openHandlers(library, options)
    const wide = pictureOf(1600, 400, (x) => [x % 256, 9, 9, 255])
    await opened.handlers['edits.measure']({
      beforeImageId: await importPicture(library, wide.png),
      afterImageId: await importPicture(library, noise(...size, 'after').png),
      maskId: null,
    })
    return opened
  }

  it('shows it both pictures, the earlier first and neither larger than is needed, and keeps its words', async () => {
    await using library = await openTestLibrary()
    const { handlers, events } = await openReport(library)
    fake.setBehaviour(say('  등이 사라졌어요.'))
    const before = fake.requests.length
    expect(await handlers['edits.describe'](asked)).toMatchObject({
      ok: true,
      value: { id: 1, words: { text: '  등이 사라졌어요.', model: 'gpt-6-luna-2026-11-01' } },
    })
    const [request, ...more] = fake.requests.slice(before)
    expect(more).toEqual([])
    const text = JSON.stringify(request?.body)
    const shown = [...text.matchAll(/data:image\/png;base64,([^"]+)/g)].map(([, base64 = '']) => {
      const header = readImageHeader(Buffer.from(base64, 'base64'))
      return header.ok ? [header.value.width, header.value.height] : null
    })
    expect(shown).toEqual([
      [1024, 256],
      [48, 32],
    ])
    expect(text).toContain('Write Korean')
    expect(library.library.db.prepare('SELECT purpose, provider, model FROM ledger_entries').raw().all()).toEqual([
      ['caption', 'chat-text', 'gpt-6-luna-2026-11-01'],
    ])
    expect(events).toContain('ledger.changed {}')
    expect(library.operations.findReportById({ id: 1 })?.words?.text).toBe('  등이 사라졌어요.')
  })

  it('keeps earlier words where no new ones come, and enters what may have been billed', async () => {
    await using library = await openTestLibrary()
    const { handlers } = await openReport(library)
    library.operations.giveReportWords({ id: 1, text: 'Earlier.', model: 'm' })
    fake.setBehaviour({ kind: 'reply', content: 'no JSON' })
    expect(await handlers['edits.describe'](asked)).toMatchObject({ failure: { kind: 'unreadable-answer' } })
    expect(library.operations.findReportById({ id: 1 })?.words?.text).toBe('Earlier.')
    expect(library.library.db.prepare('SELECT count(*) FROM ledger_entries').pluck().get()).toBe(1)
  })

  it('sends nothing without a key, to a connection that is gone, over a budget, or where nobody can see', async () => {
    await using library = await openTestLibrary()
    const { handlers } = await openReport(library)
    const before = fake.requests.length
    const withoutKey = openHandlers(library, { apiKey: null }).handlers
    expect(await withoutKey['edits.describe'](asked)).toMatchObject({ failure: { kind: 'key-missing' } })
    expect(await handlers['edits.describe']({ ...asked, connectionId: 'gone' })).toMatchObject({
      failure: { kind: 'not-found', what: 'connection' },
    })
    expect(await handlers['edits.describe']({ ...asked, reportId: 99 })).toMatchObject({
      failure: { kind: 'not-found', what: 'change report' },
    })
    expect(await handlers['edits.describe']({ ...asked, connectionId: 'sketch', model: 'sketch' })).toMatchObject({
      failure: { kind: 'unsupported-by-model', field: 'caption' },
    })
    library.operations.setBudgets({ budgets: [{ period: 'day', limitMicroUsd: 1, isHard: true }] })
    expect(await handlers['edits.describe'](asked)).toMatchObject({ failure: { kind: 'budget-reached' } })
    expect(fake.requests.length).toBe(before)
  })
})
