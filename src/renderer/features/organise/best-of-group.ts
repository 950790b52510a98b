import type { GridCard } from '#shared/image.ts'

export type PictureCard = Extract<GridCard, { readonly kind: 'image' }>

/** The one to keep: the best rated, then a favourite, then the largest, then the oldest. */
export const bestOfGroup = (cards: readonly PictureCard[]): PictureCard | undefined =>
  cards.toSorted(
    (a, b) =>
      (b.rating ?? 0) - (a.rating ?? 0) ||
      Number(b.isFavorite) - Number(a.isFavorite) ||
      b.width * b.height - a.width * a.height ||
      a.createdAtMs - b.createdAtMs ||
      a.id - b.id,
  )[0]
