import Papa from 'papaparse'

export const listForms = ['json', 'csv', 'paragraphs', 'lines'] as const
export type ListForm = (typeof listForms)[number]

/** What was understood of a pasted list. */
export interface ReadList {
  readonly prompts: readonly string[]
  /** Entries in which there was no prompt. */
  readonly skippedCount: number
  /** It is not written in that form. */
  readonly isUnreadable: boolean
}

const unreadable: ReadList = { prompts: [], skippedCount: 0, isUnreadable: true }

/** In which form a list seems to be written. */
export function guessListForm(text: string): ListForm {
  const trimmed = text.trim()
  if (/^[[{]/.test(trimmed) && !readJson(trimmed).isUnreadable) return 'json'
  // A quotation mark opens a field, or a heading names the column.
  const [firstLine = ''] = trimmed.split(/\r?\n/, 1)
  if (trimmed.startsWith('"') || hasPromptColumn(parseCsv(firstLine)[0] ?? [])) return 'csv'
  return /\S[^\S\n]*\n[^\S\n]*\n\s*\S/.test(trimmed) ? 'paragraphs' : 'lines'
}

/** The prompts of a list; what is between quotation marks or brackets keeps its line breaks. */
export function readPromptList(text: string, form: ListForm): ReadList {
  const normal = text.replaceAll('\r\n', '\n')
  switch (form) {
    case 'json':
      return readJson(normal)
    case 'csv':
      return readCsv(normal)
    case 'paragraphs':
      return keepWritten(normal.trim().split(/\n[^\S\n]*\n\s*/))
    case 'lines':
      return keepWritten(normal.split('\n').filter((line) => line.trim() !== ''))
  }
}

const keepWritten = (entries: readonly string[]): ReadList => {
  const prompts = entries.map((entry) => entry.trim()).filter((entry) => entry !== '')
  return { prompts, skippedCount: entries.length - prompts.length, isUnreadable: false }
}

function readJson(text: string): ReadList {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return unreadable
  }
  if (!Array.isArray(value)) return unreadable
  return keepWritten(value.map(promptIn))
}

/** A string, or the `prompt` of an object. */
function promptIn(entry: unknown): string {
  if (typeof entry === 'string') return entry
  if (typeof entry !== 'object' || entry === null || !('prompt' in entry)) return ''
  return typeof entry.prompt === 'string' ? entry.prompt : ''
}

function readCsv(text: string): ReadList {
  const [head = [], ...rows] = parseCsv(text)
  const column = head.findIndex(isPromptHeading)
  const entries = (column < 0 ? [head, ...rows] : rows).map((row) => row[Math.max(0, column)] ?? '')
  return keepWritten(entries)
}

const parseCsv = (text: string): readonly (readonly string[])[] =>
  Papa.parse<string[]>(text.trim(), { skipEmptyLines: 'greedy' }).data

const hasPromptColumn = (row: readonly string[]): boolean => row.some(isPromptHeading)
const isPromptHeading = (cell: string): boolean => /^(prompt|프롬프트)$/i.test(cell.trim().replace(/^\uFEFF/, ''))
