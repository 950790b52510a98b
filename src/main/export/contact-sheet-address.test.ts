import { expect, test } from 'vitest'
import type { ContactSheet } from '#shared/contact-sheet.ts'
import type { GridCard } from '#shared/image.ts'
import { contactSheetAddress } from './contact-sheet-address.ts'

const card: GridCard = {
  kind: 'image',
  id: 1,
  generationId: 1,
  sha256: 'a'.repeat(64),
  format: 'png',
  width: 10,
  height: 10,
  isFavorite: false,
  rating: null,
  hasPixels: true,
  createdAtMs: 0,
  caption: '한복을 입은\n고양이',
}

const sheetIn = (address: string): unknown =>
  JSON.parse(Buffer.from(address.slice(address.indexOf('#sheet=') + 7), 'base64url').toString())

test('A sheet stands in its address', () => {
  const address = contactSheetAddress({
    cards: [card, { ...card, hasPixels: false, caption: '가'.repeat(300) }],
    title: '콘택트 시트',
    language: 'ko',
    nowMs: Date.UTC(2026, 10, 20, 12),
  })
  expect(address).toMatch(/^\/index\.html\?theme=light&lang=ko#sheet=[\w-]+$/)
  expect(sheetIn(address)).toEqual({
    title: '콘택트 시트',
    date: '2026년 11월 20일',
    language: 'ko',
    columns: 4,
    rows: 5,
    pictures: [
      { address: `/thumb/${'a'.repeat(64)}.webp`, caption: '한복을 입은 고양이' },
      { address: null, caption: '가'.repeat(100) },
    ],
  } satisfies ContactSheet)
})

test('The address of the largest sheet is one that Chromium opens', () => {
  const cards = Array.from({ length: 1000 }, () => ({ ...card, caption: '가'.repeat(200) }))
  // url/url_constants.h: kMaxURLChars is two megabytes.
  expect(contactSheetAddress({ cards, title: '', language: 'ko', nowMs: 0 }).length).toBeLessThan(1_000_000)
})
