import { BrowserWindow, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'
import type { ParsedInput } from '#shared/contract.ts'
import type { Words } from './words.ts'

type Groups = ParsedInput<'menu.set'>['groups']
const separator: MenuItemConstructorOptions = { type: 'separator' }

/** Builds the native menu from the page's commands; the roles that every desktop program has are added here. */
export function setMenu(
  groups: Groups,
  words: Words,
  { onChosen, onQuit }: { readonly onChosen: (commandId: string) => void; readonly onQuit: () => void },
): void {
  const isMac = process.platform === 'darwin'
  // Not Electron's role, which ends everything without a question.
  const quit: MenuItemConstructorOptions = { label: words.quit, accelerator: 'CommandOrControl+Q', click: onQuit }
  const template = groups.map((group): MenuItemConstructorOptions => {
    const items = group.items.map(
      (item): MenuItemConstructorOptions => ({
        label: item.label,
        enabled: item.isEnabled,
        // Shown, not registered: the page hears every key itself, and knows whether text is being composed.
        ...(item.accelerator === null ? {} : { accelerator: item.accelerator, registerAccelerator: false }),
        click: () => onChosen(item.commandId),
      }),
    )
    return {
      label: group.label,
      submenu: [...before(group.role, words), ...items, ...after(group.role, words, isMac ? [] : [separator, quit])],
    }
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(isMac ? [macAppMenu(words, quit), ...template, windowMenu(words)] : template),
  )
}

/** Pops up at the pointer, or at a place of the page in CSS pixels. Resolves with what was chosen; `null` = nothing. */
export function popUpMenu({ items, at }: ParsedInput<'menu.popup'>): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return Promise.resolve(null)
  const { promise: chosen, resolve: choose } = Promise.withResolvers<string | null>()
  const menu = Menu.buildFromTemplate(
    items.map((item) =>
      item.kind === 'separator'
        ? separator
        : {
            label: item.label,
            enabled: item.isEnabled,
            ...(item.accelerator === null ? {} : { accelerator: item.accelerator, registerAccelerator: false }),
            click: () => choose(item.commandId),
          },
    ),
  )
  const zoom = window.webContents.getZoomFactor()
  menu.popup({
    window,
    ...(at === null ? {} : { x: Math.round(at.x * zoom), y: Math.round(at.y * zoom) }),
    // The click comes before it on some systems and after it on others.
    callback: () => setTimeout(() => choose(null), 100),
  })
  return chosen
}

/** Cut, copy and paste where there is text: in its fields, and on what is selected. All else is the page's. */
export function offerTextMenu(contents: WebContents, words: () => Words): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags, frame }) => {
    if (!isEditable && selectionText === '') return
    const { cut, copy, paste, selectAll } = words()
    const copying: MenuItemConstructorOptions = { role: 'copy', label: copy, enabled: editFlags.canCopy }
    const editing: readonly MenuItemConstructorOptions[] = [
      { role: 'cut', label: cut, enabled: editFlags.canCut },
      copying,
      { role: 'paste', label: paste, enabled: editFlags.canPaste },
      separator,
      { role: 'selectAll', label: selectAll, enabled: editFlags.canSelectAll },
    ]
    const menu = Menu.buildFromTemplate(isEditable ? [...editing] : [copying])
    menu.popup(frame === null ? {} : { frame })
  })
}

/** Until the page has sent its commands: nothing, instead of Electron's default menu. */
export const clearMenu = (): void => Menu.setApplicationMenu(null)

function before(role: Groups[number]['role'], words: Words): MenuItemConstructorOptions[] {
  if (role !== 'edit') return []
  return [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    separator,
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
    separator,
  ]
}

function after(
  role: Groups[number]['role'],
  words: Words,
  endOfFile: MenuItemConstructorOptions[],
): MenuItemConstructorOptions[] {
  if (role === 'file') return endOfFile
  if (role !== 'view') return []
  return [
    separator,
    { role: 'resetZoom', label: words.actualSize },
    { role: 'zoomIn', label: words.zoomIn },
    // The key without Shift, which Electron's role leaves out.
    { role: 'zoomIn', label: words.zoomIn, accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut', label: words.zoomOut },
    separator,
    { role: 'togglefullscreen', label: words.fullScreen },
  ]
}

const macAppMenu = (words: Words, quit: MenuItemConstructorOptions): MenuItemConstructorOptions => ({
  label: 'Diptych',
  submenu: [
    { role: 'services', label: words.services },
    separator,
    { role: 'hide', label: words.hide },
    { role: 'hideOthers', label: words.hideOthers },
    { role: 'unhide', label: words.showAll },
    separator,
    quit,
  ],
})

const windowMenu = (words: Words): MenuItemConstructorOptions => ({
  label: words.window,
  role: 'windowMenu',
  submenu: [
    { role: 'minimize', label: words.minimize },
    { role: 'close', label: words.close },
  ],
})
