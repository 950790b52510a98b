import { setTimeout as wait } from 'node:timers/promises'
import type { Failure } from '#shared/failure.ts'
import type { ActualParams, ImageParams } from '#shared/image-params.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { findSizeProblem, parseSize } from '#shared/size-problem.ts'
import type { Provider, ProviderRequest } from '../provider.ts'
import type { SketchLine } from './sketch-answer.ts'
import type { DrawSketch, SketchJob, SketchPicture } from './sketch-job.ts'
import { sketchModel } from './sketch-model.ts'

const autoSize = '1024x1024'
const defaultCompression = 90

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
      const planned = planJobs(request)
      if (!planned.ok) return planned
      const { jobs, actualParams } = planned.value

      return ok({
        head: {
          provider: 'sketch',
          model: request.model,
          requestId: null,
          contentType: 'application/x-ndjson',
          requestedParams: request.params,
        },
        body: answer(jobs, actualParams, signal),
      })
    },
  }

  /** Ends where it stands when the signal aborts; the reader then misses the `done` line. */
  async function* answer(
    jobs: readonly SketchJob[],
    actualParams: ActualParams,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    const aborted = new Promise<null>((resolve) => {
      signal.addEventListener('abort', () => resolve(null), { once: true })
    })
    // The next picture is drawn while the previews of this one are shown.
    const drawings: Promise<Result<SketchPicture, Failure>>[] = []
    const startDrawing = (position: number): void => {
      const job = jobs[position]
      if (job !== undefined) drawings.push(drawSketch(job))
    }

    startDrawing(0)
    for (const position of jobs.keys()) {
      const drawn = await Promise.race([drawings[position] ?? aborted, aborted])
      if (drawn === null || signal.aborted) return
      if (!drawn.ok) {
        yield toLine({ kind: 'failed', failure: drawn.failure })
        return
      }
      startDrawing(position + 1)
      for (const [index, bytes] of drawn.value.partials.entries()) {
        yield toLine({
          kind: 'partial',
          position,
          index,
          picture: toBase64(bytes),
        })
        await Promise.race([wait(previewMs), aborted])
        if (signal.aborted) return
      }
      yield toLine({
        kind: 'image',
        position,
        picture: toBase64(drawn.value.bytes),
      })
      if (signal.aborted) return
    }
    yield toLine({ kind: 'done', actualParams })
  }
}

function planJobs({
  sentPrompt,
  params,
}: ProviderRequest): Result<{ readonly jobs: readonly SketchJob[]; readonly actualParams: ActualParams }, Failure> {
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

  const common = {
    prompt: sentPrompt,
    ...dimensions,
    isTransparent,
    outputFormat,
    compression: params.outputCompression ?? defaultCompression,
    partialImages: params.partialImages ?? 0,
  }
  return ok({
    jobs: Array.from({ length: params.n }, (_, index) => ({
      ...common,
      index,
    })),
    actualParams: describeActual(params, size, isTransparent, outputFormat),
  })
}

const describeActual = (
  params: ImageParams,
  size: string,
  isTransparent: boolean,
  outputFormat: string,
): ActualParams => ({
  model: sketchModel.id,
  size,
  background: isTransparent ? 'transparent' : 'opaque',
  outputFormat,
  n: params.n,
})

const badRequest = (field: string, detail: string) => err({ kind: 'bad-request', field, detail } as const)

const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

const toLine = (line: SketchLine): Uint8Array => Buffer.from(`${JSON.stringify(line)}\n`)
