import { existsSync } from 'node:fs'
import type { Desktop } from '../desktop.ts'

/** Asks where a file goes, named with the day. `null` when the person closed the dialog. */
export async function chooseExportFile(options: {
  readonly desktop: Pick<Desktop, 'chooseSaveFile'>
  readonly title: string
  readonly name: string
  readonly extension: string
  readonly nowMs: number
}): Promise<string | null> {
  const { desktop, title, name, extension, nowMs } = options
  const at = new Date(nowMs)
  const date = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0'))
  const path = await desktop.chooseSaveFile(`${name} ${date.join('-')}.${extension}`, extension, title)
  return path === null ? null : withExtension(path, extension)
}

/** Not every system's dialog adds it, and then it has not asked about a file of that name either. */
function withExtension(path: string, extension: string): string {
  if (path.toLowerCase().endsWith(`.${extension}`)) return path
  for (let number = 1; ; number += 1) {
    const free = `${path}${number === 1 ? '' : ` (${number})`}.${extension}`
    if (!existsSync(free)) return free
  }
}
