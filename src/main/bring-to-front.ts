import { BrowserWindow } from 'electron'

/** Where the person sees it, whatever they were doing. */
export function bringToFront(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized()) window.restore()
  window?.show()
  window?.focus()
}
