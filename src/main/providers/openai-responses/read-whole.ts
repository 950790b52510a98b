import { APIConnectionError } from 'openai'
import { maxRecordBytes } from '../openai-images/answer-limits.ts'
import { readImagesJson } from '../openai-images/images-json.ts'

export interface WholeBody {
  readonly chunks: readonly Uint8Array[]
  /** The response is not ready: it is to be asked for by this id. */
  readonly pendingId: string | null
}

/** A body to its end, and whether it only says that the response is still being made. */
export async function readWhole(body: AsyncIterable<Uint8Array>): Promise<WholeBody> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      bytes += chunk.byteLength
    }
  } catch (cause) {
    // What reading a body throws has no type of its own; this is what it means.
    throw new APIConnectionError({ message: 'The answer broke off.', ...(cause instanceof Error && { cause }) })
  }
  // Only pictures weigh more, and what has pictures is ready.
  return { chunks, pendingId: bytes > maxRecordBytes ? null : findPendingId(Buffer.concat(chunks)) }
}

function findPendingId(body: Buffer): string | null {
  const json = readImagesJson(body)
  if (typeof json === 'string') return null
  const { status } = json.value
  return status === 'queued' || status === 'in_progress' ? toResponseId(json.text(json.value['id'])) : null
}

/** It becomes part of an address: anything but the id it should be is none. */
export const toResponseId = (id: string | null): string | null => (id !== null && /^[\w-]{1,200}$/.test(id) ? id : null)
