import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { GridCard } from '#shared/image.ts'
import { useAppStore } from '../../app-store.ts'
import { ask } from '../../data/ask.ts'
import { knownFoundImages } from '../../data/found-images.ts'
import { findAllImageIds, loadImage, pictureIds } from '../../data/images.ts'
import { today } from '../../data/use-today.ts'
import { addReference, goOnFrom, loadEverything, loadPrompt } from '../../load-draft.ts'
import { sayFailure } from '../../say-failure.ts'
import { showToast } from '../../ui/toast.tsx'
import { useChangePictures } from '../../use-change-pictures.ts'
import { copyPicture } from './copy-picture.ts'
import { useLibraryStore } from './library-store.ts'
import { afterRemoval, type Selection, selectAll } from './selection.ts'

/** What can be done with given pictures. Each says on screen what came of it, also when it failed. */
export function usePictureActions() {
  const { t } = useTranslation('library')
  const { t: tOrganise } = useTranslation('organise')
  const client = useQueryClient()
  const change = useChangePictures()
  const act = (work: Promise<unknown>): void => void work.catch(sayFailure)

  async function toggleFavorite(ids: readonly number[]): Promise<void> {
    const isFavorite = !(await areAll(ids, (image) => image.isFavorite))
    await change.mark(ids, { kind: 'favorite', isFavorite })
  }

  /** The rating that every one of them has already is taken away again. */
  async function rate(ids: readonly number[], wanted: number | null): Promise<void> {
    const rating = wanted !== null && (await areAll(ids, (image) => image.rating === wanted)) ? null : wanted
    await change.mark(ids, { kind: 'rating', rating })
  }

  /** One picture is asked of its record, which shows a change before it is confirmed; many in parts, until one differs. */
  async function areAll(
    ids: readonly number[],
    test: (image: Pick<Extract<GridCard, { kind: 'image' }>, 'isFavorite' | 'rating'>) => boolean,
  ): Promise<boolean> {
    const [onlyId] = ids
    if (ids.length === 1 && onlyId !== undefined) return test((await loadImage(client, onlyId)).image)
    for (let start = 0; start < ids.length; start += 500) {
      const { cards } = await ask('images.cards', { ids: ids.slice(start, start + 500) })
      if (!cards.every((card) => card.kind === 'image' && test(card))) return false
    }
    return true
  }

  /** Pictures leave the list they are seen in; what stood next to them is looked at instead. Undo finds the way back. */
  async function sendAway(
    ids: readonly number[],
    leave: (ids: readonly number[], goBack: () => void) => Promise<boolean>,
  ): Promise<void> {
    const { viewer, room, selectedImageId } = useAppStore.getState()
    const { query, arrangement, selection } = useLibraryStore.getState()
    const removed = new Set(ids)
    const orderedIds =
      viewer?.imageIds ?? pictureIds(knownFoundImages(client, { query, arrangement }, today())?.ids ?? new Int32Array())
    const goBack = (): void => {
      if (viewer !== null && useAppStore.getState().viewer !== null) showInViewer(viewer.imageId, viewer.imageIds)
      else useAppStore.getState().selectImage(selectedImageId)
      if (room === 'library' && useLibraryStore.getState().query === query) useLibraryStore.getState().select(selection)
    }
    if (!(await leave(ids, goBack))) return

    const next = afterRemoval(removed, orderedIds)
    if (viewer !== null)
      showInViewer(
        next.focusId,
        orderedIds.filter((id) => !removed.has(id)),
      )
    if (room === 'library') chooseInGrid(next)
  }

  /** Those that are not loaded yet too: what follows, a deletion perhaps, must mean what the number says. */
  async function chooseAll(): Promise<void> {
    const { query, arrangement } = useLibraryStore.getState()
    const ids = await findAllImageIds(client, { query, arrangement })
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

  async function copyText(text: string, done: string): Promise<void> {
    await navigator.clipboard.writeText(text).then(
      () => showToast({ title: done, tone: 'success' }),
      () => showToast({ title: t('copyPromptFailedTitle'), description: t('copyPromptFailedBody'), tone: 'danger' }),
    )
  }

  /** As typed here, or as another program wrote it into the file. */
  async function readPrompt(id: number): Promise<string | null> {
    const { generation, metadata } = await loadImage(client, id)
    const prompt = generation?.typedPrompt ?? metadata?.prompt ?? null
    if (prompt === null) showToast({ title: t('noPromptTitle'), description: t('noPromptBody') })
    return prompt
  }

  async function copyPrompt(id: number): Promise<void> {
    const prompt = await readPrompt(id)
    if (prompt !== null) await copyText(prompt, t('copiedPrompt'))
  }

  /** Everything that is known of the picture, for people and programs that read JSON. */
  async function copyRecord(id: number): Promise<void> {
    const { image, generation, tags, collectionIds, metadata } = await loadImage(client, id)
    const { collections } = await ask('collections.list', {})
    const names = collections.filter((each) => collectionIds.includes(each.id)).map(({ name }) => name)
    const record = { image, generation, tags, collections: names, metadata }
    await copyText(JSON.stringify(record, null, 2), tOrganise('copiedRecord'))
  }

  /** Looking at a picture never changes the draft; this does, and can be taken back. */
  async function startFromPrompt(id: number): Promise<void> {
    const prompt = await readPrompt(id)
    if (prompt !== null) loadPrompt(prompt, id)
  }

  async function startFromEverything(id: number): Promise<void> {
    const { generation } = await loadImage(client, id)
    if (generation !== null) loadEverything(generation, id)
  }

  async function continueFrom(id: number): Promise<void> {
    const { generation } = await loadImage(client, id)
    if (generation !== null) goOnFrom(generation)
  }

  async function saveAs(id: number): Promise<void> {
    const { path } = await ask('images.saveAs', { id })
    showToast({ title: t('saved'), description: path, tone: 'success' })
  }

  async function findDuplicates(): Promise<void> {
    // The rail shows that it is under way, and a notice what was found.
    await ask('library.findDuplicates', {})
  }

  return {
    toggleFavorite: (ids: readonly number[]) => act(toggleFavorite(ids)),
    rate: (ids: readonly number[], rating: number | null) => act(rate(ids, rating)),
    moveToTrash: (ids: readonly number[]) => act(sendAway(ids, change.trash)),
    takeFromTrash: (ids: readonly number[]) => act(sendAway(ids, change.restore)),
    takeFromCollection: (ids: readonly number[], collectionId: number) =>
      act(sendAway(ids, (all, goBack) => change.uncollect(all, collectionId, goBack))),
    chooseAll: () => act(chooseAll()),
    copyImage: (id: number) => act(copyImage(id)),
    copyPrompt: (id: number) => act(copyPrompt(id)),
    copyRecord: (id: number) => act(copyRecord(id)),
    startFromPrompt: (id: number) => act(startFromPrompt(id)),
    startFromEverything: (id: number) => act(startFromEverything(id)),
    continueFrom: (id: number) => act(continueFrom(id)),
    useAsReference: addReference,
    saveAs: (id: number) => act(saveAs(id)),
    showInFolder: (id: number) => act(ask('images.showInFolder', { id })),
    findDuplicates: () => act(findDuplicates()),
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
