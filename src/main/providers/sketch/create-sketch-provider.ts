import { setTimeout as wait } from 'node:timers/promises'
import type { Failure } from '#shared/failure.ts'
import type { ActualParams } from '#shared/image-params.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { findSizeProblem, parseSize } from '#shared/size-problem.ts'
import type { SketchMisbehaviour } from '#shared/sketch-misbehaviour.ts'
import type { Provider, ProviderRequest } from '../provider.ts'
import { embellish, refusalOf, withoutDrawings } from './misbehave.ts'
import type { SketchLine } from './sketch-answer.ts'
import type { DrawSketch, SketchJob, SketchPicture } from './sketch-job.ts'
import { sketchModel } from './sketch-model.ts'

const autoSize = '1024x1024'
const defaultCompression = 90
/** Of the first picture's line, when the answer breaks off in it. */
const brokenOffBytes = 160

interface SketchProviderOptions {
  readonly drawSketch: DrawSketch
  /** How long each preview stays before the next, so that a person sees the picture emerge. */
  readonly previewMs?: number
}

/** Draws from the words, by rule, on this computer: no network, no key, no cost, no AI. */
export function createSketchProvider({ drawSketch, previewMs = 140 }: SketchProviderOptions): Provider {
  return {
    id: 'sketch',
    async send(request, signal) {
      if (signal.aborted) return err({ kind: 'cancelled' })
      const plan = planJobs(request)
      if (!plan.ok) return plan

      return ok({
        head: {
          provider: 'sketch',
          model: request.model,
          requestId: null,
          contentType: 'application/x-ndjson',
          requestedParams: request.params,
        },
        body: answer(plan.value, signal),
      })
    },
  }

  /** Ends where it stands when the signal aborts; the reader then misses the `done` line. */
  async function* answer(
    { jobs, revisedPrompt, actualParams, misbehaviour }: Plan,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    if (misbehaviour !== undefined) yield toLine({ kind: 'misbehaving-on-purpose', as: misbehaviour })
    const refusal = refusalOf(misbehaviour)
    if (refusal !== null) {
      yield toLine({ kind: 'failed', failure: refusal })
      return
    }
    const aborted = new Promise<null>((resolve) => {
      signal.addEventListener('abort', () => resolve(null), { once: true })
    })
    // The next picture is drawn while the previews of this one are shown.
    const drawings: Promise<Result<SketchPicture, Failure>>[] = []
    const startDrawing = (position: number): void => {
      const job = jobs[position]
      if (job !== undefined) drawings.push(drawSketch(job))
    }

    let size = actualParams.size
    startDrawing(0)
    for (const position of jobs.keys()) {
      const drawn = await Promise.race([drawings[position] ?? aborted, aborted])
      if (drawn === null || signal.aborted) return
      if (!drawn.ok) {
        yield toLine({ kind: 'failed', failure: drawn.failure })
        return
      }
      const { bytes, width, height, partials } = drawn.value
      const picture = { kind: 'image', position, picture: toBase64(bytes), ...revisedPrompt } as const
      if (misbehaviour === 'break-off') {
        yield toLine(picture).subarray(0, brokenOffBytes)
        return
      }
      size = `${width}x${height}`
      startDrawing(position + 1)
      for (const [index, bytes] of partials.entries()) {
        yield toLine({
          kind: 'partial',
          position,
          index,
          picture: toBase64(bytes),
        })
        await Promise.race([wait(previewMs), aborted])
        if (signal.aborted) return
      }
      yield toLine(picture)
      if (signal.aborted) return
    }
    yield toLine({ kind: 'done', actualParams: { ...actualParams, size } })
  }
}

/** What will be answered. */
interface Plan {
  readonly jobs: readonly SketchJob[]
  readonly revisedPrompt: { readonly revisedPrompt?: string }
  readonly actualParams: ActualParams
  readonly misbehaviour: SketchMisbehaviour | undefined
}

function planJobs({
  sentPrompt,
  params,
  inputs,
  previousResponseId,
  settings,
}: ProviderRequest): Result<Plan, Failure> {
  const size = params.size === 'auto' ? autoSize : params.size
  const dimensions = parseSize(size)
  const problem = findSizeProblem(size, sketchModel.sizes)
  if (dimensions === null || problem !== null) return badRequest('size', problem?.kind ?? 'not-a-size')

  const outputFormat = params.outputFormat ?? 'png'
  if (outputFormat === 'gif' || outputFormat === 'svg')
    return badRequest('outputFormat', 'A sketch is PNG, JPEG or WebP.')
  const isTransparent = params.background === 'transparent'
  if (isTransparent && outputFormat === 'jpeg') return badRequest('background', 'JPEG cannot be transparent.')
  if (sentPrompt.length > sketchModel.maxPromptChars) return badRequest('prompt', 'The prompt is too long.')
  if (inputs.images.length > sketchModel.edits.maxInputImages)
    return badRequest('image', 'These are too many pictures.')

  const misbehaviour = settings.sketchMisbehaviour
  const revisedPrompt = misbehaviour === 'rewrite-prompt' ? { revisedPrompt: embellish(sentPrompt) } : {}
  const hasDrawing = inputs.mask !== null || inputs.markup !== null
  const { images, mask, markup } = misbehaviour === 'ignore-mask' && hasDrawing ? withoutDrawings(inputs) : inputs
  const common = {
    prompt: revisedPrompt.revisedPrompt ?? sentPrompt,
    seed: params.seed ?? null,
    ...dimensions,
    keepsSize: params.size === 'auto' || inputs.mask !== null,
    isTransparent,
    outputFormat,
    compression: params.outputCompression ?? defaultCompression,
    partialImages: params.partialImages ?? 0,
    inputs: { images: images.map(({ bytes, role }) => ({ bytes, role })), mask, markup },
    previousResponseId,
    changesNothing: misbehaviour === 'change-nothing',
    isWordless: inputs.isJudgedBlind === true,
  }
  return ok({
    jobs: Array.from({ length: params.n }, (_, index) => ({ ...common, index })),
    revisedPrompt,
    actualParams: {
      model: sketchModel.id,
      size,
      background: isTransparent ? 'transparent' : 'opaque',
      outputFormat,
      n: params.n,
    },
    misbehaviour,
  })
}

const badRequest = (field: string, detail: string) => err({ kind: 'bad-request', field, detail } as const)

const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

const toLine = (line: SketchLine): Uint8Array => Buffer.from(`${JSON.stringify(line)}\n`)
