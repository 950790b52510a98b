import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { saveGeneration } from '#main/generations/settle.ts'
import { sha256Of } from '#main/library/blob-store.ts'
import { readImageHeader } from '#main/library/image-header.ts'
import { makePng } from '#test/support/make-picture.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { printFigure } from './support/figure.ts'

/**
 * Durable insert of a generation with four 2 MB images, through the function the app settles with: from pictures in
 * memory, hashed, to rows committed. The floor is what no durable save can do without: the same bytes written and
 * synced as four plain files side by side, then one page written and synced. Alternated in one process, new random
 * bytes each time. The hashing (one millisecond a picture) belongs to reading the answer and is timed apart, for the
 * reader: it has no counterpart in the floor.
 */
const rounds = 60
const warmUpRounds = 5
const limit = 1.5
const imageBytes = 2 * 1024 * 1024

const makePictures = (): readonly Uint8Array[] => Array.from({ length: 4 }, () => makePng({ dataBytes: imageBytes }))

const timeOf = async (act: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await act()
  return performance.now() - start
}

/** On the disk of the project: a system's folder for temporary files can be memory, where syncing is free. */
const out = join(import.meta.dirname, '../out')
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(out, 'bench-save-'))
try {
  await using library = await openTestLibrary({ folder: join(folder, 'library') })
  await using log = await open(join(folder, 'log'), 'w')

  const hashMs: number[] = []
  const saveMs: number[] = []
  const floorMs: number[] = []
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const plain = makePictures()
    const floor = await timeOf(() => writePlainly(folder, log, plain))
    const pictures = makePictures()
    const sent = await library.begin()
    const start = performance.now()
    const identified = pictures.map((bytes, position) => {
      const header = readImageHeader(bytes)
      if (!header.ok) throw new Error(header.failure.kind)
      return { image: { position, bytes, revisedPrompt: null }, header: header.value, sha256: sha256Of(bytes) }
    })
    const hash = performance.now() - start
    const settlement = {
      usage: null,
      cost: null,
      requestId: null,
      responseId: null,
      rawResponse: '{}',
      durationMs: 1,
      settledAtMs: 2,
    }
    const save = await timeOf(() =>
      saveGeneration(library.library, { sent, pictures: identified, settlement, actualParams: {}, spendings: [] }),
    )
    if (round < 0) continue
    floorMs.push(floor)
    hashMs.push(hash)
    saveMs.push(save)
  }

  printFigure({ bench: 'save', metric: '4 images of 2 MB, ms', samples: saveMs, floorSamples: floorMs, limit })
  const ratio = median(saveMs) / median(floorMs)
  console.log(
    `Saving took ${median(saveMs).toFixed(1)} ms, the bare files ${median(floorMs).toFixed(1)} ms: ` +
      `${ratio.toFixed(2)} times (at most ${limit}); hashing before it ${median(hashMs).toFixed(1)} ms.`,
  )
  if (ratio > limit) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function writePlainly(target: string, log: FileHandle, pictures: readonly Uint8Array[]): Promise<void> {
  await Promise.all(
    pictures.map(async (bytes) => {
      await using file = await open(join(target, crypto.randomUUID()), 'wx')
      await file.write(bytes)
      await file.sync()
    }),
  )
  await log.write(Buffer.alloc(4096))
  await log.datasync()
}

function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
