import { parentPort, workerData } from 'node:worker_threads'
import { type LibraryRole, serveLibrary } from '#main/library/serve-library.ts'
import { testWorld } from './open-test-library.ts'

/** The library's workers with scripted answers instead of the real providers' readers. */
if (parentPort === null) throw new Error('This runs as a worker thread only')
// Given by `openLibraryClient`, which is typed.
await serveLibrary({ port: parentPort, role: workerData as LibraryRole, world: testWorld })
