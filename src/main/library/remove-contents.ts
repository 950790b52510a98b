import { rmSync, statSync } from 'node:fs'
import type { ImageFormat } from '#shared/image.ts'
import { blobPath, type LibraryPaths, sidecarPath } from './library-paths.ts'

/** What equal pictures share: one original under one name. */
export interface Content {
  readonly sha256: string
  readonly format: ImageFormat
}

/** What of a content may go: the original once no image shows it, both files once no row is left. */
export type Removable = 'nothing' | 'sidecar' | 'original' | 'both'

/**
 * Deletes what no row needs any more, for good. `removableOf` is asked just before. Answers with the bytes that came
 * free. A file that the system holds on to is told to `report` and stays behind as an orphan.
 */
export async function removeContents(
  paths: LibraryPaths,
  contents: readonly Content[],
  removableOf: (sha256: string) => Removable,
  report: (cause: unknown) => void,
): Promise<number> {
  // Whoever waited for the save before this commits its rows first: only then do the rows tell all that is needed.
  await new Promise(setImmediate)
  let freedBytes = 0
  for (const { sha256, format } of contents) {
    const removable = removableOf(sha256)
    if (removable === 'nothing') continue
    try {
      // The sidecar first: if a crash comes between, an original alone goes into quarantine; both would be taken back in.
      if (removable !== 'original') rmSync(sidecarPath(paths, sha256), { force: true })
      if (removable === 'sidecar') continue
      const original = blobPath(paths, sha256, format)
      const bytes = statSync(original, { throwIfNoEntry: false })?.size ?? 0
      rmSync(original, { force: true })
      freedBytes += bytes
    } catch (cause) {
      report(cause)
    }
  }
  return freedBytes
}
