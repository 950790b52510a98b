import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'

export interface Profile {
  /** Settings, keys, logs and Chromium's own files. */
  readonly folder: string
  /** Named by `DIPTYCH_LIBRARY` for this run; `null` = as the settings say. */
  readonly fixedLibraryPath: string | null
}

/**
 * A library named by `DIPTYCH_LIBRARY` brings its own profile, so that two studios on two libraries can run side by
 * side and never share one. An explicit `--user-data-dir` wins.
 */
export function chooseProfile(options: {
  readonly libraryFromEnvironment: string | undefined
  readonly explicitUserData: string | null
  readonly defaultUserData: string
}): Profile {
  const { libraryFromEnvironment, explicitUserData, defaultUserData } = options
  const fixedLibraryPath =
    libraryFromEnvironment === undefined || libraryFromEnvironment === '' ? null : resolve(libraryFromEnvironment)
  if (explicitUserData !== null) return { folder: explicitUserData, fixedLibraryPath }
  if (fixedLibraryPath === null) return { folder: defaultUserData, fixedLibraryPath }
  const name = createHash('sha256').update(fixedLibraryPath).digest('hex').slice(0, 16)
  return { folder: join(defaultUserData, 'profiles', name), fixedLibraryPath }
}
