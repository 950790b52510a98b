import { statfs } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { costOf } from '../providers/pricing.ts'
import { readers } from '../providers/readers.ts'
import { type LibraryRole, serveLibrary } from './serve-library.ts'

/** The threads that own the library: its database, its files, the reading of answers. */
if (parentPort === null) throw new Error('library-worker runs as a worker thread only')

await serveLibrary({
  port: parentPort,
  // Given by `openLibraryClient`, which is typed.
  role: workerData as LibraryRole,
  world: {
    readers,
    costOf,
    nowMs: Date.now,
    freeBytes: async (path) => {
      const { bavail, bsize } = await statfs(path)
      return bavail * bsize
    },
  },
})
