import { expect, type Locator, type Page } from '@playwright/test'

export class LedgerRoom {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** The sum of a period, as it stands in large. */
  total(period: 'Today' | 'This month' | 'All time'): Locator {
    return this.page.getByRole('main').locator('dl > div').filter({ hasText: period })
  }

  /** Names and sums of what the money went to. */
  async groups(by: 'Model' | 'Connection' | 'Experiment' | 'Purpose'): Promise<readonly (readonly string[])[]> {
    await this.page.getByRole('radio', { name: by, exact: true }).click()
    const table = this.page.getByRole('table', { name: 'Where it went' })
    await expect(table.getByRole('columnheader', { name: by })).toBeVisible()
    const rows = await table.getByRole('row').all()
    return Promise.all(rows.slice(1).map((row) => row.locator('th, td').allInnerTexts()))
  }

  async setDailyBudget(amount: string, whenReached: 'Warn' | 'Stop sending'): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Per day (US$)' }).fill(amount)
    await this.page
      .getByRole('radiogroup', { name: 'When the day’s budget is reached' })
      .getByRole('radio', { name: whenReached })
      .click()
    await this.page.getByRole('button', { name: 'Save budgets' }).click()
    await expect(this.page.getByText('The budgets were saved').first()).toBeVisible()
  }

  async setPricePerPicture(model: string, usd: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Set a price…' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Price of a model' })
    await dialog.getByLabel('Model', { exact: true }).fill(model)
    await dialog.getByLabel('US$ a picture').fill(usd)
    await dialog.getByRole('button', { name: 'Save price' }).click()
    await expect(dialog).toBeHidden()
  }
}
