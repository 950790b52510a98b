import type { ReadLibrary } from '../library/read-library.ts'
import { readDHashes } from '../library/thumbnails.ts'

export const createExperimentReadOperations = ({ paths }: ReadLibrary) => ({
  /** What is known of what these pictures look like (`differenceHash`). */
  looksOf: ({ sha256s }: { readonly sha256s: readonly string[] }): ReadonlyMap<string, string> => {
    const known = readDHashes(paths.thumbnails)
    return new Map(
      sha256s.flatMap((sha256) => {
        const look = known.get(sha256)
        return look === undefined ? [] : [[sha256, look] as const]
      }),
    )
  },
})
