import { expect, type Locator, type Page } from '@playwright/test'

export class CreateRoom {
  readonly page: Page
  readonly prompt: Locator
  readonly generateButton: Locator
  readonly cancelButton: Locator

  constructor(page: Page) {
    this.page = page
    this.prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    this.generateButton = page.getByRole('button', { name: 'Generate', exact: true })
    this.cancelButton = page.getByRole('button', { name: 'Cancel', exact: true })
  }

  async write(prompt: string): Promise<void> {
    await this.prompt.fill(prompt)
  }

  async chooseModel(label: string, connection = 'OpenAI'): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Model', exact: true }).click()
    const models = this.page.getByRole('group', { name: new RegExp(`^${connection}`) })
    await models.getByRole('option', { name: label }).first().click()
  }

  async start(prompt: string): Promise<void> {
    await this.write(prompt)
    await this.generateButton.click()
  }

  /** Generates and waits until a picture of this prompt is there. */
  async generate(prompt: string): Promise<void> {
    await this.start(prompt)
    await expect(this.pictureOf(prompt)).toBeVisible({ timeout: 30_000 })
  }

  /** A finished picture: pressing it opens the viewer. */
  pictureOf(prompt: string): Locator {
    return this.page.getByRole('button', { name: `Open “${prompt}”` }).first()
  }

  previewOf(prompt: string): Locator {
    return this.page.getByRole('img', { name: `Preview of “${prompt}”` }).first()
  }
}
