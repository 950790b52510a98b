import { expect, type Locator, type Page } from '@playwright/test'

export class CreateRoom {
  readonly page: Page
  readonly prompt: Locator
  readonly generateButton: Locator
  readonly cancelButton: Locator
  /** Width and height of a size of one's own, with what is wrong with them. */
  readonly sizeFields: Locator
  readonly estimate: Locator

  constructor(page: Page) {
    this.page = page
    this.prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    this.generateButton = page.getByRole('button', { name: 'Generate', exact: true })
    this.cancelButton = page.getByRole('button', { name: 'Cancel', exact: true })
    this.sizeFields = page.getByRole('group', { name: 'Custom…' })
    this.estimate = page.getByText('Estimate', { exact: true }).locator('xpath=following-sibling::span')
  }

  async write(prompt: string): Promise<void> {
    await this.prompt.fill(prompt)
  }

  async chooseModel(label: string, connection = 'OpenAI'): Promise<void> {
    await this.chooseConnection(connection)
    await this.chooseIn('Model', label)
  }

  async chooseConnection(label: string): Promise<void> {
    await this.chooseIn('Connection', label)
  }

  /** By typing, as someone does who knows the name. */
  async findModel(typed: string): Promise<void> {
    await this.choice('Model').click()
    await this.page.getByRole('combobox', { name: 'Search', exact: true }).fill(typed)
    await this.page.keyboard.press('Enter')
    await expect(this.page.getByRole('listbox')).toHaveCount(0)
  }

  private async chooseIn(combobox: string, label: string): Promise<void> {
    await this.choice(combobox).click()
    // The name first, then what is remarked on it.
    await this.page
      .getByRole('option')
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first()
      .click()
    await expect(this.page.getByRole('listbox')).toHaveCount(0)
  }

  /** A parameter that is chosen from a list. */
  choice(name: string): Locator {
    return this.page.getByRole('combobox', { name, exact: true })
  }

  async choose(name: string, option: string): Promise<void> {
    await this.choice(name).click()
    // A choice may carry a remark beside its name.
    await this.page
      .getByRole('option')
      .filter({ has: this.page.getByText(option, { exact: true }) })
      .click()
    await expect(this.page.getByRole('listbox')).toHaveCount(0)
  }

  async writeNumber(name: string, value: number): Promise<void> {
    const field = this.page.getByRole('textbox', { name, exact: true })
    await field.fill(String(value))
    await field.press('Tab')
  }

  async writeSize(width: number, height: number): Promise<void> {
    await this.writeNumber('Width', width)
    await this.writeNumber('Height', height)
  }

  async setSlider(name: string, ...keys: readonly string[]): Promise<void> {
    const slider = this.page.getByRole('slider', { name, exact: true })
    for (const key of keys) await slider.press(key)
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo', exact: true }).click()
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
