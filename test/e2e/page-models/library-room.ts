import { expect, type Locator, type Page } from '@playwright/test'

export class LibraryRoom {
  readonly page: Page
  readonly search: Locator
  readonly grid: Locator
  readonly pictures: Locator

  constructor(page: Page) {
    this.page = page
    this.search = page.getByRole('searchbox', { name: 'Search' })
    this.grid = page.getByRole('grid', { name: 'Pictures' })
    this.pictures = this.grid.getByRole('gridcell')
  }

  async find(words: string): Promise<void> {
    await this.search.fill(words)
  }

  picture(caption: string): Locator {
    return this.pictures.filter({ has: this.page.getByRole('img', { name: caption }) }).first()
  }

  /** Selects one picture and gives it the keys. */
  async choose(caption: string): Promise<void> {
    await this.picture(caption).click()
    await expect(this.picture(caption)).toBeFocused()
  }

  async open(caption: string): Promise<void> {
    await this.choose(caption)
    await this.page.keyboard.press('Enter')
  }

  async filterBy(name: 'Provider' | 'Model' | 'Date', choice: string): Promise<void> {
    const filter = this.page.getByRole('combobox', { name, exact: true })
    if (!(await filter.isVisible())) await this.page.getByRole('button', { name: /^Filters/ }).click()
    await filter.click()
    await this.page.getByRole('option', { name: choice, exact: true }).click()
    await expect(this.page.getByRole('listbox')).toHaveCount(0)
  }

  async clearFilters(): Promise<void> {
    await this.page.getByRole('button', { name: 'Clear filters', exact: true }).first().click()
  }

  async toggleFavoritesOnly(): Promise<void> {
    await this.page.getByRole('button', { name: 'Favourites only' }).click()
  }

  async toggleTrash(): Promise<void> {
    await this.page.getByRole('button', { name: 'Trash', exact: true }).click()
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo', exact: true }).click()
  }
}
