import type { ProviderId } from '#shared/provider-id.ts'
import type { SpoolFolder } from '../generations/spool.ts'
import type { PricedCall, PricedCost } from '../providers/pricing.ts'
import type { CreateReader } from '../providers/provider.ts'
import type { BlobStore } from './blob-store.ts'
import type { Db } from './database.ts'
import type { LibraryPaths } from './library-paths.ts'
import type { LibraryProblem } from './library-problem.ts'
import type { RecordFiles } from './record-files.ts'
import type { SidecarKeeper } from './sidecar-keeper.ts'
import type { Thumbnails } from './thumbnails.ts'

/** What a library needs from the world around it. */
export interface LibraryWorld {
  readonly readers: Readonly<Record<ProviderId, CreateReader>>
  /** What one model's part in a call costs; `null` = unknown. */
  readonly costOf: (call: PricedCall) => PricedCost | null
  readonly nowMs: () => number
  /** Room left on the disk that holds `folder`. */
  readonly freeBytes: (folder: string) => Promise<number>
  /** Takes what went wrong beside the call, so that it is told and not lost. */
  readonly report: (cause: unknown) => void
}

/** An open library: everything its operations work with. */
export interface Library {
  readonly id: string
  readonly paths: LibraryPaths
  readonly db: Db
  readonly blobs: BlobStore
  /** Whoever changes marks of images calls `touch` after the commit. */
  readonly sidecars: SidecarKeeper
  /** Whoever changes an experiment calls `touch` after the commit. */
  readonly experiments: RecordFiles
  /** Whoever changes a mask calls `touch` after the commit. */
  readonly masks: RecordFiles
  readonly spools: SpoolFolder
  readonly thumbnails: Thumbnails
  readonly world: LibraryWorld
  /** Why nothing can be written, `null` where it can: `db` is a copy then, and a change to it would be lost. */
  readonly refusal: LibraryProblem | null
}
