import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { SentFile, SentForm } from '#test/support/read-form.ts'
import { findViolations } from './find-violations.ts'
import { expect } from './fixtures.ts'
import { test } from './openai-fixture.ts'

const prompt = 'A desk with a lamp, evening'
const lamp = [0.3, 0.36, 0.42, 0.48] as const

test('a lamp is erased with four strokes and a sentence, candidates arrive, one is accepted, and a line says that only it changed', async ({
  start,
}) => {
  const { studio, window: shown } = await start()
  const { page } = studio
  await (await shown.goToCreate()).generate(prompt)
  const edit = await shown.goToEdit()
  await edit.choosePicture(prompt)

  await edit.prompt.fill('Remove the lamp')
  await expect(edit.runButton).toBeDisabled()
  await expect(page.getByText('Paint what should change first')).toBeVisible()
  await edit.chooseTool('Brush')
  for (const y of lamp) await edit.drag([0.36, y], [0.53, y])
  expect(await findViolations(page)).toEqual([])
  await edit.setCount(2)
  await edit.run('Remove the lamp')
  await expect(edit.report.getByRole('status')).toHaveText('Changed what you masked; elsewhere untouched.')
  await expect(edit.candidates.getByRole('button')).toHaveCount(2)
  expect(await findViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect(edit.candidates.getByRole('button', { name: /discarded/ })).toHaveCount(1)
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(page.getByText('Accepted.')).toBeVisible()
  await expect(edit.editor).toBeVisible()

  // The original, the one that was accepted and the model's own are pictures of the Library; the other is in the Trash.
  const library = await shown.goToLibrary()
  await expect(library.pictures).not.toHaveCount(0)
  const found = await page.evaluate(() =>
    window.diptych.call('images.list', {
      query: { text: '', place: 'library', collectionId: null },
      arrangement: { sort: 'newest', groupBy: 'none', isStacked: false },
    }),
  )
  expect(found.ok && found.value.ids.length).toBe(3)
  expect(studio.complaints).toEqual([])
})

test('the same without a mouse: a mask by numbers, run and accepted with keys', async ({ start }) => {
  const { studio, window: shown } = await start()
  const { page } = studio
  await (await shown.goToCreate()).generate(prompt)
  const library = await shown.goToLibrary()
  await library.choose(prompt)
  await page.keyboard.press('e')
  const edit = await shown.editRoom()
  await expect(edit.editor).toBeVisible()
  const press = async (name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).press('Enter')
  }
  await press('Shapes')
  await press('Add rectangle')
  for (const [name, value] of [
    ['X', 300],
    ['Y', 200],
    ['Width', 200],
    ['Height', 160],
  ] as const)
    await edit.writeNumber(name, value)
  await expect(page.getByText(/^3(\.\d)?% of the image will be changed/)).toBeVisible()
  await edit.prompt.focus()
  await page.keyboard.type('Remove the picture on the wall')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(edit.report.getByRole('status')).toHaveText(/\.$/, { timeout: 60_000 })
  await press('Accept')
  await expect(page.getByText('Accepted.')).toBeVisible()
  expect(studio.complaints).toEqual([])
})

test.describe('a model that does as it likes', () => {
  for (const { how, says } of [
    { how: 'Change nothing', says: /^Nothing changed at all\.$/ },
    { how: 'Ignore the mask', says: /repainted \d.* outside the mask.* composited back\.$/ },
  ])
    test(`is told on: ${how}`, async ({ start }) => {
      const { studio, window: shown } = await start()
      await (await shown.goToCreate()).generate(prompt)
      await (await shown.goToSettings()).misbehave(how)
      const edit = await shown.goToEdit()
      await edit.choosePicture(prompt)
      for (const y of lamp) await edit.drag([0.36, y], [0.53, y])
      await edit.run('A red balloon')
      await expect(edit.report.getByRole('status')).toHaveText(says)
      expect(studio.complaints).toEqual([])
    })
})

test('the mask that leaves is what was drawn, of the picture’s size, beside the picture it is for', async ({
  start,
  fake,
  environment,
}) => {
  const { studio, window: shown } = await start({ environment })
  const { page } = studio
  const create = await shown.goToCreate()
  await create.chooseModel('Sketch', 'Sketch')
  await create.generate(prompt)
  const edit = await shown.goToEdit()
  await edit.choosePicture(prompt)
  await create.chooseModel('GPT Image 2')
  // Drawn at two zooms: the pixels are those of the picture, whatever it measures on screen.
  await edit.chooseTool('Rectangle')
  await edit.drag([0.5, 0.3], [0.6, 0.5])
  await page.getByRole('button', { name: 'Zoom in', exact: true }).click()
  await edit.chooseTool('Brush')
  await edit.drag([0.5, 0.6], [0.6, 0.6])
  await edit.run('A quiet desk')

  const request = fake.requests.find(({ path }) => path === '/v1/images/edits')
  // The fake has read it as a form, or refused it.
  const form = request?.body as SentForm
  const [mask] = filesOf(form['mask'])
  const [image] = filesOf(form['image[]'] ?? form['image'])
  if (mask === undefined || image === undefined) throw new Error('There is no mask, or no picture.')
  const [sent, of] = await Promise.all([alphaOf(mask.bytes), alphaOf(image.bytes)])
  expect([sent.width, sent.height]).toEqual([of.width, of.height])
  expect(new Set(sent.alpha)).toEqual(new Set([0, 255]))
  const covered = sent.alpha.filter((alpha) => alpha === 0).length / sent.alpha.length
  const told = await page.evaluate(() => window.diptych.call('masks.list', { imageId: 1 }))
  expect(told.ok && told.value.masks[0]?.coverage).toBeCloseTo(covered, 6)
  expect(covered).toBeGreaterThan(0.01)
  expect(covered).toBeLessThan(0.2)
  expect(studio.complaints).toEqual([])
})

test('strokes are there again after the studio was killed, and can be taken back', async ({ start, folder: _ }) => {
  const first = await start()
  await (await first.window.goToCreate()).generate(prompt)
  const edit = await first.window.goToEdit()
  await edit.choosePicture(prompt)
  for (const y of lamp) await edit.drag([0.36, y], [0.53, y])
  const coverage = await edit.coverage()
  // Each stroke is on the disk when main has answered.
  await expect
    .poll(async () => {
      const kept = await first.studio.page.evaluate(() => window.diptych.call('drawings.get', { imageId: 1 }))
      return kept.ok ? kept.value.mask.position : 0
    })
    .toBe(4)
  const main = first.studio.app.process()
  main.kill('SIGKILL')
  await first.studio.app.waitForEvent('close').catch(() => undefined)

  const second = await start()
  const again = await second.window.goToEdit()
  if (!(await again.editor.isVisible())) await again.choosePicture(prompt)
  expect(await again.coverage()).toBe(coverage)
  for (let stroke = 0; stroke < 4; stroke += 1)
    await second.studio.page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(second.studio.page.getByText('The mask is empty. Draw over')).toBeVisible()
  await second.studio.page.getByRole('button', { name: 'Redo', exact: true }).click()
  await expect(second.studio.page.getByText(/of the image will be changed/)).toBeVisible()
})

const filesOf = (values: readonly (string | SentFile)[] = []): readonly SentFile[] =>
  values.flatMap((value) => (typeof value === 'string' ? [] : [value]))

async function alphaOf(png: Uint8Array): Promise<{ width: number; height: number; alpha: readonly number[] }> {
  const { width, height } = await loadImage(png)
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(await loadImage(png), 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  return { width, height, alpha: Array.from({ length: width * height }, (_, index) => data[index * 4 + 3] ?? 0) }
}
