import { z } from 'zod'
import { ConnectionId } from '../connection.ts'
import { MarkupChange, MarkupHistory, MaskChange, MaskHistory } from '../drawing-history.ts'
import { ChangeReport, Drawing, DrawingKind, EditAttempt, Mask } from '../edit.ts'
import { MaskId } from '../edit-settings.ts'
import { ImageId } from '../image.ts'
import { call, nothing } from './call.ts'

const MaskName = z.string().trim().min(1).max(200)
const position = z.number().int().min(0).max(1_000_000)

/** A PNG of the picture's size. Providers take masks of less than 4 MB. */
const DrawingPng = z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength < 4_000_000, 'not under 4 MB')

const NewDrawing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mask'), change: MaskChange }),
  z.strictObject({ kind: z.literal('markup'), change: MarkupChange }),
])

const ById = z.strictObject({ id: MaskId })

/** Masks, edits and what they changed. What changes any of it announces `edits.changed`. */
export const editCalls = {
  /** Those of this picture first, then those of others; newest first. */
  'masks.list': call(z.strictObject({ imageId: ImageId }), z.strictObject({ masks: z.array(Mask) })),
  'masks.get': call(ById, z.strictObject({ mask: Mask, drawing: Drawing }), ['not-found']),
  /** Keeps a drawing under a name; one that the picture has already makes the next version. */
  'masks.save': call(
    z.strictObject({
      imageId: ImageId,
      name: MaskName,
      drawing: Drawing,
      png: DrawingPng,
      coverage: z.number().min(0).max(1),
    }),
    Mask,
    ['not-found', 'bad-request', 'disk-full', 'library-read-only'],
  ),
  /** All versions. */
  'masks.rename': call(z.strictObject({ id: MaskId, name: MaskName }), nothing, ['not-found', 'bad-request']),
  /** This version; what was made with it keeps it. `masks.restore` takes it back. */
  'masks.remove': call(ById, nothing, ['not-found']),
  'masks.restore': call(ById, nothing, ['not-found']),
  /** Asks where, and writes a PNG there: transparent where it is to be changed, or white or black there. */
  'masks.export': call(
    z.strictObject({ id: MaskId, polarity: z.enum(['transparent', 'white', 'black']) }),
    z.strictObject({ path: z.string() }),
    ['not-found', 'cancelled', 'disk-full', 'bad-request', 'damaged-file'],
  ),

  /** What was drawn on a picture and not finished, as it came about. It survives whatever ends the studio. */
  'drawings.get': call(
    z.strictObject({ imageId: ImageId }),
    z.strictObject({ mask: MaskHistory, markup: MarkupHistory }),
    ['not-found'],
  ),
  /** Puts a change at `position`; what stood there and behind it (it was undone) is gone. */
  'drawings.add': call(z.strictObject({ imageId: ImageId, position, drawing: NewDrawing }), nothing, [
    'not-found',
    'bad-request',
    'disk-full',
    'library-read-only',
  ]),
  /** Undo and redo: so many changes count. */
  'drawings.moveTo': call(z.strictObject({ imageId: ImageId, kind: DrawingKind, position }), nothing, [
    'not-found',
    'bad-request',
    'disk-full',
    'library-read-only',
  ]),

  /** Edits that began from this picture, newest first. */
  'edits.list': call(z.strictObject({ imageId: ImageId }), z.strictObject({ attempts: z.array(EditAttempt) })),
  /** They are candidates no longer. Pictures without their pair: with it. */
  'edits.keep': call(z.strictObject({ imageIds: z.array(ImageId).min(1).max(1000) }), nothing, ['not-found']),
  /** The report of these two; measured now where there is none yet. */
  'edits.measure': call(
    z.strictObject({ beforeImageId: ImageId, afterImageId: ImageId, maskId: MaskId.nullable() }),
    ChangeReport,
    ['not-found', 'damaged-file', 'disk-full', 'library-read-only', 'bad-request'],
  ),
  /** Shows both pictures to a model and keeps what it says is different. A paid call where its model is. */
  'edits.describe': call(
    z.strictObject({ reportId: z.number().int().positive(), connectionId: ConnectionId, model: z.string().max(200) }),
    ChangeReport,
    [
      'not-found',
      'bad-request',
      'offline',
      'unreachable',
      'timed-out',
      'incomplete',
      'key-missing',
      'key-refused',
      'quota',
      'rate-limited',
      'moderation-refused',
      'empty-answer',
      'unreadable-answer',
      'unsupported-by-model',
      'provider-trouble',
      'service-gone',
      'budget-reached',
      'damaged-file',
    ],
  ),
} as const
