import { createHash } from 'node:crypto'
import type { AnswerReader, CreateReader, ProviderEvent } from '../provider.ts'
import { toResponseId } from './response-id.ts'
import { SketchLine } from './sketch-answer.ts'

const newline = 0x0a

/** Reads the newline-delimited JSON of the sketch provider. Whole only with its `done` line. */
export const createSketchReader: CreateReader = (): AnswerReader => {
  let unfinishedLine: Uint8Array[] = []
  let record = ''
  let isOver = false

  function readLine(text: string): ProviderEvent[] {
    if (isOver) return []
    const line = parseLine(text)
    if (line === null) {
      isOver = true
      return [
        {
          kind: 'refusal',
          failure: { kind: 'unreadable-answer', detail: text.slice(0, 200) },
        },
      ]
    }
    record += `${JSON.stringify(withoutPicture(line))}\n`
    isOver = line.kind === 'done' || line.kind === 'failed'
    return toEvents(line, record)
  }

  return {
    push(bytes) {
      const events: ProviderEvent[] = []
      let start = 0
      for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
        const line = Buffer.concat([...unfinishedLine, bytes.subarray(start, end)]).toString('utf8')
        events.push(...readLine(line))
        unfinishedLine = []
        start = end + 1
      }
      // A copy: the caller may reuse its buffer.
      if (start < bytes.length) unfinishedLine.push(bytes.slice(start))
      return events
    },
    end() {
      if (isOver) return []
      isOver = true
      return [{ kind: 'refusal', failure: { kind: 'incomplete' } }]
    },
  }
}

function parseLine(text: string): SketchLine | null {
  try {
    return SketchLine.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // Not JSON: the caller says so.
    return null
  }
}

function toEvents(line: SketchLine, record: string): ProviderEvent[] {
  switch (line.kind) {
    case 'partial':
      return [
        {
          kind: 'partial',
          position: line.position,
          index: line.index,
          bytes: fromBase64(line.picture),
        },
      ]
    case 'image': {
      const bytes = fromBase64(line.picture)
      const { position, revisedPrompt = null } = line
      return [
        { kind: 'image', position, bytes, revisedPrompt },
        ...(position === 0 ? [{ kind: 'response-id', responseId: toResponseId(bytes) } as const] : []),
      ]
    }
    case 'misbehaving-on-purpose':
      return []
    case 'failed':
      return [{ kind: 'refusal', failure: line.failure }]
    case 'done':
      return [
        { kind: 'actual-params', params: line.actualParams },
        { kind: 'done', record },
      ]
  }
}

/** The line as it is kept for provenance: the picture itself lies in the library under this hash. */
function withoutPicture(line: SketchLine): object {
  if (line.kind !== 'partial' && line.kind !== 'image') return line
  const bytes = fromBase64(line.picture)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { ...line, picture: `<${bytes.length} bytes, sha256 ${sha256}>` }
}

const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
