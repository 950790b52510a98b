import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test'
import { clearClipboard, readText } from '../system-clipboard.ts'

export class ProvenancePanel {
  readonly region: Locator

  constructor(page: Page) {
    this.region = page.getByRole('complementary', { name: 'Provenance' })
  }

  /** One of the three texts, with what stands under it. */
  prompt(label: 'Typed' | 'Sent' | 'Revised by the model'): Locator {
    return this.region.getByRole('heading', { name: label, exact: true }).locator('xpath=../following-sibling::p[1]')
  }

  /** The table as read: each row's name, what was asked for, what was used. */
  async readParameters(): Promise<Readonly<Record<string, readonly string[]>>> {
    const rows = await this.region.getByRole('table').locator('tbody tr').all()
    return Object.fromEntries(
      await Promise.all(
        rows.map(async (row) => [
          await row.getByRole('rowheader').innerText(),
          await row.locator('td').allInnerTexts(),
        ]),
      ),
    )
  }

  fact(name: string): Locator {
    return this.region.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd[1]')
  }

  /** Presses a copy button; answers with what the system's clipboard holds then. */
  async copy(app: ElectronApplication, name: string): Promise<string> {
    await clearClipboard(app)
    await this.press(name)
    await expect.poll(() => readText(app)).not.toBe('')
    return readText(app)
  }

  async press(name: string): Promise<void> {
    await this.region.getByRole('button', { name, exact: true }).click()
  }
}
