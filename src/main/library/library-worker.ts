import { statfs } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { costOf } from '../providers/pricing.ts'
import { readers } from '../providers/readers.ts'
import { serveLibrary } from './serve-library.ts'

/** The thread that owns the library: its database, its files, the reading of answers. */
const { folder, isCreationAllowed } = z.object({ folder: z.string(), isCreationAllowed: z.boolean() }).parse(workerData)
if (parentPort === null) throw new Error('library-worker runs as a worker thread only')

await serveLibrary({
  port: parentPort,
  folder,
  isCreationAllowed,
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
