import type { Page } from '@playwright/test'

export class SettingsRoom {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }
}
