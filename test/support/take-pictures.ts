import { expect, type Page } from '@playwright/test'
import type { Studio } from '#test/e2e/launch-studio.ts'

export interface ScreenSize {
  /** CSS pixels. */
  readonly width: number
  readonly height: number
}

export const usualSizes: readonly ScreenSize[] = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
/** What is left of a small screen at 200 %. */
export const zoomed: ScreenSize = { width: 640, height: 400 }

/** Writes what the studio shows now to `pictures/`, dark and light, in each size. */
export async function takePictures(
  studio: Studio,
  language: string,
  name: string,
  sizes: readonly ScreenSize[] = usualSizes,
  /** What a changed size undoes, for instance a place scrolled to. */
  prepare: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await studio.page.evaluate((chosen) => window.diptych.call('settings.setTheme', { theme: chosen }), theme)
    await expect(studio.page.locator('html')).toHaveAttribute('data-theme', theme)
    for (const size of sizes) {
      await resize(studio, size)
      await prepare()
      await settle(studio.page)
      await studio.page.screenshot({ path: `pictures/${name}-${theme}-${language}-${size.width}.png` })
    }
  }
  // What follows is done in a window as people have it.
  const [usualSize] = sizes
  if (usualSize !== undefined) await resize(studio, usualSize)
}

async function resize({ app, page }: Studio, size: ScreenSize): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    const [window] = BrowserWindow.getAllWindows()
    // A person gets below the smallest size by zooming; a picture of that is taken of a window as small.
    window?.setMinimumSize(1, 1)
    window?.setContentSize(wanted.width, wanted.height)
  }, size)
  await page.waitForFunction(
    (wanted) => window.innerWidth === wanted.width && window.innerHeight === wanted.height,
    size,
  )
}

/** Everything in sight is drawn, and transitions are over. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[role="gridcell"][aria-busy]') === null &&
      [...document.images].every((image) => image.complete || image.src === ''),
  )
  await page.evaluate(async () => {
    await Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => undefined)),
    )
    // What a resize observer changes is drawn a frame later.
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
    await Promise.all(
      [...document.images].filter((image) => image.src !== '').map((image) => image.decode().catch(() => undefined)),
    )
  })
}
