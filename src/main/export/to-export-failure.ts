import type { FailureOf } from '#shared/failure.ts'

/** What the disk refused in a place outside the library; `null` for anything else, which is a defect. */
export function toExportFailure(cause: unknown): FailureOf<'disk-full' | 'bad-request'> | null {
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return null
  const detail = `${cause.code}: ${cause.message}`.slice(0, 4000)
  if (cause.code === 'ENOSPC' || cause.code === 'EDQUOT') return { kind: 'disk-full', detail }
  return /^E[A-Z0-9]+$/.test(cause.code) ? { kind: 'bad-request', field: 'path', detail } : null
}
