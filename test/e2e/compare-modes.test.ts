import { findViolations } from './find-violations.ts'
import { expect, test } from './fixtures.ts'

test('two sketches are compared in six ways, by keys alone', async ({ start }) => {
  test.slow()
  const { studio, window } = await start()
  const { page } = studio
  const { keyboard } = page
  const create = await window.goToCreate()
  for (const [count, prompt] of ['a red lighthouse', 'a red lighthouse, cinematic light'].entries()) {
    await create.generate(prompt)
    await expect(page.getByRole('main').locator('img[src*="/thumb/"]')).toHaveCount(count + 1)
  }
  const library = await window.goToLibrary()
  await expect(library.pictures).toHaveCount(2)
  await library.choose('a red lighthouse, cinematic light')
  await keyboard.press('Shift+ArrowRight')
  await keyboard.press('c')

  const compare = page.getByRole('dialog', { name: 'Compare two pictures' })
  const view = compare.getByRole('radiogroup', { name: 'View' })
  const isOn = (name: string) => expect(view.getByRole('radio', { name, exact: true })).toBeChecked()
  const slider = (name: string) => compare.getByRole('slider', { name })
  const left = compare.locator('section[aria-label="Left"]')
  const right = compare.locator('section[aria-label="Right"]')
  const placeOf = (pane: typeof left) =>
    pane
      .locator('div')
      .first()
      .evaluate(({ style }) => `${style.width} ${style.transform}`)
  const found: Record<string, readonly string[]> = {}
  const look = async (mode: string): Promise<void> => {
    await isOn(mode)
    found[mode] = await findViolations(page)
  }

  await expect(compare).toBeFocused()
  await expect(left.getByRole('img')).toHaveCount(1)
  await expect(right.getByRole('img')).toHaveCount(1)
  for (const key of ['+', '+', 'ArrowRight', 'ArrowDown']) await keyboard.press(key)
  await expect(compare.getByText('Zoom: 100%')).toBeVisible()
  const placed = await placeOf(left)
  expect(await placeOf(right)).toBe(placed)
  await look('Side by side')
  await keyboard.press('s')
  await keyboard.press('ArrowRight')
  expect(await placeOf(right)).toBe(placed)
  expect(await placeOf(left)).not.toBe(placed)
  await keyboard.press('ArrowLeft')
  await keyboard.press('s')

  await keyboard.press('m')
  await look('Wipe')
  expect([await placeOf(left), await placeOf(right)]).toEqual([placed, placed])
  await slider('Divider').press('PageUp')
  await expect(slider('Divider')).toHaveAttribute('aria-valuenow', '40')
  await expect(right).toHaveCSS('clip-path', 'inset(0px 0px 0px 40%)')

  await keyboard.press('m')
  await look('Overlay')
  await slider('Opacity').press('Home')
  await expect(right).toHaveCSS('opacity', '0')
  await slider('Opacity').press('End')
  await expect(right).toHaveCSS('opacity', '1')

  await keyboard.press('m')
  const share = compare.getByText(/% of the pixels differ/)
  await expect(share).toBeVisible()
  await look('Difference')
  expect(await share.textContent()).toMatch(/ of 1,048,576\)$/)
  const painted = () =>
    compare.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const copy = document.createElement('canvas')
      Object.assign(copy, { width: canvas.width, height: canvas.height })
      const context = copy.getContext('2d')
      context?.drawImage(canvas, 0, 0)
      const pixels = context?.getImageData(0, 0, copy.width, copy.height).data ?? []
      let lit = 0
      for (let index = 0; index < pixels.length; index += 4)
        if (Math.max(pixels[index] ?? 0, pixels[index + 1] ?? 0, pixels[index + 2] ?? 0) > 0) lit += 1
      return lit
    })
  const countSaid = async (): Promise<number> =>
    Number(/\(([\d,]+) of/.exec((await share.textContent()) ?? '')?.[1]?.replaceAll(',', ''))
  // What is said is what is drawn, to the pixel.
  await expect.poll(painted).toBe(await countSaid())
  const all = await countSaid()
  for (let step = 0; step < 20; step += 1) await slider('Threshold').press('ArrowRight')
  await expect(share).toContainText('by more than 20 levels')
  expect(await countSaid()).toBeLessThan(all)
  await expect.poll(painted).toBe(await countSaid())

  await keyboard.press('m')
  await look('Flicker')
  await expect(left).toHaveCSS('opacity', '0')
  await expect(left).toHaveCSS('opacity', '1')
  await compare.getByRole('button', { name: 'Pause' }).press('Enter')
  await slider('Speed').press('End')
  await expect(slider('Speed')).toHaveAttribute('aria-valuetext', '2,000 ms')

  await keyboard.press('m')
  await look('Single')
  const shown = compare.getByRole('status').filter({ hasText: 'Shown:' })
  await expect(shown).toHaveText('Shown: Left')
  await keyboard.down('Space')
  await expect(shown).toHaveText('Shown: Right')
  await keyboard.up('Space')
  await expect(shown).toHaveText('Shown: Left')
  await keyboard.press('c')
  await expect(shown).toHaveText('Shown: Right')
  await expect(left).toHaveAttribute('aria-hidden', 'true')
  expect(await placeOf(right)).toBe(placed)

  await keyboard.press('m')
  await isOn('Side by side')
  expect(await placeOf(left)).toBe(placed)
  await keyboard.press('0')
  await expect(compare.getByRole('button', { name: 'Fit to window' })).toHaveAttribute('aria-pressed', 'true')
  await keyboard.press('Escape')
  await expect(compare).toBeHidden()
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((mode) => [mode, []])))
  expect(studio.complaints).toEqual([])
})

test('nothing flickers by itself where the system asks for less motion', async ({ start }) => {
  const { studio, window } = await start()
  const { page } = studio
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const create = await window.goToCreate()
  for (const [count, prompt] of ['a boat', 'a fox'].entries()) {
    await create.generate(prompt)
    await expect(page.getByRole('main').locator('img[src*="/thumb/"]')).toHaveCount(count + 1)
  }
  const library = await window.goToLibrary()
  await library.choose('a fox')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('c')
  const compare = page.getByRole('dialog', { name: 'Compare two pictures' })
  await compare.getByRole('radio', { name: 'Flicker' }).click()
  const left = compare.locator('section[aria-label="Left"]')
  const swaps = await left.evaluate(async (pane) => {
    let count = 0
    const observer = new MutationObserver(() => {
      count += 1
    })
    observer.observe(pane, { attributeFilter: ['aria-hidden'] })
    // Four times as long as a picture would stand.
    await new Promise((resolve) => setTimeout(resolve, 2000))
    observer.disconnect()
    return count
  })
  expect(swaps).toBe(0)
  await expect(compare.getByRole('button', { name: 'Start' })).toHaveCount(0)
  await compare.getByRole('button', { name: 'Show the other one' }).press('Enter')
  await expect(left).toHaveCSS('opacity', '0')
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await expect(compare.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(left).toHaveCSS('opacity', '1')
  expect(studio.complaints).toEqual([])
})
