import { readFile, stat } from 'node:fs/promises'
import { readMetadata } from '../import/metadata/read-metadata.ts'
import { sha256Of } from './blob-store.ts'
import { readImageHeader } from './image-header.ts'
import { blobPath, type LibraryPaths } from './library-paths.ts'
import type { BlobFiles } from './list-blobs.ts'
import { noMarks, type Sidecar } from './sidecar.ts'

/**
 * What an original tells by itself when nothing else tells of it any more: an import of the time at which its file was
 * written, with what its maker wrote into it. `null`: it is not there, or not what its name says.
 */
export async function describeBareOriginal(
  paths: LibraryPaths,
  libraryId: string,
  { sha256, formats }: BlobFiles,
): Promise<Sidecar | null> {
  for (const format of formats) {
    const path = blobPath(paths, sha256, format)
    const bytes = await readFile(path)
    const header = readImageHeader(bytes)
    if (sha256Of(bytes) !== sha256 || !header.ok || header.value.format !== format) continue
    const createdAtMs = Math.max(0, Math.round((await stat(path)).mtimeMs))
    const found = readMetadata({ bytes, format, fileName: null, modifiedAtMs: null })
    return {
      formatVersion: 2,
      libraryId,
      sha256,
      ...header.value,
      bytes: bytes.byteLength,
      images: [
        {
          kind: 'imported',
          fileName: null,
          createdAtMs,
          costMicroUsd: null,
          importedMetadata: found.metadata,
          hasContentCredentials: found.hasContentCredentials,
          marks: noMarks,
        },
      ],
    }
  }
  return null
}
