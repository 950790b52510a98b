import { stat } from 'node:fs/promises'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import type { RefusedFile, TaskOutcome } from '#shared/task.ts'
import { importImages, type PictureFile, type RefusedPicture } from '../images/import-images.ts'
import type { Library } from '../library/library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { readPictureFile } from './read-picture-file.ts'
import { type Found, walkFolder } from './walk-folder.ts'

type ImportOutcome = Extract<TaskOutcome, { readonly kind: 'import' }>

/** Kept together, so that the disk is waited for once: until one of these is reached. */
const lotFiles = 32
const lotBytes = 32 * 1024 * 1024

/** More are counted, not listed. */
const maxListed = 1000

/**
 * Takes files, and folders with everything inside them, into the library. Each lot is durable before the next is read,
 * and what is here already is known by its content: an import that was stopped goes on where it was when it is started
 * again. A file that is no picture is listed with its reason and stops nothing; a disk that refuses does.
 */
export async function importFromDisk(
  library: Library,
  paths: readonly string[],
  { signal, report }: TaskContext,
): Promise<ImportOutcome> {
  const { found, refusals } = await findFiles(library, paths, signal)
  const importedIds: number[] = []
  let knownCount = 0
  let lot: (PictureFile & { readonly shownName: string })[] = []

  const keepLot = async (): Promise<void> => {
    const files = lot
    lot = []
    const answers = await importImages(library, { files, nowMs: library.world.nowMs() })
    for (const [index, answer] of answers.entries())
      if (!answer.ok) refusals.add(files[index]?.shownName ?? '', answer.failure)
      else if (answer.value.isKnown) knownCount += 1
      else importedIds.push(answer.value.image.id)
  }

  let bytes = 0
  for (const [done, { path, shownName }] of found.entries()) {
    signal.throwIfAborted()
    report({ done, total: found.length })
    const file = await readPictureFile(path)
    if (!file.ok) {
      refusals.add(shownName, file.failure)
      continue
    }
    lot.push({ ...file.value, shownName })
    bytes += file.value.bytes.byteLength
    if (lot.length < lotFiles && bytes < lotBytes) continue
    await keepLot()
    bytes = 0
  }
  await keepLot()
  report({ done: found.length, total: found.length })
  return { kind: 'import', importedIds, knownCount, ...refusals.listed() }
}

interface NamedFile {
  readonly path: string
  /** Below the folder that was chosen. */
  readonly shownName: string
}

async function findFiles(library: Library, paths: readonly string[], signal: AbortSignal) {
  const refusals = createRefusals()
  const found: NamedFile[] = []
  for (const chosen of paths) {
    const path = resolve(chosen)
    for await (const one of filesAt(library, path, signal)) {
      const shownName = relative(dirname(path), one.path) || basename(one.path)
      if (one.kind === 'file') found.push({ path: one.path, shownName })
      else refusals.add(shownName, one.failure)
    }
  }
  return { found, refusals }
}

async function* filesAt(library: Library, path: string, signal: AbortSignal): AsyncGenerator<Found, void> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    // Reading it says what is wrong with it.
    () => false,
  )
  if (!isFolder) yield { kind: 'file', path }
  // The pictures of this library are in it already.
  else if (!isWithin(library.paths.folder, path)) yield* walkFolder(path, { without: library.paths.folder, signal })
}

const isWithin = (folder: string, path: string): boolean => `${path}${sep}`.startsWith(`${resolve(folder)}${sep}`)

const pictureName = /\.(png|apng|jpe?g|jpe|jfif|webp|gif|avif|heic|heif|bmp|tiff?|svg|jxl)$/i

/** Files that call themselves pictures are listed first: a missing picture matters more than a text beside it. */
function createRefusals() {
  const pictures: RefusedFile[] = []
  const others: RefusedFile[] = []
  let count = 0
  return {
    add: (fileName: string, failure: RefusedPicture): void => {
      count += 1
      const list = pictureName.test(fileName) ? pictures : others
      if (list.length < maxListed) list.push({ fileName: fileName.toWellFormed(), failure })
    },
    listed: () => ({ refused: [...pictures, ...others].slice(0, maxListed), refusedCount: count }),
  }
}
