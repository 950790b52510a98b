import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { createDurabilityModel } from './durability-model.ts'

/**
 * Preloaded (`--import`) before the store: every call of node:fs that touches the library is counted, and one of them
 * can go wrong. SQLite's own calls are not JavaScript's; random kills and power cuts test those.
 */
export const Fault = z.object({
  folder: z.string(),
  /** Which call goes wrong, from 1; 0 = none. */
  at: z.number().int(),
  /**
   * `before`, `after`: the process is killed before or after the call. `torn`: half of a write lands, then the kill.
   * `ENOSPC`: from this call on the disk takes nothing more, of this one half. `EIO`: this one call fails.
   */
  mode: z.enum(['before', 'after', 'torn', 'ENOSPC', 'EIO']),
})
export type Fault = z.infer<typeof Fault>

type Effect =
  | { readonly kind: 'reads' }
  | { readonly kind: 'writes'; readonly path: string }
  | { readonly kind: 'creates'; readonly path: string; readonly isDurable: boolean }
  | { readonly kind: 'syncs'; readonly path: string }
  | { readonly kind: 'renames'; readonly from: string; readonly to: string; readonly isReplacing: boolean }
  | { readonly kind: 'makes-folder'; readonly path: string }
  | { readonly kind: 'removes'; readonly path: string }
  | { readonly kind: 'closes'; readonly file: number | null }

/** A call that a life made, by number from 1. */
export interface Call {
  readonly name: string
  readonly kind: Effect['kind']
}

/** A life begins: its calls are counted from one, and the one asked for goes wrong. */
export function arm(next: Fault): void {
  fault = next
  library = resolve(next.folder)
  durability = createDurabilityModel(library)
  calls.splice(0)
}

let fault: Fault = { folder: '/nowhere', at: 0, mode: 'before' }
let library = fault.folder
export let durability = createDurabilityModel(library)
export const calls: Call[] = []

const pathByFile = new Map<number, string>()
// Taken before anything is replaced: what the faults themselves use.
const plainCloseSync = fs.closeSync
const plainExistsSync = fs.existsSync
const plainWriteSync = fs.writeSync
const plainWriteFileSync = fs.writeFileSync

/** The folder that holds the library too: its name is kept there. */
const isWatched = (path: unknown): path is string =>
  typeof path === 'string' && (`${resolve(path)}/`.startsWith(`${library}/`) || resolve(path) === dirname(library))

/** What a call does, or `null` for one that is none of the library's business. */
function effectOf(name: string, given: readonly unknown[]): Effect | null {
  const [first, second] = given
  const ofFile = typeof first === 'number' ? pathByFile.get(first) : undefined
  switch (name) {
    case 'open': {
      if (!isWatched(first)) return null
      const flags = second ?? 'r'
      const { O_CREAT, O_SYNC } = fs.constants
      const creates = typeof flags === 'number' ? (flags & O_CREAT) !== 0 : /[wa]/.test(String(flags))
      const isDurable = typeof flags === 'number' && (flags & O_SYNC) === O_SYNC
      return creates ? { kind: 'creates', path: first, isDurable } : { kind: 'reads' }
    }
    case 'write':
    case 'ftruncate':
      return ofFile === undefined ? null : { kind: 'writes', path: ofFile }
    case 'fsync':
    case 'fdatasync':
      return ofFile === undefined ? null : { kind: 'syncs', path: ofFile }
    case 'close':
      return ofFile === undefined ? null : { kind: 'closes', file: Number(first) }
    case 'read':
    case 'fstat':
      return ofFile === undefined ? null : { kind: 'reads' }
    case 'rename':
      return isWatched(first) && typeof second === 'string'
        ? { kind: 'renames', from: first, to: second, isReplacing: plainExistsSync(second) }
        : null
    case 'link':
    case 'copyFile':
      return isWatched(second) ? { kind: 'creates', path: second, isDurable: false } : null
    case 'writeFile':
      return isWatched(first) ? { kind: 'creates', path: first, isDurable: false } : null
    case 'mkdir':
      // One that is there already stays what it is.
      if (isWatched(first) && plainExistsSync(first)) return { kind: 'reads' }
      return isWatched(first) ? { kind: 'makes-folder', path: first } : null
    case 'rm':
    case 'unlink':
      if (isWatched(first) && !plainExistsSync(first)) return { kind: 'reads' }
      return isWatched(first) ? { kind: 'removes', path: first } : null
    default:
      return isWatched(first) ? { kind: 'reads' } : null
  }
}

const needsRoom = ({ kind }: Effect): boolean => kind === 'writes' || kind === 'creates' || kind === 'makes-folder'

function kill(): never {
  process.kill(process.pid, 'SIGKILL')
  // The signal is on its way; nothing may happen before it arrives.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
}

const refusal = (code: 'ENOSPC' | 'EIO', name: string): Error =>
  Object.assign(new Error(`${code}: injected, ${name}`), { code, syscall: name, errno: code === 'EIO' ? -5 : -28 })

/** Half of what was to be written lands. */
function tearWrite(name: string, [target, data, offset, , position]: readonly unknown[]): void {
  if (!(data instanceof Uint8Array)) return
  const from = typeof offset === 'number' ? offset : 0
  const half = Math.floor((data.byteLength - from) / 2)
  const at = typeof position === 'number' ? position : null
  if (name === 'write' && typeof target === 'number') plainWriteSync(target, data, from, half, at)
  if (name === 'writeFile' && typeof target === 'string') plainWriteFileSync(target, data.subarray(0, half))
}

/** Called before each call. Throws what the disk would say; returns whether the process ends after it. */
function meet(name: string, effect: Effect, given: readonly unknown[]): boolean {
  calls.push({ name, kind: effect.kind })
  if (fault.at === 0) return false
  const isIt = calls.length === fault.at
  if (isIt && fault.mode === 'before') kill()
  if (isIt && fault.mode === 'torn') {
    tearWrite(name, given)
    kill()
  }
  if (isIt && fault.mode === 'EIO') {
    // It is closed all the same.
    if (effect.kind === 'closes' && effect.file !== null) plainCloseSync(effect.file)
    throw refusal('EIO', name)
  }
  if (fault.mode === 'ENOSPC' && calls.length >= fault.at && needsRoom(effect)) {
    if (isIt) tearWrite(name, given)
    throw refusal('ENOSPC', name)
  }
  return isIt && fault.mode === 'after'
}

function done(effect: Effect, result: unknown): void {
  switch (effect.kind) {
    case 'creates':
      if (typeof result === 'number') pathByFile.set(result, effect.path)
      durability.created(effect.path, effect.isDurable)
      break
    case 'writes':
      durability.written(effect.path)
      break
    case 'syncs':
      durability.synced(effect.path)
      break
    case 'renames':
      durability.renamed(effect.from, effect.to, effect.isReplacing)
      break
    case 'makes-folder':
      durability.madeFolder(effect.path)
      break
    case 'removes':
      durability.removed(effect.path)
      break
    case 'closes':
      // Its number is given away again.
      if (effect.file !== null) pathByFile.delete(effect.file)
      break
    case 'reads':
      break
  }
}

type Callable = (...given: unknown[]) => unknown

function replace(owner: object, property: string, make: (original: Callable) => Callable): void {
  const original: unknown = Reflect.get(owner, property)
  if (typeof original !== 'function') throw new Error(`node:fs has no ${property}`)
  // Typed by nothing else than being callable: the wrappers hand on what they are given.
  const plain = original as Callable
  const wrapped = make(plain)
  // util.promisify keeps on such a property what the callback's several results are called.
  for (const key of Object.getOwnPropertySymbols(plain)) Reflect.set(wrapped, key, Reflect.get(plain, key))
  Reflect.set(owner, property, wrapped)
}

const rememberReading = (name: string, given: readonly unknown[], result: unknown): void => {
  if (name === 'open' && typeof result === 'number' && isWatched(given[0])) pathByFile.set(result, resolve(given[0]))
}

const names = ['open', 'close', 'write', 'read', 'fsync', 'fdatasync', 'rename', 'mkdir', 'rm', 'unlink', 'link']
const more = ['fstat', 'ftruncate', 'copyFile', 'chmod', 'writeFile', 'readFile', 'readdir', 'stat', 'access']

for (const name of [...names, ...more]) {
  replace(fs, `${name}Sync`, (original) => (...given) => {
    const effect = effectOf(name, given)
    if (effect === null) return original.apply(fs, given)
    const isLast = meet(name, effect, given)
    const result = original.apply(fs, given)
    rememberReading(name, given, result)
    done(effect, result)
    if (isLast) kill()
    return result
  })
  replace(fs, name, (original) => (...given) => {
    const callback = given.at(-1)
    const effect = effectOf(name, given)
    if (effect === null || typeof callback !== 'function') return original.apply(fs, given)
    let isLast = false
    try {
      isLast = meet(name, effect, given)
    } catch (cause) {
      process.nextTick(() => Reflect.apply(callback, undefined, [cause]))
      return undefined
    }
    const whenDone: Callable = (error, ...results) => {
      if (error === null || error === undefined) done(effect, results[0])
      if (isLast) kill()
      Reflect.apply(callback, undefined, [error, ...results])
    }
    return original.apply(fs, [...given.slice(0, -1), whenDone])
  })
  if (typeof Reflect.get(fs.promises, name) !== 'function') continue
  replace(fs.promises, name, (original) => async (...given) => {
    const effect = effectOf(name, given)
    if (effect === null) return original.apply(fs.promises, given)
    const isLast = meet(name, effect, given)
    const result: unknown = await original.apply(fs.promises, given)
    const handle = name === 'open' && typeof result === 'object' && result !== null ? result : null
    done(effect, handle === null ? result : undefined)
    if (handle !== null && typeof given[0] === 'string') followHandle(handle, resolve(given[0]))
    if (isLast) kill()
    return result
  })
}

/** A FileHandle's own calls count like those on its number. */
function followHandle(handle: object, path: string): void {
  const kinds: Readonly<Record<string, Effect>> = {
    write: { kind: 'writes', path },
    writeFile: { kind: 'writes', path },
    sync: { kind: 'syncs', path },
    datasync: { kind: 'syncs', path },
    read: { kind: 'reads' },
    close: { kind: 'closes', file: null },
  }
  for (const [method, effect] of Object.entries(kinds))
    replace(handle, method, (original) => async (...given) => {
      let isLast = false
      try {
        isLast = meet(method, effect, [])
      } catch (cause) {
        if (method === 'close') await original.apply(handle)
        throw cause
      }
      const result: unknown = await original.apply(handle, given)
      done(effect, undefined)
      if (isLast) kill()
      return result
    })
}

syncBuiltinESMExports()
