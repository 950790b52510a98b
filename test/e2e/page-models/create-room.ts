import { expect, type Locator, type Page } from '@playwright/test'

export class CreateRoom {
  readonly page: Page
  readonly prompt: Locator
  readonly generateButton: Locator

  constructor(page: Page) {
    this.page = page
    this.prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    this.generateButton = page.getByRole('button', { name: 'Generate', exact: true })
  }

  async write(prompt: string): Promise<void> {
    await this.prompt.fill(prompt)
  }

  /** Generates and waits until a picture of this prompt is there. */
  async generate(prompt: string): Promise<void> {
    await this.write(prompt)
    await this.generateButton.click()
    await expect(this.pictureOf(prompt)).toBeVisible({ timeout: 30_000 })
  }

  /** A finished picture: pressing it opens the viewer. */
  pictureOf(prompt: string): Locator {
    return this.page.getByRole('button', { name: `Open “${prompt}”` }).first()
  }
}
