/**
 * The language of the search field, for the page (chips, completion) and for the library (SQL). Every text means
 * something: what is not understood is searched as words, and `problems` says so. `docs/search.md` is its manual.
 */
export type Comparison = '=' | '<' | '>' | '<=' | '>='
export type NameField = 'model' | 'provider' | 'tag' | 'collection'
export type NumberField = 'rating' | 'cost'
export type Field = NameField | NumberField | 'before' | 'after' | 'is' | 'size'
export type State = 'favorite' | 'edited' | 'failed' | 'imported' | 'blind'
export type Shape = 'square' | 'portrait' | 'landscape'

/** What one term asks for, wherever it stands. Texts are NFC. */
export type Condition = { readonly isNegated: boolean } & (
  | { readonly kind: 'word'; readonly text: string }
  /** `"quoted"`: these characters in this order. */
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: NameField; readonly value: string }
  /** Stars, 1 to 5; `= 0` is without any. */
  | { readonly kind: 'rating'; readonly comparison: Comparison; readonly stars: number }
  | { readonly kind: 'cost'; readonly comparison: Comparison; readonly usd: number }
  /** `2026`, `2026-11`, `2026-11-05`, `today`, `yesterday` or `7d` (seven days ago): before it begins, or from then on. */
  | { readonly kind: 'before' | 'after'; readonly date: string }
  | { readonly kind: 'is'; readonly state: State }
  | { readonly kind: 'size'; readonly shape: Shape }
  | { readonly kind: 'size'; readonly shape: null; readonly width: number; readonly height: number }
)

/** Where it stands in the text, from `start` up to `end`. */
interface Place {
  readonly start: number
  readonly end: number
}
export type Term = Place & Condition

/** What could not be read as it seems to be meant. */
export type QueryProblem = Place &
  (
    | { /** `tag:` and no more yet: asks for nothing. */ readonly kind: 'no-value'; readonly field: Field }
    | { /** Searched as words. */ readonly kind: 'unknown-value'; readonly field: Field }
    | { /** Searched as words. */ readonly kind: 'unknown-field'; readonly name: string }
  )

export interface ParsedQuery {
  readonly terms: readonly Term[]
  readonly problems: readonly QueryProblem[]
}

/** English first: that is how terms are written by `formatTerm`. */
const fieldNames: Readonly<Record<Field, readonly string[]>> = {
  model: ['model', '모델'],
  provider: ['provider', '제공자'],
  tag: ['tag', '태그'],
  collection: ['collection', '모음', '컬렉션'],
  rating: ['rating', '별점'],
  cost: ['cost', '비용'],
  before: ['before', '이전'],
  after: ['after', '이후'],
  is: ['is', '상태'],
  size: ['size', '크기'],
}
const stateNames: Readonly<Record<State, readonly string[]>> = {
  favorite: ['favorite', 'favourite', '즐겨찾기'],
  edited: ['edited', '편집'],
  failed: ['failed', '실패'],
  imported: ['imported', '가져옴'],
  blind: ['blind', '블라인드'],
}
const shapeNames: Readonly<Record<Shape, readonly string[]>> = {
  square: ['square', '정사각형', '정사각'],
  portrait: ['portrait', '세로'],
  landscape: ['landscape', '가로'],
}
const dayNames = { today: ['today', '오늘'], yesterday: ['yesterday', '어제'] } as const

/** By every name there is; the table's keys are its values. */
const byName = <Key extends string>(names: Readonly<Record<Key, readonly string[]>>): ReadonlyMap<string, Key> =>
  new Map(
    // Object.entries forgets which keys a record has.
    (Object.entries(names) as [Key, readonly string[]][]).flatMap(([key, all]) => all.map((name) => [name, key])),
  )
const fieldByName = byName(fieldNames)
const stateByName = byName(stateNames)
const shapeByName = byName(shapeNames)
const dayByName = byName(dayNames)

/** What is written between two blanks, or in quotes. */
interface Piece extends Place {
  readonly isNegated: boolean
  readonly field: { readonly name: Field; readonly comparison: Comparison } | null
  readonly value: string
  readonly isQuoted: boolean
}

const isNumeric = (field: Field): boolean => field === 'rating' || field === 'cost'
// Korean copied from a Mac's file names comes in decomposed letters.
const anyOf = (isWanted: (field: Field) => boolean): string =>
  [...fieldByName]
    .flatMap(([name, field]) => (isWanted(field) ? [name, name.normalize('NFD')] : []))
    .sort((one, other) => other.length - one.length)
    .join('|')
const pieceAt = new RegExp(
  String.raw`(?<minus>-(?=[^\s-]))?` +
    `(?:(?<textField>${anyOf((field) => !isNumeric(field))})[:：]` +
    `|(?<numberField>${anyOf(isNumeric)})(?<sign>>=|<=|[:：=<>≥≤]))?` +
    String.raw`(?:(?<quoted>["“”](?:[^"“”]|["“”]{2})*["“”]?)|(?<plain>\S*))`,
  'iuy',
)
const comparisonBySign: Readonly<Record<string, Comparison>> = {
  '<': '<',
  '>': '>',
  '<=': '<=',
  '≤': '<=',
  '>=': '>=',
  '≥': '>=',
}

function scan(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  const beginning = /\S/g
  for (let found = beginning.exec(text); found !== null; found = beginning.exec(text)) {
    const start = found.index
    pieceAt.lastIndex = start
    const groups = pieceAt.exec(text)?.groups ?? {}
    const name = fieldByName.get((groups['textField'] ?? groups['numberField'] ?? '').normalize('NFC').toLowerCase())
    const { quoted } = groups
    pieces.push({
      start,
      end: pieceAt.lastIndex,
      isNegated: groups['minus'] !== undefined,
      field: name === undefined ? null : { name, comparison: comparisonBySign[groups['sign'] ?? ''] ?? '=' },
      value: (quoted === undefined ? (groups['plain'] ?? '') : unquote(quoted)).normalize('NFC'),
      isQuoted: quoted !== undefined,
    })
    beginning.lastIndex = pieceAt.lastIndex
  }
  return pieces
}

/** Inside quotes, a quote is written twice. */
const unquote = (quoted: string): string =>
  quoted.replace(/^["“”]|(["“”])["“”]|["“”]$/g, (_, doubled: string | undefined) => doubled ?? '')

export function parseQuery(text: string): ParsedQuery {
  const terms: Term[] = []
  const problems: QueryProblem[] = []
  for (const piece of scan(text)) {
    const { start, end, isNegated, field, value, isQuoted } = piece
    const place = { start, end }
    if (field === null) {
      // A dash or a quote is how something begins that is still being typed.
      if (value === '' || (value === '-' && !isQuoted)) continue
      terms.push({ ...place, isNegated, kind: isQuoted ? 'exact' : 'word', text: value })
      const name = isQuoted ? undefined : /^(?<name>\p{L}+):(?!\/\/)./u.exec(value)?.groups?.['name']
      if (name !== undefined) problems.push({ ...place, kind: 'unknown-field', name })
    } else if (value.trim() === '') problems.push({ ...place, kind: 'no-value', field: field.name })
    else {
      const condition = toCondition(field, value, isNegated)
      terms.push({
        ...place,
        ...(condition ?? {
          isNegated,
          kind: 'word',
          text: text.slice(isNegated ? start + 1 : start, end).normalize('NFC'),
        }),
      })
      if (condition === null) problems.push({ ...place, kind: 'unknown-value', field: field.name })
    }
  }
  return { terms, problems }
}

/** `null`: the field has no such value. */
function toCondition(
  { name, comparison }: { readonly name: Field; readonly comparison: Comparison },
  value: string,
  isNegated: boolean,
): Condition | null {
  const word = value.trim().toLowerCase()
  switch (name) {
    case 'model':
    case 'provider':
    case 'tag':
    case 'collection':
      return { isNegated, kind: name, value: value.trim() }
    case 'rating': {
      const isPossible = comparison === '=' ? /^[0-5]$/.test(word) : /^[1-5]$/.test(word)
      return isPossible ? { isNegated, kind: 'rating', comparison, stars: Number(word) } : null
    }
    case 'cost': {
      const usd = /^\$?(?<usd>\d{1,9}(?:\.\d{0,12})?|\.\d{1,12})$/.exec(word)?.groups?.['usd']
      return usd === undefined ? null : { isNegated, kind: 'cost', comparison, usd: Number(usd) }
    }
    case 'before':
    case 'after': {
      const date = toDate(word)
      return date === null ? null : { isNegated, kind: name, date }
    }
    case 'is': {
      const state = stateByName.get(word)
      return state === undefined ? null : { isNegated, kind: 'is', state }
    }
    case 'size': {
      const shape = shapeByName.get(word)
      if (shape !== undefined) return { isNegated, kind: 'size', shape }
      const pixels = /^(?<width>[1-9]\d{0,5})[x×*](?<height>[1-9]\d{0,5})$/.exec(word)?.groups
      return pixels === undefined
        ? null
        : { isNegated, kind: 'size', shape: null, width: Number(pixels['width']), height: Number(pixels['height']) }
    }
  }
}

/** As `formatTerm` writes it, `2026-11-05`; `null` = there is no such date. */
function toDate(word: string): string | null {
  const day = dayByName.get(word)
  if (day !== undefined) return day
  const [, daysAgo] = /^([1-9]\d{0,4})[d일]$/.exec(word) ?? []
  if (daysAgo !== undefined) return `${daysAgo}d`
  const parts = /^(?<year>[1-9]\d{3})(?:[-./](?<month>\d{1,2})(?:[-./](?<day>\d{1,2}))?)?[.]?$/.exec(word)?.groups
  if (parts === undefined) return null
  const [year, month, date] = [parts['year'], parts['month'], parts['day']].map((part) => Number(part ?? 1))
  const at = new Date(year ?? 1, (month ?? 1) - 1, date)
  if (at.getMonth() + 1 !== month || at.getDate() !== date) return null
  return [parts['year'], parts['month'], parts['day']]
    .flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')]))
    .join('-')
}

/** How many days ago the `date` of a term is; `null` = it names a day, a month or a year of the calendar. */
export function daysAgo(date: string): number | null {
  if (date === 'today') return 0
  if (date === 'yesterday') return 1
  return date.endsWith('d') ? Number(date.slice(0, -1)) : null
}

/** When the `date` of a term begins, in the time of this computer. */
export function startOfDateMs(date: string, nowMs: number): number {
  const now = new Date(nowMs)
  const ago = daysAgo(date)
  if (ago !== null) return new Date(now.getFullYear(), now.getMonth(), now.getDate() - ago).getTime()
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, day).getTime()
}

/** How a term is written. Read again it means the same. */
export function formatTerm(term: Condition): string {
  const minus = term.isNegated ? '-' : ''
  switch (term.kind) {
    case 'word': {
      const plain = minus + term.text
      const [read, ...more] = parseQuery(plain).terms
      const isSame = read?.kind === 'word' && read.text === term.text && read.isNegated === term.isNegated
      return isSame && more.length === 0 ? plain : minus + quote(term.text)
    }
    case 'exact':
      return minus + quote(term.text)
    case 'rating':
      return `${minus}rating${term.comparison}${term.stars}`
    case 'cost':
      return `${minus}cost${term.comparison}${formatAmount(term.usd)}`
    case 'before':
    case 'after':
      return `${minus}${term.kind}:${term.date}`
    case 'is':
      return `${minus}is:${term.state}`
    case 'size':
      return `${minus}size:${term.shape ?? `${term.width}x${term.height}`}`
    case 'model':
    case 'provider':
    case 'tag':
    case 'collection':
      return `${minus}${term.kind}:${/[\s"“”]/.test(term.value) ? quote(term.value) : term.value}`
  }
}

const quote = (text: string): string => `"${text.replace(/["“”]/g, '$&$&')}"`

/** Without the exponent that small numbers would be written with. */
const formatAmount = (usd: number): string => usd.toFixed(12).replace(/[.]?0+$/, '')

/** The text with one more term. One that is there already is not said twice. */
export function addTerm(text: string, term: Condition): string {
  const written = formatTerm(term)
  if (parseQuery(text).terms.some((known) => formatTerm(known) === written)) return text
  const kept = closeQuote(text.trim())
  return kept === '' ? written : `${kept} ${written}`
}

/** The text without a term that `parseQuery` found in it. */
export function removeTerm(text: string, term: Place): string {
  return [text.slice(0, term.start).trimEnd(), text.slice(term.end).trimStart()].filter((part) => part !== '').join(' ')
}

/** The text with another term in the place of one that `parseQuery` found in it. */
export function replaceTerm(text: string, term: Place, replacement: Condition): string {
  const after = text.slice(term.end)
  const gap = after === '' || /^\s/.test(after) ? '' : ' '
  return `${text.slice(0, term.start)}${formatTerm(replacement)}${gap}${after}`
}

/** An open quote would take in whatever is written after it. */
function closeQuote(text: string): string {
  const last = scan(text).at(-1)
  return last?.isQuoted === true && !isClosed(text.slice(last.start, last.end)) ? `${text}"` : text
}
const isClosed = (piece: string): boolean => ((piece.match(/["“”]/g) ?? []).length & 1) === 0

/** What is being typed at the caret, for completion. */
export interface Typing extends Place {
  readonly isNegated: boolean
  /** `null`: a word, or a field's name that is not finished. */
  readonly field: Field | null
  readonly value: string
}

/** `null`: the caret stands at a blank, with nothing before it. */
export function typingAt(text: string, caret: number): Typing | null {
  const piece = scan(text.slice(0, caret)).at(-1)
  if (piece === undefined || piece.end !== caret) return null
  // The end of the term is behind the caret, unless the caret stands in its quotes: then the rest is other words.
  const end = scan(text).find(({ start }) => start === piece.start)?.end ?? caret
  return { start: piece.start, end, isNegated: piece.isNegated, field: piece.field?.name ?? null, value: piece.value }
}
