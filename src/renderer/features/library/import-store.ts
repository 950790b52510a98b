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

interface ImportState {
  /** `null` = nothing is being imported. */
  readonly progress: { readonly done: number; readonly total: number } | null
  /** Stays until it was read and dismissed. */
  readonly refused: readonly RefusedFile[]
  readonly dismissRefused: () => void
}

export const useImportStore = create<ImportState>()((set) => ({
  progress: null,
  refused: [],
  dismissRefused: () => set({ refused: [] }),
}))

export interface NamedFile {
  readonly file: File
  readonly fileName: string | null
}

/**
 * Takes files in one after another: one file's bytes in memory at a time, however many were dropped. One that is refused
 * does not stop the rest. Files that come while others are being taken in add to the same progress.
 */
export async function importFiles(files: readonly NamedFile[]): Promise<ImportOutcome> {
  addToProgress({ done: 0, total: files.length })
  const importedIds: number[] = []
  const refused: RefusedFile[] = []
  for (const { file, fileName } of files) {
    const result = await importImage(file, fileName)
    if (result.ok) importedIds.push(result.value.id)
    else refused.push({ fileName, failure: result.failure })
    addToProgress({ done: 1, total: 0 })
  }
  useImportStore.setState(({ progress, refused: before }) => ({
    refused: [...before, ...refused],
    progress: progress !== null && progress.done < progress.total ? progress : null,
  }))
  return { importedIds, refused }
}

function addToProgress(more: { readonly done: number; readonly total: number }): void {
  useImportStore.setState(({ progress }) => ({
    progress: { done: (progress?.done ?? 0) + more.done, total: (progress?.total ?? 0) + more.total },
  }))
}
