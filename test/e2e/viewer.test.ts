import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readImageHeader } from '#main/library/image-header.ts'
import { expect, test } from './fixtures.ts'
import { PictureViewer } from './page-models/picture-viewer.ts'
import { drawPictureFiles, importFiles, type PictureFile } from './picture-files.ts'
import { clearClipboard, readPng } from './system-clipboard.ts'

test('a picture opens from Create and from the Library, and Escape leads back to where it was', async ({ start }) => {
  const { studio, window } = await start()
  const { page } = studio
  const viewer = new PictureViewer(page)
  const create = await window.goToCreate()
  await create.generate('a red lighthouse')

  await create.pictureOf('a red lighthouse').click()
  await expect(viewer.dialog).toContainText('1 of 1')
  await expect(viewer.dialog).toContainText('a red lighthouse')
  await expect(viewer.picture).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(viewer.dialog).toBeHidden()
  await expect(create.prompt).toHaveValue('a red lighthouse')

  const library = await window.goToLibrary()
  await library.open('a red lighthouse')
  await expect(viewer.picture).toBeVisible()
  await viewer.press('Close')
  await expect(viewer.dialog).toBeHidden()
  await expect(library.picture('a red lighthouse')).toBeFocused()
  expect(studio.complaints).toEqual([])
})

test('keys and mouse fit, enlarge and pan a picture, and show what shines through it', async ({ start }) => {
  const { studio, window } = await start()
  const { page } = studio
  const viewer = new PictureViewer(page)
  const create = await window.goToCreate()
  await create.generate('a wide harbour at dawn')
  await create.pictureOf('a wide harbour at dawn').click()
  await expect(viewer.picture).toBeVisible()
  const fitted = await viewer.readZoom()
  expect(fitted).toBeLessThan(100)
  await expect(viewer.button('Fit to window')).toHaveAttribute('aria-pressed', 'true')

  await page.keyboard.press('z')
  await expect.poll(() => viewer.readZoom()).toBe(100)
  await page.keyboard.press('+')
  await expect.poll(() => viewer.readZoom()).toBe(150)
  const before = await viewer.readPlace()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => viewer.readPlace()).toEqual({ x: before.x - 80, y: before.y })
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => viewer.readPlace()).toEqual({ x: before.x - 80, y: before.y + 80 })
  await viewer.drag({ x: 80, y: -80 })
  await expect.poll(() => viewer.readPlace()).toEqual(before)
  await page.keyboard.press('-')
  await expect.poll(() => viewer.readZoom()).toBe(100)
  await page.keyboard.press('ControlOrMeta+0')
  await expect.poll(() => viewer.readZoom()).toBe(fitted)

  await viewer.press('1:1, actual size')
  await expect.poll(() => viewer.readZoom()).toBe(100)
  await viewer.press('Zoom in')
  await expect.poll(() => viewer.readZoom()).toBe(150)
  await viewer.turnWheel(-300)
  await expect.poll(() => viewer.readZoom()).toBeGreaterThan(200)
  await viewer.press('Fit to window')
  await expect.poll(() => viewer.readZoom()).toBe(fitted)

  expect(await viewer.isCheckerShown()).toBe(false)
  for (const name of ['Black', 'White', 'Checkerboard']) {
    await page.keyboard.press('b')
    await expect(viewer.button(name)).toHaveAttribute('aria-pressed', 'true')
  }
  expect(await viewer.isCheckerShown()).toBe(true)
  await viewer.press('Grey')
  await expect.poll(() => viewer.isCheckerShown()).toBe(false)
  expect(studio.complaints).toEqual([])
})

test('arrows, Home, End and the buttons go from picture to picture and stop at the ends', async ({ start }) => {
  const { studio, window } = await start()
  const { page } = studio
  const viewer = new PictureViewer(page)
  await importFiles(page, drawPictureFiles(4))
  const library = await window.goToLibrary()
  await library.open('picture-003.gif')
  await expect(viewer.dialog).toContainText('1 of 4')
  await expect(viewer.button('Previous picture')).toHaveAttribute('aria-disabled', 'true')

  await page.keyboard.press('ArrowRight')
  await expect(viewer.dialog).toContainText('2 of 4picture-002.webp')
  await viewer.press('Next picture')
  await expect(viewer.dialog).toContainText('3 of 4picture-001.jpeg')
  await page.keyboard.press('End')
  await expect(viewer.dialog).toContainText('4 of 4picture-000.png')
  await expect(viewer.button('Next picture')).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await expect(viewer.dialog).toContainText('3 of 4')
  await viewer.press('Previous picture')
  await expect(viewer.dialog).toContainText('2 of 4')
  await page.keyboard.press('Home')
  await expect(viewer.dialog).toContainText('1 of 4picture-003.gif')
  expect(studio.complaints).toEqual([])
})

test('whatever its format, a picture is copied as PNG, saved byte for byte and shown in its folder', async ({
  start,
  folder,
}) => {
  const { studio, window } = await start()
  const { page, app } = studio
  const viewer = new PictureViewer(page)
  const [, jpeg, webp] = drawPictureFiles(3)
  if (jpeg === undefined || webp === undefined) throw new Error('Three were asked for.')
  const files: readonly PictureFile[] = [jpeg, webp]
  await importFiles(page, files)
  const shownPaths = await app.evaluateHandle(({ shell }) => {
    const paths: string[] = []
    shell.showItemInFolder = (path) => void paths.push(path)
    return paths
  })
  const library = await window.goToLibrary()

  for (const { fileName, bytes } of files) {
    await clearClipboard(app)
    await library.open(fileName)
    await expect(viewer.picture).toBeVisible()
    await viewer.press('Copy image')
    await expect(page.getByText('Image copied').last()).toBeVisible()
    const size = await viewer.picture.evaluate((image: HTMLImageElement) => ({
      width: image.naturalWidth,
      height: image.naturalHeight,
    }))
    // Polled: the notice of the picture before may still be there.
    await expect
      .poll(async () => readImageHeader(await readPng(app), null))
      .toEqual({ ok: true, value: { format: 'png', ...size } })

    const target = join(folder, `saved-${fileName}`)
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, target)
    await viewer.press('Save as…')
    await expect(page.getByText(target)).toBeVisible()
    expect(readFileSync(target).equals(bytes)).toBe(true)

    await viewer.press('More actions')
    await page.getByRole('menuitem', { name: 'Show in folder' }).click()
    await expect(page.getByRole('menu')).toBeHidden()
    await expect
      .poll(async () => basename((await shownPaths.jsonValue()).at(-1) ?? ''))
      .toBe(basename((await viewer.picture.getAttribute('src')) ?? ''))
    await page.keyboard.press('Escape')
    await expect(viewer.dialog).toBeHidden()
  }

  expect((await shownPaths.jsonValue()).map((path) => readFileSync(path))).toEqual(files.map(({ bytes }) => bytes))
  expect(studio.complaints).toEqual([])
})
