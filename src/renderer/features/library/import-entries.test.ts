import { expect, test } from 'vitest'
import { listEntries } from './import-entries.ts'

type Tree = { readonly [name: string]: Tree | null }

/** A folder as Chromium gives it: at most two entries at a time, in no order. */
function directory(name: string, tree: Tree): FileSystemDirectoryEntry {
  const entries = Object.entries(tree).map(([child, inside]) =>
    inside === null ? file(child) : directory(child, inside),
  )
  const given = {
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      let start = 0
      return {
        readEntries: (done: (batch: readonly FileSystemEntry[]) => void) => {
          done(entries.slice(start, start + 2))
          start += 2
        },
      }
    },
  }
  // As much of an entry as the walk uses; jsdom has none.
  return given as unknown as FileSystemDirectoryEntry
}
function file(name: string): FileSystemFileEntry {
  const given = {
    name,
    isFile: true,
    isDirectory: false,
    file: (done: (file: File) => void, refuse: (reason: Error) => void) =>
      name === 'gone.png' ? refuse(new Error('NotFoundError')) : done(new File([name], name)),
  }
  // As above.
  return given as unknown as FileSystemFileEntry
}

test('a folder is walked to its end, by name, without what systems put there for themselves', async () => {
  const files = await listEntries([
    file('.dropped-by-hand.png'),
    directory('Holiday', {
      'b10.png': null,
      '.DS_Store': null,
      'Thumbs.db': null,
      'b9.png': null,
      'a day': { 'x.jpg': null, 'desktop.ini': null, 'y.txt': null },
      empty: {},
      'c.png': null,
    }),
  ])
  expect(files.map(({ fileName }) => fileName)).toEqual([
    '.dropped-by-hand.png',
    'x.jpg',
    'y.txt',
    'b9.png',
    'b10.png',
    'c.png',
  ])
  expect(await (await files[1]?.open())?.text()).toBe('x.jpg')
})

test('a file that has gone in the meantime refuses when its turn comes, not before', async () => {
  const [gone] = await listEntries([directory('Holiday', { 'gone.png': null })])
  await expect(gone?.open()).rejects.toThrow('NotFoundError')
})
