import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ImageFormat } from '#shared/image.ts'
import { isMissing } from './is-missing.ts'
import type { LibraryPaths } from './library-paths.ts'

/** What lies under one hash in the blob store. */
export interface BlobFiles {
  readonly sha256: string
  /** Usually one; none when the pixels were dropped, or are lost. */
  readonly formats: readonly ImageFormat[]
  readonly hasSidecar: boolean
}

/** Everything in the blob store that has a name of ours, in the order of the hashes. Other files are not ours to judge. */
export async function listBlobs(paths: LibraryPaths): Promise<readonly BlobFiles[]> {
  const shards = (await namesIn(paths.blobs)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()
  const lists = await Promise.all(
    shards.map(async (shard) => toBlobFiles(await namesIn(join(paths.blobs, shard)), shard)),
  )
  return lists.flat()
}

function toBlobFiles(names: readonly string[], shard: string): readonly BlobFiles[] {
  const files = names.flatMap((name) => {
    const [, sha256, extension] = /^([0-9a-f]{64})\.([a-z]+)$/.exec(name) ?? []
    return sha256?.startsWith(shard) === true && extension !== undefined ? [{ sha256, extension }] : []
  })
  return [...Map.groupBy(files, ({ sha256 }) => sha256)]
    .map(([sha256, same]) => ({
      sha256,
      formats: ImageFormat.options.filter((format) => same.some(({ extension }) => extension === format)),
      hasSidecar: same.some(({ extension }) => extension === 'json'),
    }))
    .filter(({ formats, hasSidecar }) => formats.length > 0 || hasSidecar)
    .sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1))
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    if (isMissing(cause)) return []
    throw cause
  }
}
