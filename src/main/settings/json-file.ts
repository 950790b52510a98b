import { existsSync, readFileSync, renameSync } from 'node:fs'
import { chmod, mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface JsonFile<Value> {
  readonly value: () => Value
  /** Changes the value at once and resolves when the file is on disk. Writes queue up; a failed one rejects. */
  readonly update: (change: (value: Value) => Value) => Promise<void>
}

/**
 * A small file outside the library: settings, connections, keys. Replaced whole and atomically, readable by this user
 * only. A file that cannot be read is moved aside, never overwritten.
 */
export function openJsonFile<Value>(options: {
  readonly path: string
  /** Understands what the file holds; `null` = not at all. */
  readonly read: (stored: unknown) => Value | null
  readonly initial: NoInfer<Value>
  readonly nowMs: () => number
  readonly onDamaged: (movedTo: string) => void
}): JsonFile<Value> {
  const { path, read, initial, nowMs, onDamaged } = options
  let current = readFile()
  let lastWrite: Promise<void> = Promise.resolve()

  function readFile(): Value {
    if (!existsSync(path)) return initial
    const value = read(parseJson(readFileSync(path, 'utf8')))
    if (value !== null) return value
    const aside = `${path}.damaged-${nowMs()}`
    renameSync(path, aside)
    onDamaged(aside)
    return initial
  }

  return {
    value: () => current,
    update: (change) => {
      current = change(current)
      const text = `${JSON.stringify(current, null, 2)}\n`
      const write = lastWrite.then(() => replaceFile(path, text))
      // A failed write must not stop the ones after it; whoever asked for it hears of it.
      lastWrite = write.catch(() => undefined)
      return write
    },
  }
}

/** `undefined` = not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const partial = `${path}.part`
  const file = await open(partial, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(partial, 0o600)
  await rename(partial, path)
}
