import { disassemble, getChoseong } from 'es-hangul'
import type { Command } from './command.ts'

/**
 * The commands a query finds, best first: by label, by English label, by initial consonants (ㅅㅈ finds 설정) and by a
 * syllable that is still being composed (설ㅈ, 서). An empty query finds all, in their own order.
 */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const wanted = fold(query)
  if (wanted === '') return commands
  return commands
    .map((command) => ({ command, rank: rankOf(command, wanted) }))
    .filter((entry): entry is { command: Command; rank: number } => entry.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.command)
}

/** Where the match begins: matches at the front come first; `null` = none. */
function rankOf({ label, englishLabel }: Command, wanted: string): number | null {
  const jamo = disassemble(wanted)
  const places = [
    fold(label).indexOf(wanted),
    fold(englishLabel).indexOf(wanted),
    disassemble(fold(label)).indexOf(jamo),
    isAllChoseong(wanted) ? fold(getChoseong(label)).indexOf(wanted) : -1,
  ].filter((place) => place >= 0)
  return places.length === 0 ? null : Math.min(...places)
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s/g, '')
const isAllChoseong = (text: string): boolean => /^[ㄱ-ㅎ]+$/.test(text)
