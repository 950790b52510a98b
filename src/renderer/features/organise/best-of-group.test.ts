import { expect, test } from 'vitest'
import { bestOfGroup, type PictureCard } from './best-of-group.ts'

const card = (id: number, part: Partial<PictureCard> = {}): PictureCard => ({
  kind: 'image',
  id,
  generationId: null,
  sha256: 'a'.repeat(64),
  format: 'png',
  width: 512,
  height: 512,
  isFavorite: false,
  rating: null,
  hasPixels: true,
  createdAtMs: id,
  caption: '',
  ...part,
})
const best = (...cards: PictureCard[]) => bestOfGroup(cards)?.id

test('the best of a group is the best rated, then the favourite, then the largest, then the oldest', () => {
  const large = card(2, { width: 2048 })
  const loved = card(3, { isFavorite: true })
  const rated = card(4, { rating: 1 })
  expect([
    best(card(1), large, loved, rated),
    best(card(1), large, loved),
    best(card(1), large),
    best(card(5), card(1)),
    best(),
  ]).toEqual([4, 3, 2, 1, undefined])
})
