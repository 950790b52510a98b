import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { TaskOutcome } from '#shared/task.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { TaskContext } from '../tasks/task-context.ts'

/** Pictures that are looked at side by side: enough to keep every image process busy. */
const atOnce = 8

/**
 * Finds pictures that are the same file or look alike. Those that nobody has looked at yet are looked at first, which
 * makes their thumbnails; what was done stays when it is stopped.
 */
export async function findDuplicates(
  library: LibraryClient,
  /** Keeps what it looks like along with it. `null`: it cannot be decoded. */
  makeThumbnail: (sha256: string) => Promise<unknown>,
  { signal, report }: TaskContext,
): Promise<Result<TaskOutcome, Failure>> {
  const { sha256s } = await library.reader.contentsNotLookedAt({})
  const waiting = hexOf(sha256s)
  const total = sha256s.byteLength / sha256Bytes
  let done = 0
  report({ done, total })
  const lookAtSome = async (): Promise<void> => {
    for (const sha256 of waiting) {
      signal.throwIfAborted()
      await makeThumbnail(sha256)
      done += 1
      report({ done, total })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lookAtSome))
  const groups = await library.reader.groupDuplicates({}, { signal, report: () => undefined })
  return ok({ kind: 'duplicates', groups })
}

const sha256Bytes = 32

function* hexOf(sha256s: Uint8Array): Generator<string> {
  for (let start = 0; start < sha256s.byteLength; start += sha256Bytes)
    yield Buffer.from(sha256s.subarray(start, start + sha256Bytes)).toString('hex')
}
