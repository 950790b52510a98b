import { expect, type Locator, type Page } from '@playwright/test'

export class SettingsRoom {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async addConnection(label: string, baseUrl: string, kind?: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add connection' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Add a connection' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(label)
    await dialog.getByRole('textbox', { name: 'Address' }).fill(baseUrl)
    if (kind !== undefined) {
      await dialog.getByRole('combobox', { name: 'Kind of server' }).click()
      await this.page.getByRole('option', { name: kind }).click()
    }
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  async chooseTheme(theme: 'System' | 'Light' | 'Dark'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name: theme, exact: true }).click()
  }

  async misbehave(how: string): Promise<void> {
    const choice = this.connection('Sketch').getByRole('combobox', { name: 'Misbehave on purpose' })
    await choice.click()
    await this.page
      .getByRole('option')
      .filter({ has: this.page.getByText(how, { exact: true }) })
      .click()
    await expect(choice).toHaveText(how)
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name, exact: true }).click()
  }

  /** The card of one connection. */
  connection(label: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.page.getByText(label, { exact: true }) })
  }

  async enterKey(label: string, key: string, keep: string): Promise<void> {
    await this.connection(label)
      .getByRole('button', { name: /^(Add|Replace) key/ })
      .click()
    const dialog = this.page.getByRole('dialog', { name: `Key for ${label}` })
    await dialog.getByLabel('API key').fill(key)
    await dialog.getByRole('radio', { name: keep, exact: true }).click()
    await dialog.getByRole('button', { name: 'Save key' }).click()
    await expect(dialog).toBeHidden()
  }
}
