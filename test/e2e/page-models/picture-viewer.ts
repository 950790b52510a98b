import type { Locator, Page } from '@playwright/test'

export class PictureViewer {
  readonly page: Page
  readonly dialog: Locator
  /** The original, once it has taken the thumbnail's place. */
  readonly picture: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'Picture viewer' })
    this.picture = this.dialog.locator('img[src^="/blob/"]')
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true })
  }

  async press(name: string): Promise<void> {
    await this.button(name).click()
  }

  /** Percent of the picture's own pixels. */
  async readZoom(): Promise<number> {
    return Number(/Zoom: (\d+)%/.exec((await this.dialog.textContent()) ?? '')?.[1])
  }

  async readPlace(): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.picture.boundingBox()
    if (box === null) throw new Error('The picture is not shown.')
    return { x: Math.round(box.x), y: Math.round(box.y) }
  }

  /** Up is negative, and enlarges. */
  async turnWheel(pixels: number): Promise<void> {
    await this.pointAtMiddle()
    await this.page.mouse.wheel(0, pixels)
  }

  /** Takes the picture in the middle and moves it by so many CSS pixels. */
  async drag(by: { readonly x: number; readonly y: number }): Promise<void> {
    const stage = await this.pointAtMiddle()
    await this.page.mouse.down()
    await this.page.mouse.move(stage.x + by.x, stage.y + by.y, { steps: 4 })
    await this.page.mouse.up()
  }

  private async pointAtMiddle(): Promise<{ readonly x: number; readonly y: number }> {
    const middle = await this.page.evaluate(() => ({ x: innerWidth / 2, y: innerHeight / 2 }))
    await this.page.mouse.move(middle.x, middle.y)
    return middle
  }

  async isCheckerShown(): Promise<boolean> {
    return this.picture.evaluate((picture) => {
      const frame = picture.parentElement
      return frame !== null && getComputedStyle(frame).backgroundImage !== 'none'
    })
  }
}
