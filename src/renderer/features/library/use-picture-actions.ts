import { useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { ask } from '../../data/ask.ts'
import { FailureError } from '../../data/failure-error.ts'
import {
  findAllImageIds,
  loadedImages,
  loadImage,
  useRestore,
  useSetFavorite,
  useSetRating,
  useTrash,
} from '../../data/images.ts'
import { describeFailure } from '../../describe-failure.ts'
import { loadPrompt } from '../../load-draft.ts'
import { showToast } from '../../ui/toast.tsx'
import { copyPicture } from './copy-picture.ts'
import { useLibraryStore } from './library-store.ts'
import { afterRemoval, type Selection, selectAll } from './selection.ts'

/** What can be done with given pictures. Each says on screen what came of it, also when it failed. */
export function usePictureActions() {
  const { t } = useTranslation('library')
  const { t: tFailure } = useTranslation('failures')
  const client = useQueryClient()
  const setFavorite = useSetFavorite()
  const setRating = useSetRating()
  const trash = useTrash()
  const restore = useRestore()
  const act = (work: Promise<void>): void => void work.catch((problem: unknown) => sayFailure(problem, tFailure))

  /** From the grid's pages where they are loaded, otherwise from main. */
  const readAll = (ids: readonly number[]) => {
    const loadedById = new Map(
      loadedImages(client, useLibraryStore.getState().filter).map((image) => [image.id, image]),
    )
    return Promise.all(ids.map(async (id) => loadedById.get(id) ?? (await loadImage(client, id)).image))
  }

  async function toggleFavorite(ids: readonly number[]): Promise<void> {
    const images = await readAll(ids)
    const isFavorite = !images.every((image) => image.isFavorite)
    await Promise.all(ids.map((id) => setFavorite.mutateAsync({ id, isFavorite })))
  }

  /** The rating that every one of them has already is taken away again. */
  async function rate(ids: readonly number[], wanted: number | null): Promise<void> {
    const images = await readAll(ids)
    const rating = images.every((image) => image.rating === wanted) ? null : wanted
    await Promise.all(ids.map((id) => setRating.mutateAsync({ id, rating })))
  }

  async function moveToTrash(ids: readonly number[]): Promise<void> {
    const goBack = await sendAway(ids, () => trash.mutateAsync(ids))
    showToast({
      title: t('trashed', { count: ids.length }),
      action: {
        label: t('undo'),
        run: () => act(restore.mutateAsync(ids).then(goBack)),
      },
    })
  }

  async function takeFromTrash(ids: readonly number[]): Promise<void> {
    const goBack = await sendAway(ids, () => restore.mutateAsync(ids))
    showToast({
      title: t('restored', { count: ids.length }),
      action: { label: t('undo'), run: () => act(trash.mutateAsync(ids).then(goBack)) },
    })
  }

  /** Pictures leave the list they are seen in; what stood next to them is looked at instead. Returns the way back. */
  async function sendAway(ids: readonly number[], leave: () => Promise<unknown>): Promise<() => void> {
    const { viewer, room, selectedImageId } = useAppStore.getState()
    const { filter, selection } = useLibraryStore.getState()
    const removed = new Set(ids)
    const orderedIds = viewer?.imageIds ?? loadedImages(client, filter).map((image) => image.id)
    await leave()

    const next = afterRemoval(removed, orderedIds)
    if (viewer !== null)
      showInViewer(
        next.focusId,
        orderedIds.filter((id) => !removed.has(id)),
      )
    if (room === 'library') chooseInGrid(next)
    return () => {
      if (viewer !== null && useAppStore.getState().viewer !== null) showInViewer(viewer.imageId, viewer.imageIds)
      else useAppStore.getState().selectImage(selectedImageId)
      if (room === 'library') useLibraryStore.getState().select(selection)
    }
  }

  /** Those that are not loaded yet too: what follows, a deletion perhaps, must mean what the number says. */
  async function chooseAll(): Promise<void> {
    const { filter } = useLibraryStore.getState()
    const ids = await findAllImageIds(filter)
    const { selection, select } = useLibraryStore.getState()
    select(selectAll(selection, ids))
  }

  async function copyImage(id: number): Promise<void> {
    const { image } = await loadImage(client, id)
    await copyPicture(image).then(
      () => showToast({ title: t('copiedImage'), tone: 'success' }),
      () => showToast({ title: t('copyImageFailedTitle'), description: t('copyImageFailedBody'), tone: 'danger' }),
    )
  }

  async function copyPrompt(id: number): Promise<void> {
    const { generation } = await loadImage(client, id)
    if (generation === null) return showToast({ title: t('noPromptTitle'), description: t('noPromptBody') })
    await navigator.clipboard.writeText(generation.typedPrompt).then(
      () => showToast({ title: t('copiedPrompt'), tone: 'success' }),
      () => showToast({ title: t('copyPromptFailedTitle'), description: t('copyPromptFailedBody'), tone: 'danger' }),
    )
  }

  /** Looking at a picture never changes the draft; this does, and can be taken back. */
  async function startFromPrompt(id: number): Promise<void> {
    const { generation } = await loadImage(client, id)
    if (generation === null) return showToast({ title: t('noPromptTitle'), description: t('noPromptBody') })
    loadPrompt(generation.typedPrompt)
  }

  async function saveAs(id: number): Promise<void> {
    const { path } = await ask('images.saveAs', { id })
    showToast({ title: t('saved'), description: path, tone: 'success' })
  }

  return {
    toggleFavorite: (ids: readonly number[]) => act(toggleFavorite(ids)),
    rate: (ids: readonly number[], rating: number | null) => act(rate(ids, rating)),
    moveToTrash: (ids: readonly number[]) => act(moveToTrash(ids)),
    takeFromTrash: (ids: readonly number[]) => act(takeFromTrash(ids)),
    chooseAll: () => act(chooseAll()),
    copyImage: (id: number) => act(copyImage(id)),
    copyPrompt: (id: number) => act(copyPrompt(id)),
    startFromPrompt: (id: number) => act(startFromPrompt(id)),
    saveAs: (id: number) => act(saveAs(id)),
    showInFolder: (id: number) => act(ask('images.showInFolder', { id }).then(() => undefined)),
  }
}

function showInViewer(imageId: number | null, imageIds: readonly number[]): void {
  const { openViewer, closeViewer, selectImage } = useAppStore.getState()
  if (imageId === null) {
    selectImage(null)
    closeViewer()
  } else openViewer(imageIds, imageId)
}

function chooseInGrid(selection: Selection): void {
  useLibraryStore.getState().select(selection)
  useAppStore.getState().selectImage(selection.focusId)
}

function sayFailure(problem: unknown, t: TFunction<'failures'>): void {
  const failure =
    problem instanceof FailureError
      ? problem.failure
      : ({ kind: 'unexpected', logId: '', detail: String(problem) } as const)
  // The person closed the system's dialog, and knows it.
  if (failure.kind === 'cancelled') return
  const { title, body } = describeFailure(failure, t)
  showToast({ title, description: body, tone: 'danger' })
}
