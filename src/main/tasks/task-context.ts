/** What long work is given: told to stop by `signal`, it throws the signal's reason; it reports how far it is. */
export interface TaskContext {
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
}

export interface Progress {
  readonly done: number
  /** `null` = not known yet. */
  readonly total: number | null
}
