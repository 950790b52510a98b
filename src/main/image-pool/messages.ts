import { z } from 'zod'
import { SketchJob } from '#main/providers/sketch/sketch-job.ts'
import { Difference } from '#shared/edit.ts'
import { Failure } from '#shared/failure.ts'
import { maxFeatherPx } from '#shared/limits.ts'
import { GridJob } from './grid-job.ts'

const DHash = z.string().regex(/^[0-9a-f]{16}$/)
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/**
 * What a picture is drawn anew as, always PNG: `upright` = what a person sees, without orientation or metadata; the
 * others turn a mask (alpha 0 = to be changed) into one without alpha, whose white or black is to be changed.
 */
export const Redrawing = z.enum(['upright', 'white-is-changed', 'black-is-changed'])
export type Redrawing = z.infer<typeof Redrawing>

/** Pixels along each side of a drag icon. */
export const dragIconSide = 96

/** What the pool sends to an image process. */
export const ImageRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('thumbnail'), id: z.number().int(), bytes }),
  /** Of a thumbnail. */
  z.strictObject({ kind: z.literal('drag-icon'), id: z.number().int(), bytes }),
  z.strictObject({ kind: z.literal('sketch'), id: z.number().int(), job: SketchJob }),
  z.strictObject({
    kind: z.literal('redraw'),
    id: z.number().int(),
    bytes,
    as: Redrawing,
    /** In pixels; a larger picture is made smaller. `null` = it keeps its size. */
    longestSide: z.number().int().min(1).nullable(),
  }),
  z.strictObject({ kind: z.literal('grid'), id: z.number().int(), job: GridJob }),
  /** Masks: PNG of the earlier picture's size, alpha 0 = inside. */
  z.strictObject({
    kind: z.literal('composite'),
    id: z.number().int(),
    original: bytes,
    changed: bytes,
    mask: bytes,
    featherPx: z.number().int().min(0).max(maxFeatherPx),
  }),
  z.strictObject({
    kind: z.literal('measure'),
    id: z.number().int(),
    before: bytes,
    after: bytes,
    mask: bytes.nullable(),
  }),
  z.strictObject({ kind: z.literal('edge-share'), id: z.number().int(), bytes }),
])
export type ImageRequest = z.infer<typeof ImageRequest>

/**
 * What comes back: the kind that was asked for, or a failure. It is parsed like any other foreign input: this process
 * has decoded files from anywhere.
 */
export const ImageReply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('thumbnail'), id: z.number().int(), webp: bytes, dHash: DHash }),
  z.strictObject({
    kind: z.literal('drag-icon'),
    id: z.number().int(),
    bgra: bytes.refine(({ byteLength }) => byteLength === 4 * dragIconSide ** 2),
  }),
  z.strictObject({
    kind: z.literal('sketch'),
    id: z.number().int(),
    bytes,
    width: z.number().int(),
    height: z.number().int(),
    partials: z.array(bytes).readonly(),
  }),
  z.strictObject({ kind: z.literal('redraw'), id: z.number().int(), png: bytes }),
  z.strictObject({ kind: z.literal('grid'), id: z.number().int(), png: bytes }),
  z.strictObject({ kind: z.literal('composite'), id: z.number().int(), png: bytes }),
  z.strictObject({
    kind: z.literal('measure'),
    id: z.number().int(),
    inside: Difference.nullable(),
    outside: Difference.nullable(),
    isScaled: z.boolean(),
    heatMap: bytes,
  }),
  z.strictObject({ kind: z.literal('edge-share'), id: z.number().int(), share: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal('failure'), id: z.number().int(), failure: Failure }),
])
export type ImageReply = z.infer<typeof ImageReply>
