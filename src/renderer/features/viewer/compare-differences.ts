import type { CallOutput } from '#shared/contract.ts'

type Record = CallOutput<'images.get'>

export type DifferingFact =
  | 'provider'
  | 'model'
  | 'dimensions'
  | 'size'
  | 'quality'
  | 'background'
  | 'format'
  | 'costMicroUsd'
  | 'rating'

export interface Difference {
  readonly fact: DifferingFact
  /** `null` = not known, or not set. */
  readonly left: string | number | null
  readonly right: string | number | null
}

const facts: readonly { readonly fact: DifferingFact; readonly read: (record: Record) => string | number | null }[] = [
  { fact: 'provider', read: ({ generation }) => generation?.provider ?? null },
  { fact: 'model', read: ({ generation, metadata }) => generation?.model ?? metadata?.model ?? null },
  { fact: 'dimensions', read: ({ image }) => `${image.width} × ${image.height}` },
  { fact: 'size', read: ({ generation }) => generation?.requestedParams.size ?? null },
  { fact: 'quality', read: ({ generation }) => generation?.requestedParams.quality ?? null },
  { fact: 'background', read: ({ generation }) => generation?.requestedParams.background ?? null },
  { fact: 'format', read: ({ image }) => image.format.toUpperCase() },
  { fact: 'costMicroUsd', read: ({ image }) => image.costMicroUsd },
  { fact: 'rating', read: ({ image }) => image.rating },
]

/** What the records of two pictures say differently. What is the same says nothing about why they look different. */
export const compareRecords = (left: Record, right: Record): readonly Difference[] =>
  facts
    .map(({ fact, read }) => ({ fact, left: read(left), right: read(right) }))
    .filter((difference) => difference.left !== difference.right)

/** The words that made it: as typed here, or as found in the file. */
export const promptOf = ({ generation, metadata }: Record): string | null =>
  generation?.typedPrompt ?? metadata?.prompt ?? null
