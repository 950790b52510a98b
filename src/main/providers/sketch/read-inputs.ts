import type { Canvas } from '@napi-rs/canvas'
import type { FailureOf } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { drawUpright } from '../../image-pool/draw-upright.ts'
import { type Area, toArea } from './area.ts'
import type { Hex } from './colour.ts'
import { findMainColour } from './main-colour.ts'
import { toResponseId } from './response-id.ts'
import type { SketchJob } from './sketch-job.ts'

/** What the pictures of a job say. */
export interface Inputs {
  /** The picture that is worked on, upright. `null` = a new one is drawn. */
  readonly base: Canvas | null
  /** The main colour of each picture, that of the base first. */
  readonly guides: readonly Hex[]
  /** Of the base: what is to be changed. */
  readonly mask: Area | null
  /** Of the base: where the signs are that say what to change. */
  readonly markup: Area | null
}

type Refused = FailureOf<'bad-request'>

export async function readInputs(job: SketchJob): Promise<Result<Inputs, Refused>> {
  const { images, mask, markup } = job.inputs
  const position = findBase(job)
  if (!position.ok) return position

  const pictures: Canvas[] = []
  for (const { bytes } of images) {
    const picture = await drawUpright(bytes)
    if (!picture.ok) return badRequest('image', 'A picture that came along cannot be read.')
    pictures.push(picture.value)
  }
  const base = position.value === null ? null : (pictures[position.value] ?? null)
  const read = {
    mask: await readArea('mask', mask, base, (alpha) => alpha === 0),
    markup: await readArea('markup', markup, base, (alpha) => alpha > 0),
  }
  if (!read.mask.ok) return read.mask
  if (!read.markup.ok) return read.markup
  return ok({
    base,
    guides: [...(base === null ? [] : [base]), ...pictures.filter((picture) => picture !== base)].map(findMainColour),
    mask: read.mask.value,
    markup: read.markup.value,
  })
}

/**
 * Which picture is worked on; `null` = none. Mask and markup lie over the first. A turn goes on from the picture of the
 * turn before, or from what the person chose instead.
 */
function findBase({ inputs: { images, mask, markup }, previousResponseId }: SketchJob): Result<number | null, Refused> {
  const drawing = mask !== null ? 'mask' : markup !== null ? 'markup' : null
  if (drawing !== null) return images.length > 0 ? ok(0) : badRequest(drawing, 'There is no picture below it.')
  const isBase = images.findIndex(({ role }) => role === 'edit')
  if (previousResponseId === null) return ok(isBase === -1 ? null : isBase)
  if (images.length === 0)
    return badRequest('previousResponseId', 'A sketch goes on from the picture before, which has to come along.')
  const isPrevious = images.findIndex(({ bytes }) => toResponseId(bytes) === previousResponseId)
  return ok(Math.max(0, isPrevious === -1 ? isBase : isPrevious))
}

async function readArea(
  field: 'mask' | 'markup',
  png: Uint8Array | null,
  base: Canvas | null,
  isWanted: (alpha: number) => boolean,
): Promise<Result<Area | null, Refused>> {
  if (png === null || base === null) return ok(null)
  const drawn = await drawUpright(png)
  if (!drawn.ok || drawn.value.width !== base.width || drawn.value.height !== base.height)
    return badRequest(field, 'It is not a picture of the size of the one below it.')
  const { data } = drawn.value.getContext('2d').getImageData(0, 0, base.width, base.height)
  return ok(toArea(data, base.width, isWanted))
}

const badRequest = (field: string, detail: string) => err({ kind: 'bad-request', field, detail } as const)
