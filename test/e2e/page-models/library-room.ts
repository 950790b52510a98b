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
    const group = this.page.getByRole('group', { name, exact: true })
    if (!(await group.isVisible())) await this.page.getByRole('button', { name: /^Filters/ }).click()
    await group.getByRole('button', { name: new RegExp(`^${choice}( |$)`) }).click()
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
    const undo = this.page.getByRole('button', { name: 'Undo', exact: true })
    // The notice of the change before may still be fading out.
    await expect(undo).toHaveCount(1)
    await undo.click()
  }

  /** What the pictures are called, in the order they stand in. */
  async captions(): Promise<readonly string[]> {
    return this.pictures
      .getByRole('img')
      .evaluateAll((images) =>
        images.map((image) => image.getAttribute('alt') ?? image.getAttribute('aria-label') ?? ''),
      )
  }

  /** Chooses this picture and so many after it, as Shift and the arrows do. */
  async chooseFrom(caption: string, more: number): Promise<void> {
    await this.choose(caption)
    for (let step = 0; step < more; step += 1) await this.page.keyboard.press('Shift+ArrowRight')
  }

  async showAs(list: 'Order' | 'Groups', option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: list, exact: true }).click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
    await expect(this.page.getByRole('listbox')).toHaveCount(0)
  }

  /** The list of collections; each is an item of the tree. */
  get collections(): Locator {
    return this.page.getByRole('tree', { name: 'Collections' })
  }

  collection(name: string): Locator {
    return this.collections.getByRole('treeitem', { name })
  }
}
