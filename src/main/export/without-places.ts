import { homedir } from 'node:os'
import { withoutKeys } from '../without-keys.ts'

/**
 * Takes places on this computer, and whatever has the shape of a key, out of text that some program or server wrote.
 * What a person wrote is never changed.
 */
export function withoutPlaces(text: string, libraryFolder: string): string {
  const places = [libraryFolder, homedir()].filter((place) => place.length > 1)
  const clean = places.reduce(
    (left, place) => left.replaceAll(place, '[folder]').replaceAll(JSON.stringify(place).slice(1, -1), '[folder]'),
    text,
  )
  return withoutKeys(clean)
}
