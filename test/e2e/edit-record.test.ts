import type { Page } from '@playwright/test'
import type { EditAttempt } from '#shared/edit.ts'
import { expect, test } from './fixtures.ts'

const size = { width: 1536, height: 1024 }
const region = { x: 500, y: 300, width: 500, height: 420 }

/** Noise, so that nothing about it is easy, as the page would hand it over: imported, with a mask over `region`. */
const prepare = (page: Page) =>
  page.evaluate(
    async ({ size: { width, height }, region }) => {
      const png = async (
        draw: (context: OffscreenCanvasRenderingContext2D) => void,
      ): Promise<Uint8Array<ArrayBuffer>> => {
        const canvas = new OffscreenCanvas(width, height)
        const context = canvas.getContext('2d')
        if (context === null) throw new Error('No canvas')
        draw(context)
        const blob = await canvas.convertToBlob({ type: 'image/png' })
        return new Uint8Array(await blob.arrayBuffer())
      }
      const bytes = await png((context) => {
        const pixels = context.createImageData(width, height)
        for (let at = 0; at < pixels.data.length; at += 1)
          pixels.data[at] = at % 4 === 3 ? 255 : (Math.imul(at, 2_654_435_761) >>> 24) % 200
        context.putImageData(pixels, 0, 0)
      })
      const imported = await window.diptych.call('images.import', { bytes, fileName: 'lamp.png' })
      if (!imported.ok) throw new Error(JSON.stringify(imported))
      const imageId = imported.value.id
      const saved = await window.diptych.call('masks.save', {
        imageId,
        name: '등',
        drawing: {
          kind: 'mask',
          document: { width, height, operations: [{ kind: 'rectangle', mode: 'add', ...region }] },
        },
        png: await png((context) => {
          context.fillRect(0, 0, width, height)
          context.clearRect(region.x, region.y, region.width, region.height)
        }),
        coverage: (region.width * region.height) / (width * height),
      })
      if (!saved.ok) throw new Error(JSON.stringify(saved))
      return { imageId, maskId: saved.value.id }
    },
    { size, region },
  )

const attempts = (page: Page, imageId: number): Promise<readonly EditAttempt[]> =>
  page.evaluate(async (imageId) => {
    const listed = await window.diptych.call('edits.list', { imageId })
    if (!listed.ok) throw new Error(JSON.stringify(listed))
    return listed.value.attempts
  }, imageId)

test('an edit gets its composite and its reports, which say that only what was masked changed', async ({ start }) => {
  const { studio } = await start()
  const { page } = studio
  const { imageId, maskId } = await prepare(page)
  await page.evaluate(
    async ({ imageId, maskId }) => {
      const started = await window.diptych.call('generations.start', {
        connectionId: 'sketch',
        model: 'sketch',
        typedPrompt: '램프를 지워 주세요',
        params: { size: 'auto', n: 2 },
        sources: [{ imageId, role: 'edit' }],
        edit: { maskId, keepsEverythingElse: true, featherPx: 12 },
      })
      if (!started.ok) throw new Error(JSON.stringify(started))
    },
    { imageId, maskId },
  )
  await expect
    .poll(
      async () =>
        (await attempts(page, imageId)).flatMap(({ candidates }) =>
          candidates.map(({ compositeReport }) => compositeReport?.outside?.visiblyChanged),
        ),
      { timeout: 60_000 },
    )
    .toEqual([0, 0].map(() => expect.any(Number)))
  const [attempt] = await attempts(page, imageId)
  expect(attempt?.candidates).toHaveLength(2)
  for (const { raw, composite, rawReport, compositeReport, isStaged } of attempt?.candidates ?? []) {
    expect([isStaged, raw.compositeOfId, composite?.compositeOfId]).toEqual([true, null, raw.id])
    expect(rawReport?.inside?.changed).toBeGreaterThan(0.9)
    expect(rawReport?.outside?.changed).toBe(0)
    expect(compositeReport?.inside?.changed).toBe(rawReport?.inside?.changed)
    expect(compositeReport?.outside?.changed).toBe(0)
    const shown = await page.evaluate(
      async (paths) => {
        const sizes: string[] = []
        for (const path of paths) {
          const response = await fetch(path)
          const picture = await createImageBitmap(await response.blob())
          sizes.push(`${response.headers.get('content-type')} ${picture.width}x${picture.height}`)
        }
        return sizes
      },
      [`/mask/${maskId}.png`, `/heat-map/${compositeReport?.id}.png`],
    )
    expect(shown).toEqual(['image/png 1536x1024', 'image/png 1536x1024'])
  }
  const missing = await page.evaluate(async () =>
    Promise.all(['/mask/99.png', '/heat-map/99.png', '/mask/0.png'].map(async (path) => (await fetch(path)).status)),
  )
  expect(missing).toEqual([404, 404, 404])
})

test('a drawing is there after the studio was killed, and what was undone can be done again', async ({ start }) => {
  const first = await start()
  const { imageId } = await prepare(first.studio.page)
  const stroke = (x: number) => ({
    kind: 'append' as const,
    part: { kind: 'stroke' as const, mode: 'add' as const, size: 40, hardness: 1, points: [x, 10, 1, x + 5, 20, 0.5] },
  })
  await first.studio.page.evaluate(
    async ({ imageId, changes }) => {
      for (const [position, change] of changes.entries())
        await window.diptych.call('drawings.add', { imageId, position, drawing: { kind: 'mask', change } })
      await window.diptych.call('drawings.moveTo', { imageId, kind: 'mask', position: 2 })
    },
    { imageId, changes: [1, 2, 3].map(stroke) },
  )
  first.studio.app.process().kill('SIGKILL')
  await first.studio.app.waitForEvent('close')
  const { studio } = await start()
  const drawings = await studio.page.evaluate((imageId) => window.diptych.call('drawings.get', { imageId }), imageId)
  expect(drawings).toMatchObject({
    ok: true,
    value: { mask: { changes: [1, 2, 3].map(stroke), position: 2 }, markup: { changes: [], position: 0 } },
  })
})
