import type { SketchJob, SketchPicture } from '#main/providers/sketch/sketch-job.ts'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { ImageReply, type ImageRequest } from './messages.ts'
import type { PoolProcess } from './pool-process.ts'

export interface ImagePool {
  /** A WebP of at most 512 pixels on its longest side, of any PNG, JPEG, WebP or GIF. */
  thumbnail(bytes: Uint8Array): Promise<Result<Uint8Array, Failure>>
  drawSketch(job: SketchJob): Promise<Result<SketchPicture, Failure>>
  /** Ends every process; what was waiting is answered `cancelled`. */
  close(): void
}

interface ImagePoolOptions {
  readonly fork: () => PoolProcess
  /** How many processes at most. They start when they are first needed. */
  readonly size: number
  /** For one job, counted from when a process takes it up. */
  readonly timeoutMs: number
}

interface Job {
  readonly request: ImageRequest
  /** The answer when the process dies over this job: each kind of job has its own. */
  readonly onLost: (detail: string) => Failure
  readonly settle: (result: Result<SketchPicture, Failure>) => void
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

  function run(request: ImageRequest, onLost: Job['onLost']): Promise<Result<SketchPicture, Failure>> {
    if (isClosed) return Promise.resolve(err({ kind: 'cancelled' }))
    return new Promise((settle) => {
      waiting.push({ request, onLost, settle })
      fillSeats()
    })
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
    if (!reply.success || reply.data.id !== seat.running?.job.request.id) {
      dropSeat(seat, 'the image process gave no sensible answer')
      return
    }
    const answer = reply.data
    finish(
      seat,
      answer.kind === 'failure' ? err(answer.failure) : ok({ bytes: answer.bytes, partials: answer.partials }),
    )
    fillSeats()
  }

  function finish(seat: Seat, result: Result<SketchPicture, Failure>): void {
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
      const made = await run({ kind: 'thumbnail', id: ++lastId, bytes }, (detail) => ({
        kind: 'damaged-file',
        fileName: null,
        detail,
      }))
      return made.ok ? ok(made.value.bytes) : made
    },
    drawSketch: (job) =>
      run({ kind: 'sketch', id: ++lastId, job }, (detail) => ({ kind: 'provider-trouble', httpStatus: null, detail })),
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
