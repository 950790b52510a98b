import type { OpenLibrary } from '#renderer/data/library.ts'

/** An open library as main describes it, for tests of the page. */
export const sampleLibrary = (changes: Partial<OpenLibrary> = {}): OpenLibrary => ({
  kind: 'open',
  path: '/home/mina/Pictures/Diptych',
  isFixed: false,
  imageCount: 1234,
  trashCount: 0,
  bytes: 148_000_000,
  recovered: { succeeded: 0, failed: 0, maybeBilled: 0 },
  restored: null,
  isReadOnly: false,
  damage: null,
  ...changes,
})
