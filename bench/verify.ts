import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { inLots } from '#main/library/in-lots.ts'
import { noContext } from '#test/support/fill-library.ts'
import { makePng } from '#test/support/make-picture.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { printFigure, quantile } from './support/figure.ts'
import { timeOf } from './support/time-of.ts'

/**
 * “Verify library”, whose work is the reading and hashing of every original, beside nothing but that: SHA-256 of the same
 * files, as many at a time.
 */
const files = 200
const bytesEach = 2 * 1024 * 1024
const rounds = 7
/** As `check-files.ts` does. */
const atOnce = 8

const out = join(import.meta.dirname, '../out')
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(out, 'bench-verify-'))
try {
  await using library = await openTestLibrary({ folder })
  for (let file = 0; file < files; file += 1) {
    const bytes = makePng({ dataBytes: bytesEach })
    const imported = await library.operations.importImage({ bytes, fileName: `${file}.png`, nowMs: file })
    if (!imported.ok) throw new Error(imported.failure.kind)
  }
  await library.library.sidecars.flush()
  const originals = readdirSync(library.library.paths.blobs, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.png'))
    .map((entry) => join(entry.parentPath, entry.name))

  const hashPlainly = async (): Promise<void> => {
    for (const lot of inLots(originals, atOnce))
      await Promise.all(
        lot.map((path) => pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), createHash('sha256'))),
      )
  }
  const verify = async (): Promise<void> => {
    const found = await library.readOperations.checkFiles({}, noContext())
    if (found.filesChecked !== files || found.damaged.length + found.missing.length + found.badSidecars.length > 0)
      throw new Error('The library is not in order')
  }
  await hashPlainly()
  await verify()
  const verifyMs: number[] = []
  const plainMs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    plainMs.push(await timeOf(hashPlainly))
    verifyMs.push(await timeOf(verify))
  }
  const gigabytes = (files * bytesEach) / 1e9
  printFigure({
    bench: 'verify',
    metric: 'a gigabyte of originals, ms',
    samples: verifyMs.map((ms) => ms / gigabytes),
    floorSamples: plainMs.map((ms) => ms / gigabytes),
    limit: 1.15,
  })
  console.log(`Verifying hashes ${((1000 * gigabytes * 1000) / quantile(verifyMs, 0.5)).toFixed(0)} MB a second.`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
