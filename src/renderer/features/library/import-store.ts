import { create } from 'zustand'
import type { Failure } from '#shared/failure.ts'
import { importImage } from '../../data/images.ts'

export interface RefusedFile {
  /** `null` = pasted, without a name. */
  readonly fileName: string | null
  readonly failure: Failure
}

export interface ImportOutcome {
  readonly importedIds: readonly number[]
  readonly refused: readonly RefusedFile[]
}

/** Why what was dropped could not be taken in as it came. */
export type ImportHint =
  /** A browser gave the picture's address and not the picture. */
  { readonly kind: 'address-only' } | { readonly kind: 'archive'; readonly fileName: string }

interface ImportState {
  /** `null` = nothing is being imported. */
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly isCancelling: boolean
  /** Stays until it was read and dismissed. */
  readonly refused: readonly RefusedFile[]
  readonly hint: ImportHint | null
  /** Takes in no more; what is in stays. */
  readonly cancel: () => void
  readonly dismissRefused: () => void
  readonly dismissHint: () => void
}

export const useImportStore = create<ImportState>()((set) => ({
  progress: null,
  isCancelling: false,
  refused: [],
  hint: null,
  cancel: () => set({ isCancelling: true }),
  dismissRefused: () => set({ refused: [] }),
  dismissHint: () => set({ hint: null }),
}))

/** A file that was dropped or pasted. Nothing of it is read before its turn. */
export interface IncomingFile {
  readonly fileName: string | null
  readonly open: () => Promise<File>
}

/**
 * Takes files in one after another: one file's bytes in memory at a time, however many were dropped. One that is refused
 * does not stop the rest. Files that come while others are being taken in add to the same progress.
 */
export async function importFiles(files: readonly IncomingFile[]): Promise<ImportOutcome> {
  addToProgress({ done: 0, total: files.length })
  const importedIds: number[] = []
  const refused: RefusedFile[] = []
  for (const { fileName, open } of files) {
    if (!useImportStore.getState().isCancelling) {
      // One that has gone since it was dropped refuses to be opened.
      const file = await open().catch(() => null)
      const result = file === null ? null : await importImage(file, fileName)
      if (result?.ok) importedIds.push(result.value.id)
      else refused.push({ fileName, failure: result?.failure ?? { kind: 'unsupported-file', fileName } })
    }
    addToProgress({ done: 1, total: 0 })
  }
  useImportStore.setState(({ progress, isCancelling, refused: before }) => {
    const isGoingOn = progress !== null && progress.done < progress.total
    return {
      refused: [...before, ...refused],
      progress: isGoingOn ? progress : null,
      isCancelling: isGoingOn && isCancelling,
    }
  })
  return { importedIds, refused }
}

function addToProgress(more: { readonly done: number; readonly total: number }): void {
  useImportStore.setState(({ progress }) => ({
    progress: { done: (progress?.done ?? 0) + more.done, total: (progress?.total ?? 0) + more.total },
  }))
}
