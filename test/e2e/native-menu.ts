import type { ElectronApplication } from '@playwright/test'

interface NativeItem {
  readonly label: string
  readonly items: readonly string[]
}

/** The menu bar as the system shows it. */
export const readNativeMenu = (app: ElectronApplication): Promise<readonly NativeItem[]> =>
  app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => ({
      label,
      items: (submenu?.items ?? [])
        .filter(({ type, visible }) => type !== 'separator' && visible)
        .map(({ label }) => label),
    })),
  )

/** Chooses an item as a click on the menu bar does. */
export const chooseInNativeMenu = (app: ElectronApplication, label: string): Promise<void> =>
  app.evaluate(({ Menu }, label) => {
    const item = (Menu.getApplicationMenu()?.items ?? [])
      .flatMap(({ submenu }) => submenu?.items ?? [])
      .find((candidate) => candidate.label === label)
    if (item === undefined) throw new Error(`The menu has no “${label}”.`)
    Reflect.apply(item.click, item, [])
  }, label)
