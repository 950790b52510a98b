import { expect, test } from 'vitest'
import { drawSheet } from './draw-sheet.ts'
import { isSheet } from './is-sheet.ts'
import { readSheet } from './read-sheet.ts'

const sheet = {
  title: '콘택트 시트',
  date: '2026년 11월 20일',
  language: 'ko',
  columns: 2,
  rows: 1,
  pictures: [
    { address: '/thumb/a.webp', caption: '한복을 입은 고양이 <b>&</b>' },
    { address: null, caption: 'dropped' },
    { address: '/thumb/c.webp', caption: '' },
  ],
} as const

test('Each page tells its title, date and number, each picture its caption as text', () => {
  const pages = drawSheet(sheet)
  expect(pages.map(({ textContent }) => textContent)).toEqual([
    '콘택트 시트2026년 11월 20일1 / 2한복을 입은 고양이 <b>&</b>dropped',
    '콘택트 시트2026년 11월 20일2 / 2',
  ])
  expect(pages.map((page) => [...page.querySelectorAll('img')].map((image) => image.getAttribute('src')))).toEqual([
    ['/thumb/a.webp'],
    ['/thumb/c.webp'],
  ])
})

test('A sheet is read from an address as it was put there', () => {
  const hash = `#sheet=${Buffer.from(JSON.stringify(sheet)).toString('base64url')}`
  expect([isSheet(hash), isSheet(''), readSheet(hash)]).toEqual([true, false, sheet])
})
