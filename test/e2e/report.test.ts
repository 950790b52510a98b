import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findViolations } from './find-violations.ts'
import { expect, test } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'
import { CompareRoom } from './page-models/compare-room.ts'

const prompt = '한복을 입은 고양이 <b>a cat</b> in hanbok'

test('what leaves of an experiment is whole; its report opens by itself, without a network, in both languages', async ({
  start,
  folder,
}) => {
  test.slow()
  const { studio, window: shown } = await start()
  const { app, page } = studio
  await (await shown.goToCreate()).write(prompt)
  await page.getByRole('button', { name: 'Compare augmented with verbatim' }).click()
  await expect(new CompareRoom(page).status).toHaveText('Finished', { timeout: 60_000 })
  const [experiment] = await page.evaluate(async () => {
    const listed = await window.diptych.call('experiments.list', {})
    return listed.ok ? listed.value.experiments : []
  })
  const id = experiment?.id ?? 0
  const exportTo = async (
    filePath: string,
    what: 'report' | 'votes-csv' | 'votes-json' | 'grid' | 'archive',
    language: 'en' | 'ko',
  ): Promise<Buffer> => {
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, filePath)
    const exported = await page.evaluate(
      ({ id, what, language }) => window.diptych.call('experiments.export', { id, what, language }),
      { id, what, language },
    )
    expect(exported).toMatchObject({ ok: true })
    // It has its name once it is whole.
    await expect.poll(() => existsSync(filePath)).toBe(true)
    return readFile(filePath)
  }

  expect((await exportTo(join(folder, 'votes.csv'), 'votes-csv', 'en')).toString()).toMatch(/^\ufeffnumber,votedAt/)
  const told = (await exportTo(join(folder, 'votes.json'), 'votes-json', 'en')).toString()
  expect(JSON.parse(told)).toEqual({
    experiment: prompt,
    // Counted of each arm; the repeats of the sketch differ, which its thumbnails tell.
    arms: ['verbatim', 'augmented'].map((kind): unknown =>
      expect.objectContaining({ kind, pictureCount: 4, variety: expect.any(Number) as unknown }),
    ),
    votes: [],
  })
  expect(told).not.toMatch(/"variety": (0|null)\b(?!\.)/)
  expect((await exportTo(join(folder, 'grid.png'), 'grid', 'ko')).subarray(1, 4).toString()).toBe('PNG')
  expect((await exportTo(join(folder, 'all.diptych'), 'archive', 'en')).includes('experiments.jsonl')).toBe(true)

  for (const language of ['en', 'ko'] as const) {
    const filePath = join(folder, `${language}.html`)
    const html = (await exportTo(filePath, 'report', language)).toString()
    for (const place of Object.values(foldersIn(folder))) expect(html).not.toContain(place)
    const opened = app.waitForEvent('window')
    await app.evaluate(async ({ BrowserWindow, session }, address) => {
      const apart = session.fromPartition('report')
      apart.enableNetworkEmulation({ offline: true })
      const window = new BrowserWindow({ show: false, width: 1100, height: 900, webPreferences: { session: apart } })
      await window.loadURL(address)
    }, pathToFileURL(filePath).href)
    const report = await opened
    await expect(report.locator('html')).toHaveAttribute('lang', language)
    await expect(report.getByRole('heading', { level: 1 })).toHaveText(prompt)
    await expect(report.getByRole('img')).toHaveCount(8)
    const areDrawn = report
      .getByRole('img')
      .evaluateAll((images) => images.every((image) => image instanceof HTMLImageElement && image.naturalWidth > 100))
    expect(await areDrawn).toBe(true)
    expect(await findViolations(report)).toEqual([])
  }
  expect(studio.complaints).toEqual([])
})
