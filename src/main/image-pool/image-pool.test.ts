import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { err } from '#shared/result.ts'
import { maskOf, noise } from '#test/support/pixel-pictures.ts'
import { plainJob } from '#test/support/plain-job.ts'
import { readImageHeader } from '../library/image-header.ts'
import { forkNodeProcess } from './fork-node-process.ts'
import { createImagePool, type ImagePool } from './image-pool.ts'
import type { PoolProcess } from './pool-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'image-pool-'))
const workerPath = fileURLToPath(new URL('image-worker.ts', import.meta.url))

/** A real process whose behaviour is told by the first byte: answers it, hangs, ends, or talks nonsense. */
const moodyPath = join(folder, 'moody.mjs')
writeFileSync(
  moodyPath,
  `process.on('message', ({ id, bytes }) => {
    if (bytes[0] === 1) return
    if (bytes[0] === 2) process.exit(7)
    if (bytes[0] === 3) return process.send('nonsense')
    if (bytes[0] === 4) return process.send({ kind: 'drag-icon', id, bgra: new Uint8Array(36864) })
    const webp = Uint8Array.of(bytes[0], process.pid & 255, process.pid >> 8)
    process.send({ kind: 'thumbnail', id, webp, dHash: '0123456789abcdef' })
  })
  process.on('disconnect', () => process.exit(0))`,
)
const [hang, crash, nonsense, somethingElse] = [1, 2, 3, 4].map((byte) => Uint8Array.of(byte))
if (hang === undefined || crash === undefined || nonsense === undefined || somethingElse === undefined)
  throw new Error('unreachable')
const lost = (detail: string) => ({ ok: false, failure: { kind: 'damaged-file', fileName: null, detail } })

let pool: ImagePool | null = null
function open(path: string, options: { size: number; timeoutMs?: number; onFork?: () => void }): ImagePool {
  pool = createImagePool({
    fork: (): PoolProcess => {
      options.onFork?.()
      return forkNodeProcess(path, [])
    },
    size: options.size,
    timeoutMs: options.timeoutMs ?? 30_000,
  })
  return pool
}
afterEach(() => pool?.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const firstByte = async (answer: ReturnType<ImagePool['thumbnail']>): Promise<number | null> => {
  const result = await answer
  return result.ok ? (result.value.webp[0] ?? null) : null
}

describe('the image pool', () => {
  it('starts no process before the first job and never more than its size', async () => {
    let forks = 0
    const { thumbnail } = open(moodyPath, { size: 2, onFork: () => forks++ })
    expect(forks).toBe(0)
    const answers = await Promise.all([10, 11, 12, 13, 14, 15].map((byte) => firstByte(thumbnail(Uint8Array.of(byte)))))
    expect({ answers, forks }).toEqual({ answers: [10, 11, 12, 13, 14, 15], forks: 2 })
  })

  it('keeps one process for jobs that come one after another', async () => {
    let forks = 0
    const { thumbnail } = open(moodyPath, { size: 4, onFork: () => forks++ })
    for (const byte of [10, 11, 12]) expect(await firstByte(thumbnail(Uint8Array.of(byte)))).toBe(byte)
    expect(forks).toBe(1)
  })

  it('gives up a job that takes too long, and does the next in a fresh process', async () => {
    let forks = 0
    const { thumbnail } = open(moodyPath, { size: 1, timeoutMs: 1500, onFork: () => forks++ })
    const [stuck, next] = [thumbnail(hang), firstByte(thumbnail(Uint8Array.of(42)))]
    expect(await stuck).toEqual(lost('no answer after 1500 ms'))
    expect({ next: await next, forks }).toEqual({ next: 42, forks: 2 })
  })

  it('loses only the job whose process ended', async () => {
    const { thumbnail } = open(moodyPath, { size: 2 })
    const others = [20, 21, 22, 23].map((byte) => firstByte(thumbnail(Uint8Array.of(byte))))
    const crashed = thumbnail(crash)
    const later = [24, 25].map((byte) => firstByte(thumbnail(Uint8Array.of(byte))))
    expect(await crashed).toEqual(lost('the image process ended'))
    expect(await Promise.all([...others, ...later])).toEqual([20, 21, 22, 23, 24, 25])
  })

  it('does not believe a process that answers something else', async () => {
    const { thumbnail } = open(moodyPath, { size: 1 })
    for (const job of [nonsense, somethingElse])
      expect(await thumbnail(job)).toEqual(lost('the image process gave no sensible answer'))
    expect(await firstByte(thumbnail(Uint8Array.of(30)))).toBe(30)
  })

  it('answers what is running and what is waiting when it closes, and takes nothing after', async () => {
    const { thumbnail, close } = open(moodyPath, { size: 1 })
    const jobs = [thumbnail(hang), thumbnail(Uint8Array.of(40))]
    close()
    const cancelled = { ok: false, failure: { kind: 'cancelled' } }
    expect(await Promise.all([...jobs, thumbnail(Uint8Array.of(41))])).toEqual([cancelled, cancelled, cancelled])
  })

  it('composites and measures in its own processes, and says what it cannot do', async () => {
    const { composite: combine, measure } = open(workerPath, { size: 1 })
    const [original, changed] = [noise(40, 30, 'original').png, noise(40, 30, 'changed').png]
    const mask = maskOf(40, 30, (x) => x < 20)
    const combined = await combine({ original, changed, mask, featherPx: 0 })
    if (!combined.ok) throw new Error(combined.failure.kind)
    const measured = await measure(original, combined.value, mask)
    expect(measured).toMatchObject({
      ok: true,
      value: { inside: { changed: 1 }, outside: { changed: 0 }, isScaled: false },
    })
    expect(measured.ok && readImageHeader(measured.value.heatMap)).toMatchObject({ value: { width: 40, height: 30 } })
    expect(await measure(original, Buffer.from('no picture'), null)).toMatchObject({
      failure: { kind: 'unsupported-file' },
    })
    expect(await combine({ original, changed, mask: maskOf(9, 9, () => true), featherPx: 0 })).toMatchObject({
      failure: { kind: 'bad-request', field: 'mask' },
    })
  })

  it('makes thumbnails, drag icons and sketches in its own processes, and survives what cannot be decoded', async () => {
    const { thumbnail, dragIcon, drawSketch } = open(workerPath, { size: 1 })
    const job = { ...plainJob, width: 256, height: 256, partialImages: 2 }
    const picture = createCanvas(48, 32).encodeSync('png')
    const inputs = { images: [{ bytes: picture, role: 'edit' as const }], mask: null, markup: null }
    const [damaged, small, sketch, edited, unfit] = await Promise.all([
      thumbnail(Buffer.from('not a picture')),
      thumbnail(createCanvas(700, 350).encodeSync('png')),
      drawSketch(job),
      drawSketch({ ...job, keepsSize: true, inputs }),
      drawSketch({ ...job, inputs: { ...inputs, mask: createCanvas(47, 32).encodeSync('png') } }),
    ])
    if (!small.ok || !sketch.ok || !edited.ok) throw new Error('a picture failed')
    const icon = await dragIcon(small.value.webp)
    expect({
      damaged,
      small: readImageHeader(small.value.webp),
      icon: icon.ok && icon.value.byteLength,
      sketch: readImageHeader(sketch.value.bytes),
      partials: sketch.value.partials.length,
      edited: [edited.value.width, edited.value.height],
      unfit,
    }).toEqual({
      damaged: { ok: false, failure: { kind: 'unsupported-file', fileName: null } },
      small: { ok: true, value: { format: 'webp', width: 512, height: 256 } },
      icon: 96 * 96 * 4,
      sketch: { ok: true, value: { format: 'png', width: 256, height: 256 } },
      partials: 2,
      edited: [48, 32],
      unfit: err({
        kind: 'bad-request',
        field: 'mask',
        detail: 'It is not a picture of the size of the one below it.',
      }),
    })
  })
})
