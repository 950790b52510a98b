import { openLibrary } from '#main/library/open-library.ts'
import { testWorld } from './open-test-library.ts'

/** A process of its own that opens the library named on its command line, says how that went, and holds it. */
const opened = await openLibrary(process.argv[2] ?? '', testWorld)
process.stdout.write(`${JSON.stringify(opened.ok ? { ok: true } : opened)}\n`)
if (opened.ok) setInterval(() => undefined, 60_000)
