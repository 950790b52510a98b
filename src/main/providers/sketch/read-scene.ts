import { compoundParts, irregularPlurals, joinedWords, type Meaning, numberWords, wordsByText } from './lexicon.ts'
import type { ColourName, Noun, Scene, SceneSubject } from './scene.ts'

const maxCount = 5
const pluralCount = 3
const maxSubjects = 4

/** What may follow a Korean noun within its word and leave it the same noun. */
const particles = new RegExp(
  `^(들)?(이|가|은|는|을|를|의|에|에서|에게|한테|으?로|와|과|이?랑|하고|도|만|까지|부터|처럼|같은|마다|나|보다|이?다|인|이고|` +
    `께|위|속|안|아래|앞|옆|뒤|가|밑|곁|사이)?(에서|에|의|로|으로|는|은|를|을|도|과|와|만)*$`,
)
const counter = /^(마리|개|송이|척|그루|채|대|권|잔|명|분|장|병|조각|켤레)/

/** One found word in reading order. */
interface Found {
  readonly meanings: readonly Meaning[]
  readonly token: number
  readonly isPlural: boolean
}

/** Reads Korean and English by table, not by grammar: what it does not know it passes over. */
export function readScene(prompt: string): Scene {
  const tokens = tokenize(prompt)
  const found = tokens.flatMap((_, index) => findWords(tokens, index)).filter(({ token }) => !isDenied(tokens, token))
  const counts = readCounts(tokens, found)
  const ownColours = readOwnColours(found)

  const subjects: SceneSubject[] = []
  for (const word of found) {
    const meaning = word.meanings.find((candidate) => candidate.kind === 'noun')
    if (meaning === undefined || subjects.some(({ noun }) => noun === meaning.noun)) continue
    const count = counts.get(word) ?? (word.isPlural ? pluralCount : 1)
    subjects.push({
      noun: meaning.noun,
      count: Math.min(maxCount, Math.max(1, count)),
      colour: ownColours.get(word)?.colour ?? null,
    })
  }

  const meanings = found.flatMap((word) => word.meanings)
  const takenColours = new Set([...ownColours.values()].map(({ from }) => from))
  return {
    places: unique(meanings.flatMap((meaning) => (meaning.kind === 'place' ? [meaning.place] : []))),
    time: meanings.find((meaning) => meaning.kind === 'time')?.time ?? null,
    season: meanings.find((meaning) => meaning.kind === 'season')?.season ?? null,
    weather: unique(meanings.flatMap((meaning) => (meaning.kind === 'weather' ? [meaning.weather] : []))),
    colours: unique(
      found
        .filter((word) => !takenColours.has(word))
        .flatMap((word) => word.meanings.flatMap((meaning) => (meaning.kind === 'colour' ? [meaning.colour] : []))),
    ),
    subjects: subjects.filter(({ noun }) => !isPartOf(noun, subjects)).slice(0, maxSubjects),
  }
}

/** “벚꽃 나무” is one tree, and a woman in a hanbok is one person. */
const wholes: Readonly<Partial<Record<Noun, readonly Noun[]>>> = {
  tree: ['blossom', 'pine'],
  person: ['hanbok'],
  flower: ['sunflower', 'blossom'],
  house: ['hanok'],
}

const isPartOf = (noun: Noun, subjects: readonly SceneSubject[]): boolean =>
  subjects.some((other) => wholes[noun]?.includes(other.noun))

function tokenize(prompt: string): readonly string[] {
  let text = prompt.normalize('NFC').toLowerCase()
  for (const joined of joinedWords) text = text.replaceAll(joined.replaceAll('-', ' '), joined)
  return (text.match(/[\p{L}\p{N}]+(-[a-z]+)*/gu) ?? []).flatMap((token) =>
    joinedWords.includes(token.replace(/s$/, '')) ? [token] : token.split('-'),
  )
}

function findWords(tokens: readonly string[], index: number): readonly Found[] {
  const token = tokens[index] ?? ''
  const context = ` ${tokens.slice(Math.max(0, index - 1), index + 3).join(' ')} `
  const found = (text: string, isPlural: boolean): readonly Found[] => {
    const word = wordsByText.get(text)
    return word === undefined || word.unless?.test(context) === true
      ? []
      : [{ meanings: word.meanings, token: index, isPlural }]
  }

  if (wordsByText.has(token)) return found(token, false)
  if (/^[a-z]/.test(token)) {
    const singular = irregularPlurals.get(token) ?? token.replace(/(?<=[sxh])es$|s$/, '')
    return singular === token ? [] : found(singular, true)
  }
  for (let length = token.length - 1; length > 0; length--) {
    const rest = token.slice(length)
    if (wordsByText.has(token.slice(0, length)) && particles.test(rest))
      return found(token.slice(0, length), rest.startsWith('들'))
  }
  return findInCompound(token).flatMap((text) => found(text, false))
}

/** The known words inside 길고양이 or 붉은여우가, from left to right. One syllable alone is never enough. */
function findInCompound(token: string): readonly string[] {
  for (let start = 0; start < token.length; start++) {
    const part = compoundParts.find((candidate) => token.startsWith(candidate, start))
    if (part !== undefined) return [part, ...findInCompound(token.slice(start + part.length))]
  }
  return []
}

/** “without people”, “no cats”, “사람 없는 거리”. */
function isDenied(tokens: readonly string[], index: number): boolean {
  return ['no', 'without'].includes(tokens[index - 1] ?? '') || (tokens[index + 1] ?? '').startsWith('없')
}

/** “three small cats”, “고양이 세 마리”, “세 마리의 고양이”, “별 3개”. */
function readCounts(tokens: readonly string[], found: readonly Found[]): ReadonlyMap<Found, number> {
  const nouns = found.filter((word) => word.meanings.some(({ kind }) => kind === 'noun'))
  const counts = new Map<Found, number>()
  for (const [index, token] of tokens.entries()) {
    const digits = /^(\d+)(\D*)$/.exec(token)
    const count = digits === null ? numberWords.get(token) : Number(digits[1])
    if (count === undefined || token === 'a' || token === 'an') continue
    const before = nouns.find((word) => word.token === index - 1)
    const after = nouns.find((word) => word.token > index && word.token <= index + 3)
    const isKoreanCounter = counter.test(digits?.[2] ?? '') || counter.test(tokens[index + 1] ?? '')
    const isAloneBehind = ['하나', '둘', '셋', '넷'].includes(token)
    const counted = before !== undefined && (isKoreanCounter || isAloneBehind) ? before : after
    if (counted !== undefined && !counts.has(counted)) counts.set(counted, count)
  }
  return counts
}

/** A colour at most two words before a noun is that noun's; any other belongs to the whole picture. */
function readOwnColours(
  found: readonly Found[],
): ReadonlyMap<Found, { readonly colour: ColourName; readonly from: Found }> {
  const owned = new Map<Found, { readonly colour: ColourName; readonly from: Found }>()
  for (const [index, word] of found.entries()) {
    const meaning = word.meanings.find((candidate) => candidate.kind === 'colour')
    const next = found[index + 1]
    if (meaning === undefined || next === undefined || next.token - word.token > 2) continue
    if (next.meanings.some(({ kind }) => kind === 'noun')) owned.set(next, { colour: meaning.colour, from: word })
  }
  return owned
}

const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)]
