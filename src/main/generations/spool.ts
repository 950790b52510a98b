import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ImageParams } from '#shared/image-params.ts'
import { ProviderId } from '#shared/provider-id.ts'
import { syncFile, syncFolder } from '../library/durable-file.ts'
import type { AnswerHead } from '../providers/provider.ts'

/**
 * Answers as they arrive, one file a generation: a line of JSON (`AnswerHead`), then the body's untouched bytes. What
 * was paid for is on the disk before anything in it is believed.
 */
export interface SpoolFolder {
  readonly open: (generationId: number, head: AnswerHead) => void
  /** In the order of the calls. */
  readonly append: (generationId: number, bytes: Uint8Array) => void
  /** Ends the writing; when it resolves, the answer survives a power cut. Nothing to do for one found after a crash. */
  readonly finish: (generationId: number) => Promise<void>
  /** `null`: no answer began to arrive. `torn`: not even its first line is whole. */
  readonly read: (generationId: number) => Promise<Spool | 'torn' | null>
  readonly remove: (generationId: number) => void
  /** Out of the way but kept, when it holds something that no row does. */
  readonly moveTo: (generationId: number, folder: string) => Promise<void>
  /** Generations that have a spool. */
  readonly list: () => readonly number[]
  readonly close: () => void
}

export interface Spool {
  readonly head: AnswerHead
  readonly body: Uint8Array
}

const Head = z.strictObject({
  provider: ProviderId,
  model: z.string(),
  requestId: z.string().nullable(),
  contentType: z.string(),
  requestedParams: ImageParams,
  unsentParams: z.array(z.string()).readonly().optional(),
})

const newline = 0x0a

export function createSpoolFolder(folder: string): SpoolFolder {
  const openFiles = new Map<number, number>()
  const pathOf = (generationId: number): string => join(folder, `${generationId}.spool`)
  /** All of it or, on a full disk, nothing: what is refused comes again. */
  const write = (file: number, bytes: Uint8Array): void => {
    const { size } = fstatSync(file)
    try {
      for (let offset = 0; offset < bytes.byteLength; )
        offset += writeSync(file, bytes, offset, undefined, size + offset)
    } catch (cause) {
      ftruncateSync(file, size)
      throw cause
    }
  }
  const close = (generationId: number): void => {
    const file = openFiles.get(generationId)
    openFiles.delete(generationId)
    if (file !== undefined) closeSync(file)
  }

  return {
    open: (generationId, head) => {
      const file = openSync(pathOf(generationId), 'wx', 0o600)
      openFiles.set(generationId, file)
      try {
        write(file, Buffer.from(`${JSON.stringify(head)}\n`))
      } catch (cause) {
        close(generationId)
        rmSync(pathOf(generationId), { force: true })
        throw cause
      }
    },
    append: (generationId, bytes) => {
      const file = openFiles.get(generationId)
      if (file === undefined) throw new Error(`No open spool for generation ${generationId}`)
      write(file, bytes)
    },
    finish: async (generationId) => {
      const file = openFiles.get(generationId)
      if (file === undefined) return
      await Promise.all([syncFile(file), syncFolder(folder)])
      close(generationId)
    },
    read: async (generationId) => {
      if (!existsSync(pathOf(generationId))) return null
      const bytes = await readFile(pathOf(generationId))
      const end = bytes.indexOf(newline)
      const head = end === -1 ? null : parseHead(bytes.subarray(0, end).toString())
      return head === null ? 'torn' : { head, body: bytes.subarray(end + 1) }
    },
    remove: (generationId) => {
      close(generationId)
      rmSync(pathOf(generationId), { force: true })
    },
    moveTo: async (generationId, target) => {
      const file = openFiles.get(generationId)
      if (file !== undefined) fsyncSync(file)
      close(generationId)
      await rename(pathOf(generationId), join(target, `generation-${generationId}-${crypto.randomUUID()}.spool`))
      await syncFolder(target)
    },
    list: () =>
      // There is none where a full disk had no room for it.
      (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) => {
        const [, id] = /^(\d+)\.spool$/.exec(name) ?? []
        return id === undefined ? [] : [Number(id)]
      }),
    close: () => {
      for (const generationId of [...openFiles.keys()]) close(generationId)
    },
  }
}

function parseHead(line: string): AnswerHead | null {
  try {
    return Head.parse(JSON.parse(line))
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) return null
    throw cause
  }
}
