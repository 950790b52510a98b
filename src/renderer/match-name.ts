import { disassemble } from 'es-hangul'

/** Whether a name holds what is being typed, in the middle of a Hangul syllable too (`서` finds 설악산). */
export function matchesName(name: string, typed: string): boolean {
  const wanted = fold(typed)
  return fold(name).includes(wanted) || disassemble(fold(name)).includes(disassemble(wanted))
}

/** How names are told apart: NFC, without regard to upper and lower case. */
export const fold = (text: string): string => text.trim().normalize('NFC').toLowerCase()
