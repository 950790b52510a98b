import { describe, expect, it } from 'vitest'
import { chooseProfile } from './profile.ts'

const usual = { libraryFromEnvironment: undefined, explicitUserData: null, defaultUserData: '/home/a/.config/Diptych' }

describe('the profile', () => {
  it('is the usual one when nothing says otherwise', () => {
    const expected = { folder: '/home/a/.config/Diptych', fixedLibraryPath: null }
    expect(chooseProfile(usual)).toEqual(expected)
    expect(chooseProfile({ ...usual, libraryFromEnvironment: '' })).toEqual(expected)
  })

  it('is one of its own for each library that the environment names', () => {
    const first = chooseProfile({ ...usual, libraryFromEnvironment: '/pictures/one' })
    const second = chooseProfile({ ...usual, libraryFromEnvironment: '/pictures/two' })
    const again = chooseProfile({ ...usual, libraryFromEnvironment: '/pictures/other/../one/' })

    expect(first.fixedLibraryPath).toBe('/pictures/one')
    expect(again).toEqual(first)
    expect(new Set([usual.defaultUserData, first.folder, second.folder]).size).toBe(3)
  })

  it('is the one named on the command line before all', () => {
    expect(
      chooseProfile({ ...usual, libraryFromEnvironment: '/pictures/one', explicitUserData: '/elsewhere' }),
    ).toEqual({ folder: '/elsewhere', fixedLibraryPath: '/pictures/one' })
  })
})
