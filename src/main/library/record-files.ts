import { existsSync, rmSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceTextFile } from './durable-file.ts'
import { parseJson } from './parse-json.ts'

/**
 * Keeps a folder of `<id>.json` as new as the rows: a library whose database is lost gets back what they tell of, as it
 * gets its pictures back from the files beside them.
 */
export interface RecordFiles {
  /** After a commit that changed this row: its file is written soon, at the latest on closing. */
  readonly touch: (id: number) => void
  /** Resolves when everything touched so far is durable; rejects with what the disk refused. */
  readonly flush: () => Promise<void>
  readonly close: () => Promise<void>
}

const idleMs = 1000

export function createRecordFiles(options: {
  readonly folder: string
  readonly tmpFolder: string
  /** `null` = there is no such row. */
  readonly compose: (id: number) => object | null
  readonly report: (cause: unknown) => void
}): RecordFiles {
  const { folder, tmpFolder, compose, report } = options
  const due = new Set<number>()
  let timer: NodeJS.Timeout | null = null
  let lastFlush: Promise<void> = Promise.resolve()

  async function writeAll(): Promise<void> {
    if (due.size > 0) await mkdir(folder, { recursive: true })
    for (const id of due) {
      // Taken off first, so that what changes meanwhile is written once more.
      due.delete(id)
      const record = compose(id)
      const name = `${id}.json`
      try {
        if (record === null) rmSync(join(folder, name), { force: true })
        else await replaceTextFile({ folder, name, text: JSON.stringify(record), tmpFolder })
      } catch (cause) {
        due.add(id)
        throw cause
      }
    }
  }

  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    // One that was refused is tried again.
    lastFlush = lastFlush.catch(() => undefined).then(writeAll)
    return lastFlush
  }
  return {
    touch: (id) => {
      due.add(id)
      timer ??= setTimeout(() => {
        flush().catch(report)
      }, idleMs).unref()
    },
    flush,
    close: () => flush().catch(report),
  }
}

/** What the files of a folder hold, by ascending id; `undefined` where it is no JSON. */
export async function* readRecordFiles(
  folder: string,
): AsyncGenerator<{ readonly id: number; readonly json: unknown }> {
  if (!existsSync(folder)) return
  const ids = (await readdir(folder)).flatMap((name) => {
    const [, id] = /^([1-9]\d{0,15})\.json$/.exec(name) ?? []
    return id === undefined ? [] : [Number(id)]
  })
  for (const id of ids.sort((one, other) => one - other))
    yield { id, json: parseJson(await readFile(join(folder, `${id}.json`), 'utf8')) }
}
