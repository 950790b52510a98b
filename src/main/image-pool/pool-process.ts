/**
 * What the pool needs of a child process, and no more: Electron's `utilityProcess` and Node's `child_process` both
 * fit. Bytes travel as `Uint8Array`, so messages must be structured clones, not JSON.
 */
export interface PoolProcess {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Once, however it ended. */
  onExit(listener: () => void): void
  kill(): void
}
