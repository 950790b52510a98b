import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { serveLibrary } from '#main/library/serve-library.ts'
import { testWorld } from './open-test-library.ts'

/** The library worker with scripted answers instead of the real providers' readers. */
const { folder, isCreationAllowed } = z.object({ folder: z.string(), isCreationAllowed: z.boolean() }).parse(workerData)
if (parentPort === null) throw new Error('This runs as a worker thread only')
await serveLibrary({ port: parentPort, folder, isCreationAllowed, world: testWorld })
