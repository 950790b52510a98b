import type { Locator, Page } from '@playwright/test'

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
}
