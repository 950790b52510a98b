import { realpath } from 'node:fs/promises'
import { relative } from 'node:path'

/** Whether a folder that exists is another one, or lies in it, whatever links lead there. */
export async function isInside(outer: string, inner: string): Promise<boolean> {
  const way = relative(await realpath(outer), await realpath(inner))
  return way === '' || !(way.startsWith('..') || /^[A-Za-z]:/.test(way))
}
