import { expect, type Locator, type Page } from '@playwright/test'
import type { Studio } from '../launch-studio.ts'
import { CompareRoom } from './compare-room.ts'
import { CreateRoom } from './create-room.ts'
import { EditRoom } from './edit-room.ts'
import { LedgerRoom } from './ledger-room.ts'
import { LibraryRoom } from './library-room.ts'
import { SettingsRoom } from './settings-room.ts'

/** The studio as a person sees it, in English. */
export class StudioWindow {
  readonly page: Page
  readonly provenance: Locator

  constructor(studio: Pick<Studio, 'page'>) {
    this.page = studio.page
    this.provenance = this.page.getByRole('complementary', { name: 'Provenance' })
  }

  /** The rooms, or the reason why there are none. */
  async waitUntilShown(): Promise<void> {
    await expect(this.page.getByRole('main')).toBeVisible({ timeout: 15_000 })
  }

  async goToCreate(): Promise<CreateRoom> {
    await this.page.getByRole('link', { name: 'Create', exact: true }).click()
    return new CreateRoom(this.page)
  }

  async goToLibrary(): Promise<LibraryRoom> {
    await this.page.getByRole('link', { name: 'Library', exact: true }).click()
    return new LibraryRoom(this.page)
  }

  async goToCompare(): Promise<CompareRoom> {
    await this.page.getByRole('link', { name: 'Compare', exact: true }).click()
    return new CompareRoom(this.page)
  }

  async goToEdit(): Promise<EditRoom> {
    await this.page.getByRole('link', { name: 'Edit', exact: true }).click()
    return this.editRoom()
  }

  /** Where a picture was sent to be edited. */
  async editRoom(): Promise<EditRoom> {
    await expect(this.page.getByRole('link', { name: 'Edit', exact: true })).toHaveAttribute('aria-current', 'page')
    return new EditRoom(this.page)
  }

  async goToLedger(): Promise<LedgerRoom> {
    await this.page.getByRole('link', { name: 'Ledger', exact: true }).click()
    return new LedgerRoom(this.page)
  }

  /** By its name in the palette. */
  async run(command: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k')
    const palette = this.page.getByRole('dialog', { name: 'Command palette' })
    await palette.getByRole('combobox').fill(command)
    await this.page.keyboard.press('Enter')
    await expect(palette).toBeHidden()
  }

  async goToSettings(): Promise<SettingsRoom> {
    await this.page.getByRole('link', { name: 'Settings', exact: true }).click()
    return new SettingsRoom(this.page)
  }
}
