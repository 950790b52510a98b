import { expect, type Locator, type Page } from '@playwright/test'

/** Experiments and their blind votes, in English. */
export class CompareRoom {
  readonly page: Page
  readonly status: Locator
  readonly voteView: Locator

  constructor(page: Page) {
    this.page = page
    this.status = page.getByRole('main').getByRole('status').first()
    this.voteView = page.getByRole('region', { name: 'Blind vote' })
  }

  async show(part: 'Words' | 'Pictures' | 'Results'): Promise<void> {
    await this.page.getByRole('radio', { name: part, exact: true }).click()
  }

  /** Pictures that can be opened, of an arm. */
  picturesOf(arm: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Compare ${arm}, repeat`) })
  }

  async startVoting(): Promise<void> {
    await this.page.getByRole('button', { name: 'Vote', exact: true }).click()
    await this.waitForPair()
  }

  /** Both pictures are in sight, and the vote is taken. */
  async waitForPair(): Promise<void> {
    for (const name of ['Left picture', 'Right picture'])
      await expect(this.voteView.getByRole('img', { name })).toBeVisible()
    await expect(this.voteView.getByRole('button', { name: 'Tie' })).not.toHaveAttribute('aria-disabled')
  }

  /** By its key; resolves when the count has changed. */
  async voteByKey(key: string, judgedAfter: number): Promise<void> {
    await this.page.keyboard.press(key)
    await expect(this.voteView.getByText(`${judgedAfter} judged`)).toBeVisible()
  }

  async seeResults(): Promise<void> {
    await this.page.getByRole('button', { name: 'See the results' }).click()
    await expect(this.page.getByRole('heading', { name: 'Votes', exact: true })).toBeVisible()
  }
}
