import type { ImageFormat } from '#shared/image.ts'
import type { ImportedMetadata } from '#shared/imported-metadata.ts'
import { maxPromptLength } from '#shared/limits.ts'
import { readA1111 } from './a1111.ts'
import { readComfyUi } from './comfyui.ts'
import { type FileTexts, readFileTexts } from './file-texts.ts'
import { readFooocus } from './fooocus.ts'
import type { FoundMetadata } from './found-metadata.ts'
import { readInvokeAi } from './invokeai.ts'
import { readNovelAi } from './novelai.ts'
import { readOpenAi } from './openai.ts'
import { readOwnRecord } from './own-record.ts'
import { readPhotograph } from './photograph.ts'
import { readSwarmUi } from './swarmui.ts'

/** The first that finds its own is believed. A plain text says more than a graph, and either more than a file's name. */
const readers: readonly ((texts: FileTexts) => FoundMetadata | null)[] = [
  readOwnRecord,
  readSwarmUi,
  readFooocus,
  readInvokeAi,
  readNovelAi,
  readA1111,
  readComfyUi,
  readOpenAi,
  readPhotograph,
]

export interface PictureMetadata {
  readonly metadata: ImportedMetadata | null
  readonly hasContentCredentials: boolean
}

/**
 * What others wrote into a picture file, and about it in its name. Takes bounded time and memory whatever the file
 * holds, and never throws. `modifiedAtMs` is the file's own time, where it comes from a disk.
 */
export function readMetadata(file: {
  readonly bytes: Uint8Array
  readonly format: ImageFormat
  readonly fileName: string | null
  readonly modifiedAtMs: number | null
}): PictureMetadata {
  const texts = readFileTexts(file.bytes, file.format, file.fileName)
  const found = firstFound(texts)
  const times = file.modifiedAtMs === null ? [] : [['File modified', toIsoTime(file.modifiedAtMs)] as const]
  return {
    metadata: found === null && times.length === 0 ? null : withinLimits(found ?? nothingFound, times),
    hasContentCredentials: texts.hasContentCredentials,
  }
}

function firstFound(texts: FileTexts): FoundMetadata | null {
  for (const read of readers) {
    const found = read(texts)
    if (found !== null) return found
  }
  return null
}

const nothingFound: FoundMetadata = { tool: 'exif', prompt: null, negativePrompt: null, model: null, parameters: [] }

/** A file system may claim any time at all. */
const toIsoTime = (ms: number): string => new Date(Math.min(Math.max(ms, -8.64e15), 8.64e15)).toISOString()

const maxParameters = 200
const maxNameLength = 100
const maxValueLength = 10_000

function withinLimits(
  { tool, prompt, negativePrompt, model, parameters }: FoundMetadata,
  times: readonly (readonly [string, string])[],
): ImportedMetadata {
  const kept = new Map<string, string>()
  for (const [name, value] of [...times, ...parameters]) {
    if (kept.size === maxParameters) break
    const key = cut(name.trim(), maxNameLength)
    // An own property of this name would be lost, or worse, on its way through JSON and messages.
    if (key === '' || key === '__proto__' || value.trim() === '' || kept.has(key)) continue
    kept.set(key, cut(value, maxValueLength))
  }
  return {
    tool,
    prompt: cutText(prompt, maxPromptLength),
    negativePrompt: cutText(negativePrompt, maxPromptLength),
    model: cutText(model, 500),
    parameters: Object.fromEntries(kept),
  }
}

const cutText = (text: string | null, length: number): string | null => (text === null ? null : cut(text, length))

/** Well-formed, and no longer than this; an ellipsis says where something is missing. */
const cut = (text: string, length: number): string =>
  text.length <= length ? text.toWellFormed() : `${text.slice(0, length - 1).toWellFormed()}…`
