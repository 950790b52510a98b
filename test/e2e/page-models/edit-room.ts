import { expect, type Locator, type Page } from '@playwright/test'

export class EditRoom {
  readonly page: Page
  readonly prompt: Locator
  readonly editor: Locator
  readonly runButton: Locator
  readonly report: Locator
  readonly candidates: Locator

  constructor(page: Page) {
    this.page = page
    this.prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    this.editor = page.getByRole('application', { name: 'Mask editor' })
    this.runButton = page.getByRole('button', { name: 'Run edit', exact: true })
    this.report = page.getByRole('region', { name: 'Change report' })
    this.candidates = page.getByRole('region', { name: 'Candidates' })
  }

  async choosePicture(prompt: string): Promise<void> {
    await this.page.getByRole('button', { name: `Edit “${prompt}”` }).click()
    await expect(this.editor).toBeVisible()
  }

  async chooseKind(kind: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Kind of edit' }).click()
    await this.page
      .getByRole('option')
      .filter({ has: this.page.getByText(kind, { exact: true }) })
      .click()
  }

  async chooseTool(name: string): Promise<void> {
    const tool = this.page.getByRole('toolbar', { name: 'Drawing tools' }).getByRole('button', { name, exact: true })
    await tool.click()
    await expect(tool).toHaveAttribute('aria-pressed', 'true')
  }

  /** Where the picture stands on screen. */
  async pictureBox(): Promise<{
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }> {
    const box = await this.editor.boundingBox()
    if (box === null) throw new Error('There is no canvas to draw on.')
    return box
  }

  /** Drags the pointer over the canvas; places in shares of its width and height. */
  async drag(...places: readonly (readonly [number, number])[]): Promise<void> {
    const box = await this.pictureBox()
    const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const
    const [first, ...rest] = places
    if (first === undefined) return
    await this.page.mouse.move(...at(first))
    await this.page.mouse.down()
    for (const place of rest) await this.page.mouse.move(...at(place), { steps: 8 })
    await this.page.mouse.up()
  }

  /** How many candidates are asked for. */
  async setCount(count: number): Promise<void> {
    await this.page.getByText('Settings', { exact: true }).last().click()
    await this.writeNumber('Pictures', count)
  }

  async writeNumber(name: string, value: number): Promise<void> {
    const field = this.page.getByRole('textbox', { name, exact: true })
    await field.fill(String(value))
    await field.press('Tab')
  }

  /** What the editor says of the mask. */
  async coverage(): Promise<string> {
    const line = this.page.getByText(/of the image will be changed/)
    await expect(line).toBeVisible()
    return line.innerText()
  }

  /** Runs the edit and waits until its first candidate was measured. */
  async run(prompt: string): Promise<void> {
    await this.prompt.fill(prompt)
    await this.runButton.click()
    await expect(this.report.getByRole('status')).toHaveText(/\.$/, { timeout: 60_000 })
  }
}
