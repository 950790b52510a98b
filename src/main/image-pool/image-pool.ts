import type { SketchJob, SketchPicture } from '#main/providers/sketch/sketch-job.ts'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { GridJob } from './grid-job.ts'
import type { Thumbnail } from './make-thumbnail.ts'
import type { MeasuredChange } from './measure-change.ts'
import { ImageReply, type ImageRequest, type Redrawing } from './messages.ts'
import type { PoolProcess } from './pool-process.ts'

export interface ImagePool {
  /** A WebP of at most 512 pixels on its longest side, of any PNG, JPEG, WebP, GIF or SVG; and what it looks like. */
  thumbnail(bytes: Uint8Array): Promise<Result<Thumbnail, Failure>>
  /** Of a thumbnail: BGRA, `dragIconSide` pixels along each side. */
  dragIcon(webp: Uint8Array): Promise<Result<Uint8Array, Failure>>
  /** As PNG, of the same size as it is seen, or smaller: its longest side in pixels at most. */
  redraw(bytes: Uint8Array, as: Redrawing, longestSide?: number): Promise<Result<Uint8Array, Failure>>
  /** The original with the masked part of what was made of it, as PNG (`composite.ts`). */
  composite(job: CompositeJob): Promise<Result<Uint8Array, Failure>>
  /** What is different between two pictures. `mask`: PNG of the earlier one's size, alpha 0 = inside. */
  measure(before: Uint8Array, after: Uint8Array, mask: Uint8Array | null): Promise<Result<MeasuredChange, Failure>>
  /** Pictures with words in rows and columns, as PNG. */
  drawGrid(job: GridJob): Promise<Result<Uint8Array, Failure>>
  drawSketch(job: SketchJob): Promise<Result<SketchPicture, Failure>>
  /** How much of a picture is edge, 0–1; `null` = it cannot be decoded. */
  edgeShare(bytes: Uint8Array): Promise<number | null>
  /** Ends every process; what was waiting is answered `cancelled`. */
  close(): void
}

export interface CompositeJob {
  readonly original: Uint8Array
  readonly changed: Uint8Array
  readonly mask: Uint8Array
  readonly featherPx: number
}

interface ImagePoolOptions {
  readonly fork: () => PoolProcess
  /** How many processes at most. They start when they are first needed. */
  readonly size: number
  /** For one job, counted from when a process takes it up. */
  readonly timeoutMs: number
}

type Done = Exclude<ImageReply, { readonly kind: 'failure' }>

interface Job {
  readonly request: ImageRequest
  /** The answer when the process dies over this job: each kind of job has its own. */
  readonly onLost: (detail: string) => Failure
  readonly settle: (result: Result<Done, Failure>) => void
}

interface Seat {
  readonly process: PoolProcess
  running: { readonly job: Job; readonly timer: NodeJS.Timeout } | null
}

/** A few child processes that decode and draw, so that main never does. A job that kills its process harms no other. */
export function createImagePool({ fork, size, timeoutMs }: ImagePoolOptions): ImagePool {
  const waiting: Job[] = []
  const seats = new Set<Seat>()
  let lastId = 0
  let isClosed = false

  async function run<Request extends ImageRequest>(
    request: Request,
    onLost: Job['onLost'],
  ): Promise<Result<Extract<Done, { readonly kind: Request['kind'] }>, Failure>> {
    if (isClosed) return err({ kind: 'cancelled' })
    const result = await new Promise<Result<Done, Failure>>((settle) => {
      waiting.push({ request, onLost, settle })
      fillSeats()
    })
    if (!result.ok) return result
    if (!answers(request, result.value)) throw new Error(`${request.kind} was answered by ${result.value.kind}`)
    return ok(result.value)
  }

  function fillSeats(): void {
    while (waiting.length > 0) {
      const seat = [...seats].find((candidate) => candidate.running === null) ?? addSeat()
      if (seat === null) return
      const job = waiting.shift()
      if (job === undefined) return
      const timer = setTimeout(() => dropSeat(seat, `no answer after ${timeoutMs} ms`), timeoutMs)
      seat.running = { job, timer }
      seat.process.postMessage(job.request)
    }
  }

  function addSeat(): Seat | null {
    if (seats.size >= size) return null
    const seat: Seat = { process: fork(), running: null }
    seats.add(seat)
    seat.process.onMessage((message) => receive(seat, message))
    seat.process.onExit(() => dropSeat(seat, 'the image process ended'))
    return seat
  }

  function receive(seat: Seat, message: unknown): void {
    const reply = ImageReply.safeParse(message)
    const request = seat.running?.job.request
    if (!reply.success || request === undefined || !isAnswerTo(request, reply.data)) {
      dropSeat(seat, 'the image process gave no sensible answer')
      return
    }
    finish(seat, reply.data.kind === 'failure' ? err(reply.data.failure) : ok(reply.data))
    fillSeats()
  }

  function finish(seat: Seat, result: Result<Done, Failure>): void {
    if (seat.running === null) return
    const { job, timer } = seat.running
    clearTimeout(timer)
    seat.running = null
    job.settle(result)
  }

  /** The job is answered as lost; the next job gets a fresh process. */
  function dropSeat(seat: Seat, detail: string): void {
    if (!seats.delete(seat)) return
    seat.process.kill()
    if (seat.running !== null) finish(seat, err(seat.running.job.onLost(detail)))
    fillSeats()
  }

  return {
    async thumbnail(bytes) {
      const made = await run({ kind: 'thumbnail', id: ++lastId, bytes }, damagedFile)
      return made.ok ? ok({ webp: made.value.webp, dHash: made.value.dHash }) : made
    },
    async dragIcon(webp) {
      const made = await run({ kind: 'drag-icon', id: ++lastId, bytes: webp }, damagedFile)
      return made.ok ? ok(made.value.bgra) : made
    },
    async redraw(bytes, as, longestSide) {
      const request = { kind: 'redraw', id: ++lastId, bytes, as, longestSide: longestSide ?? null } as const
      const redrawn = await run(request, damagedFile)
      return redrawn.ok ? ok(redrawn.value.png) : redrawn
    },
    async composite(job) {
      const made = await run({ kind: 'composite', id: ++lastId, ...job }, damagedFile)
      return made.ok ? ok(made.value.png) : made
    },
    async measure(before, after, mask) {
      const measured = await run({ kind: 'measure', id: ++lastId, before, after, mask }, damagedFile)
      if (!measured.ok) return measured
      const { inside, outside, isScaled, heatMap } = measured.value
      return ok({ inside, outside, isScaled, heatMap })
    },
    async drawGrid(job) {
      const drawn = await run({ kind: 'grid', id: ++lastId, job }, damagedFile)
      return drawn.ok ? ok(drawn.value.png) : drawn
    },
    async edgeShare(bytes) {
      const measured = await run({ kind: 'edge-share', id: ++lastId, bytes }, damagedFile)
      return measured.ok ? measured.value.share : null
    },
    async drawSketch(job) {
      const drawn = await run({ kind: 'sketch', id: ++lastId, job }, (detail) => ({
        kind: 'provider-trouble',
        httpStatus: null,
        detail,
      }))
      if (!drawn.ok) return drawn
      const { bytes, width, height, partials } = drawn.value
      return ok({ bytes, width, height, partials })
    },
    close() {
      isClosed = true
      for (const job of waiting.splice(0)) job.settle(err({ kind: 'cancelled' }))
      for (const seat of seats) {
        seats.delete(seat)
        finish(seat, err({ kind: 'cancelled' }))
        seat.process.kill()
      }
    },
  }
}

const damagedFile = (detail: string): Failure => ({ kind: 'damaged-file', fileName: null, detail })

const isAnswerTo = ({ id, kind }: ImageRequest, reply: ImageReply): boolean =>
  reply.id === id && (reply.kind === kind || reply.kind === 'failure')

const answers = <Request extends ImageRequest>(
  request: Request,
  done: Done,
): done is Extract<Done, { readonly kind: Request['kind'] }> => done.kind === request.kind
