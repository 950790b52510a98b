import type { FailureOf } from '#shared/failure.ts'

/** Why a file or folder could not be read, by the system's own name for it. Anything else is a defect, and thrown. */
export function toRefusal(cause: unknown, fileName: string): FailureOf<'damaged-file'> {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && 'syscall' in cause)
    return { kind: 'damaged-file', fileName, detail: cause.code }
  throw cause
}
