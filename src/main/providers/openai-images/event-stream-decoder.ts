interface ServerSentEvent {
  /** `message` where the stream names none. */
  readonly name: string
  readonly data: Buffer
}

const maxLines = 200_000
const lineFeed = 0x0a
const carriageReturn = 0x0d
const colon = 0x3a
const space = 0x20
const newline = Buffer.from('\n')

/**
 * Server-sent events from bytes cut anywhere (https://html.spec.whatwg.org/multipage/server-sent-events.html §9.2.6).
 * Lines are decoded whole, so a cut inside a character does no harm. Unlike a browser it also hands out an event whose
 * closing blank line never came: the picture in it may be complete, and was paid for.
 */
export class EventStreamDecoder {
  #unfinishedLine: Buffer[] = []
  #endsWithCarriageReturn = false
  #name = ''
  #data: Buffer[] = []
  #lineCount = 0

  /** No stream of pictures has that many lines; what follows is no longer looked at. */
  get isFlooded(): boolean {
    return this.#lineCount > maxLines
  }

  push(bytes: Uint8Array): readonly ServerSentEvent[] {
    const events: ServerSentEvent[] = []
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let nextFeed = chunk.indexOf(lineFeed)
    let nextReturn = chunk.indexOf(carriageReturn)
    let from = 0
    while (from < chunk.length && this.#lineCount <= maxLines) {
      // The second half of a CRLF that the chunks were cut through, or that the last line left behind.
      if (this.#endsWithCarriageReturn && chunk[from] === lineFeed) from += 1
      this.#endsWithCarriageReturn = false

      if (nextFeed !== -1 && nextFeed < from) nextFeed = chunk.indexOf(lineFeed, from)
      if (nextReturn !== -1 && nextReturn < from) nextReturn = chunk.indexOf(carriageReturn, from)
      const end = nextFeed === -1 || nextReturn === -1 ? Math.max(nextFeed, nextReturn) : Math.min(nextFeed, nextReturn)
      if (end === -1) break
      this.#unfinishedLine.push(chunk.subarray(from, end))
      this.#endsWithCarriageReturn = chunk[end] === carriageReturn
      from = end + 1
      const event = this.#takeLine()
      if (event !== null) events.push(event)
    }
    // Copied: the caller may reuse its buffer.
    if (from < chunk.length) this.#unfinishedLine.push(Buffer.from(chunk.subarray(from)))
    return events
  }

  end(): readonly ServerSentEvent[] {
    const last = this.#takeLine() ?? this.#takeEvent()
    return last === null ? [] : [last]
  }

  #takeLine(): ServerSentEvent | null {
    this.#lineCount += 1
    const whole = this.#unfinishedLine.length === 1 ? this.#unfinishedLine[0] : undefined
    const line = whole ?? Buffer.concat(this.#unfinishedLine)
    this.#unfinishedLine = []
    if (line.length === 0) return this.#takeEvent()
    const separator = line.indexOf(colon)
    const field = line.toString('latin1', 0, separator === -1 ? line.length : Math.min(separator, 16))
    const valueStart = separator === -1 ? line.length : separator + (line[separator + 1] === space ? 2 : 1)
    if (field === 'event') this.#name = line.toString('utf8', valueStart)
    if (field === 'data') this.#data.push(Buffer.from(line.subarray(valueStart)))
    return null
  }

  #takeEvent(): ServerSentEvent | null {
    const name = this.#name === '' ? 'message' : this.#name
    const lines = this.#data
    this.#name = ''
    this.#data = []
    if (lines.length === 0) return null
    return { name, data: Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [newline, line]))) }
  }
}
