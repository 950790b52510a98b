import Papa from 'papaparse'

export type Cell = string | number | boolean | null

/** Excel takes a file without the mark for the system's old encoding, and Hangul for noise. */
export const csvHead = (names: readonly string[]): string => `\ufeff${csvRow(names)}`

/** OWASP, "CSV Injection"; in a Korean or Japanese Excel the full-width signs begin a formula too. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

export const csvRow = (cells: readonly Cell[]): string =>
  `${Papa.unparse([[...cells]], { escapeFormulae: formulaStart, newline: '\r\n' })}\r\n`
