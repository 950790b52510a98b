import { expect, test } from 'vitest'
import { matchesName } from './match-name.ts'

test('a name is found by a part of it, whatever its case and spelling of syllables', () => {
  expect([
    matchesName('Portraits', 'RAIT'),
    matchesName('설악산'.normalize('NFD'), '악'),
    matchesName('설악산', '설'.normalize('NFD')),
    matchesName('설악산', '한라'),
  ]).toEqual([true, true, true, false])
})

test('a syllable that is still being composed finds what it may become', () => {
  expect(['서', '설ㅇ', '설아', '설이'].map((typed) => matchesName('설악산', typed))).toEqual([true, true, true, false])
})
