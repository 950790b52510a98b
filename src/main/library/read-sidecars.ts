import { readFile } from 'node:fs/promises'
import { inLots } from './in-lots.ts'
import { isMissing } from './is-missing.ts'
import { type LibraryPaths, sidecarPath } from './library-paths.ts'
import { listBlobs } from './list-blobs.ts'
import { parseSidecar, type Sidecar } from './sidecar.ts'

/** `null`: there is none, or it cannot be read as one. */
export async function readSidecar(paths: LibraryPaths, sha256: string): Promise<Sidecar | null> {
  try {
    const sidecar = parseSidecar(await readFile(sidecarPath(paths, sha256), 'utf8'))
    return sidecar?.sha256 === sha256 ? sidecar : null
  } catch (cause) {
    if (isMissing(cause)) return null
    throw cause
  }
}

/** Those of these contents that can be read, many at a time. */
export async function* readSidecars(
  paths: LibraryPaths,
  sha256s: readonly string[],
): AsyncGenerator<readonly Sidecar[]> {
  for (const lot of inLots(sha256s, 200))
    yield (await Promise.all(lot.map((sha256) => readSidecar(paths, sha256)))).flatMap((sidecar) => sidecar ?? [])
}

/** The first library that a sidecar says it is of. */
export async function idInSidecars(paths: LibraryPaths): Promise<string | null> {
  for await (const { libraryId } of allSidecars(paths)) if (libraryId !== null) return libraryId
  return null
}

export async function someSidecarIsOf(paths: LibraryPaths, id: string): Promise<boolean> {
  for await (const { libraryId } of allSidecars(paths)) if (libraryId === id) return true
  return false
}

async function* allSidecars(paths: LibraryPaths): AsyncGenerator<Sidecar> {
  const contents = (await listBlobs(paths)).flatMap(({ sha256, hasSidecar }) => (hasSidecar ? [sha256] : []))
  for await (const sidecars of readSidecars(paths, contents)) yield* sidecars
}
