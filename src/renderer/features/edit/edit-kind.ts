import type { DrawingKind } from '#shared/edit.ts'

export const editKinds = ['part', 'whole', 'markup', 'variation', 'style', 'combine', 'extend', 'transparent'] as const
export type EditKind = (typeof editKinds)[number]

interface EditKindRules {
  /** What must be drawn first. */
  readonly drawing: DrawingKind | null
  readonly needsReference: boolean
  /** The picture asked for has an alpha channel. */
  readonly isTransparent: boolean
}

const wordsOnly: EditKindRules = { drawing: null, needsReference: false, isTransparent: false }

/** Every kind is the same request; they differ in what goes along with the words. */
export const editKindRules: Readonly<Record<EditKind, EditKindRules>> = {
  part: { ...wordsOnly, drawing: 'mask' },
  whole: wordsOnly,
  markup: { ...wordsOnly, drawing: 'markup' },
  variation: wordsOnly,
  style: { ...wordsOnly, needsReference: true },
  combine: { ...wordsOnly, needsReference: true },
  extend: { ...wordsOnly, drawing: 'mask' },
  transparent: { ...wordsOnly, isTransparent: true },
}
