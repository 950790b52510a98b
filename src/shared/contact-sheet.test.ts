import { expect, test } from 'vitest'
import { type ContactSheet, sheetPages } from './contact-sheet.ts'

const sheet = (count: number): ContactSheet => ({
  title: '',
  date: '',
  language: 'ko',
  columns: 4,
  rows: 5,
  pictures: Array.from({ length: count }, (_, index) => ({ address: null, caption: `${index}` })),
})

test('Twenty pictures go on a page, the rest on the next, each once and in order', () => {
  expect([0, 1, 20, 21, 45].map((count) => sheetPages(sheet(count)).map((page) => page.length))).toEqual([
    [0],
    [1],
    [20],
    [20, 1],
    [20, 20, 5],
  ])
  const { pictures } = sheet(45)
  expect(sheetPages(sheet(45)).flat()).toEqual(pictures)
})
