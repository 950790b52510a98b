import { useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { knownFoundImages } from '../../data/found-images.ts'
import { pictureIds, useImage } from '../../data/images.ts'
import { useCollections } from '../../data/organising.ts'
import { today } from '../../data/use-today.ts'
import { i18n } from '../../i18n/i18n.ts'
import { undoLoading, useIsDraftAsLoaded } from '../../load-draft.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { describeChange, undoLast, useUndoStore } from '../../undo.ts'
import { useLibraryStore } from './library-store.ts'
import { usePictureActions } from './use-picture-actions.ts'

const areas = ['library', 'organise'] as const
type Say = (t: TFunction<typeof areas>, language: string) => string
const ratings = [1, 2, 3, 4, 5] as const
const noIds: readonly number[] = []

/**
 * What can be done with pictures, for menu, palette, keys and buttons. Acts on the viewer's picture while the viewer is
 * open, in the Library on what is chosen, elsewhere on the one picture that is selected.
 */
export function useGalleryCommands(): readonly Command[] {
  const { t } = useTranslation(areas)
  const inEnglish = i18n.getFixedT('en', areas)
  const { room, viewer, selectedImageId, isProvenanceOpen, goTo, openViewer, toggleProvenance } = useAppStore()
  const { query, arrangement, selection, wantSearch } = useLibraryStore()
  const { openDialog, pickForCompare, showCompare } = useOrganiseStore.getState()
  const lastChange = useUndoStore((state) => state.changes.at(-1))
  const client = useQueryClient()
  const actions = usePictureActions()
  const { data: collections = [] } = useCollections()

  const isGrid = viewer === null && room === 'library'
  // In Create, Mod+Z means the words that are being written, or what has just been put in their place.
  const isCreate = viewer === null && room === 'create'
  const isDraftAsLoaded = useIsDraftAsLoaded() && isCreate
  // Elsewhere a picture that is selected is not in sight: no key may reach it.
  const shownId = viewer?.imageId ?? (isGrid || isCreate ? selectedImageId : null)
  const ids = useMemo(
    () => (isGrid ? [...selection.ids] : shownId === null || shownId < 0 ? noIds : [shownId]),
    [isGrid, selection.ids, shownId],
  )
  const onlyId = ids.length === 1 ? (ids[0] ?? null) : null
  const one = useImage(onlyId).data
  const isTrashed = isGrid ? query.place === 'trash' : one !== undefined && one.image.deletedAtMs !== null
  const hasPrompt = one !== undefined && (one.generation !== null || (one.metadata?.prompt ?? null) !== null)
  const hasPixels = one === undefined || one.image.pixelsDroppedAtMs === null
  const made = one?.generation ?? null
  const canGoOn = made !== null && made.status === 'succeeded' && made.responseId !== null
  const collection = isGrid ? collections.find(({ id }) => id === query.collectionId) : undefined

  const command = (
    id: string,
    say: Say,
    rest: Pick<Command, 'shortcut' | 'worksInFields' | 'group' | 'isEnabled' | 'run'>,
  ): Command => ({
    id,
    label: say(t, i18n.language),
    englishLabel: say(inEnglish, 'en'),
    ...rest,
  })
  /** Acts on any number of pictures. */
  const onAll = (shortcut: string | null, isEnabled: boolean, run: (ids: readonly number[]) => void) =>
    ({ shortcut, group: 'edit', isEnabled: isEnabled && ids.length > 0, run: () => run(ids) }) as const
  /** Acts on exactly one picture. */
  const onOne = (
    shortcut: string | null,
    group: 'file' | 'edit' | 'view',
    isEnabled: boolean,
    run: (id: number) => void,
  ) =>
    ({ shortcut, group, isEnabled: isEnabled && onlyId !== null, run: () => onlyId !== null && run(onlyId) }) as const
  const always = (group: 'file' | 'edit' | 'view', run: () => void) =>
    ({ shortcut: null, group, isEnabled: true, run }) as const

  const [firstId, secondId] = ids
  return [
    command(
      'changes.undo',
      (say, language) => {
        if (isDraftAsLoaded) return say('organise:commandUndo', { what: say('organise:whatDraft') })
        return lastChange === undefined
          ? say('organise:commandUndoNothing')
          : say('organise:commandUndo', { what: describeChange(lastChange, language) })
      },
      {
        shortcut: 'Mod+Z',
        worksInFields: isDraftAsLoaded,
        group: 'edit',
        isEnabled: isDraftAsLoaded || (lastChange !== undefined && (room === 'library' || viewer !== null)),
        run: () => (isDraftAsLoaded ? undoLoading() : void undoLast()),
      },
    ),
    command('library.search', (say) => say('commandSearch'), {
      shortcut: 'Mod+F',
      group: 'edit',
      isEnabled: true,
      run: () => {
        goTo('library')
        wantSearch(true)
      },
    }),
    command('library.selectAll', (say) => say('commandSelectAll'), {
      shortcut: null,
      group: 'edit',
      isEnabled: isGrid,
      run: actions.chooseAll,
    }),
    command('picture.open', (say) => say('commandOpen'), {
      ...onOne('Enter', 'view', viewer === null, (id) => {
        const found = isGrid ? knownFoundImages(client, { query, arrangement }, today()) : undefined
        openViewer(found === undefined ? [id] : pictureIds(found.ids), id)
      }),
    }),
    command('picture.compare', (say) => say(ids.length === 2 ? 'organise:compareTwo' : 'organise:compareWith'), {
      shortcut: 'C',
      group: 'view',
      isEnabled: ids.length === 1 || ids.length === 2,
      run: () => {
        if (firstId === undefined) return
        if (secondId !== undefined) return showCompare(firstId, secondId)
        pickForCompare(firstId)
        goTo('library')
      },
    }),
    command('picture.provenance', (say) => say(isProvenanceOpen ? 'organise:hideProvenance' : 'showProvenance'), {
      shortcut: 'I',
      group: 'view',
      isEnabled: shownId !== null,
      run: toggleProvenance,
    }),
    command(
      'picture.favorite',
      (say) => say(one?.image.isFavorite === true ? 'commandUnfavorite' : 'commandFavorite'),
      onAll('F', true, actions.toggleFavorite),
    ),
    ...ratings.map((count) =>
      command(
        `picture.rate-${count}`,
        (say) => say('commandRate', { count }),
        onAll(String(count), true, (all) => actions.rate(all, count)),
      ),
    ),
    command(
      'picture.rate-0',
      (say) => say('commandRateNone'),
      onAll('0', true, (all) => actions.rate(all, null)),
    ),
    command(
      'picture.editTags',
      (say) => say('organise:editTags'),
      onAll('T', true, (all) => openDialog({ kind: 'edit-tags', ids: all })),
    ),
    command(
      'picture.addToCollection',
      (say) => say('organise:addToCollection'),
      onAll('Shift+C', true, (all) => openDialog({ kind: 'add-to-collection', ids: all })),
    ),
    command(
      'picture.removeFromCollection',
      (say) =>
        collection === undefined
          ? say('organise:removeFromCollection')
          : say('organise:removeFromThisCollection', { name: collection.name }),
      onAll(
        null,
        collection !== undefined,
        (all) => collection !== undefined && actions.takeFromCollection(all, collection.id),
      ),
    ),
    command('picture.copyImage', (say) => say('commandCopyImage'), {
      ...onOne('Mod+Shift+C', 'edit', hasPixels, actions.copyImage),
    }),
    command(
      'picture.copyPrompt',
      (say) => say('commandCopyPrompt'),
      onOne(null, 'edit', hasPrompt, actions.copyPrompt),
    ),
    command('picture.copyRecord', (say) => say('organise:copyRecord'), onOne(null, 'edit', true, actions.copyRecord)),
    command(
      'picture.usePrompt',
      (say) => say('commandUsePrompt'),
      onOne(null, 'edit', hasPrompt, actions.startFromPrompt),
    ),
    command(
      'picture.useEverything',
      (say) => say('organise:useEverything'),
      onOne(null, 'edit', one !== undefined && one.generation !== null, actions.startFromEverything),
    ),
    command(
      'picture.useAsReference',
      (say) => say('organise:useAsReference'),
      onOne(null, 'edit', hasPixels, actions.useAsReference),
    ),
    command(
      'picture.edit',
      (say) => say('organise:editPicture'),
      onOne('E', 'edit', hasPixels && !isTrashed, useAppStore.getState().editImage),
    ),
    command('picture.goOn', (say) => say('organise:goOnFrom'), onOne(null, 'edit', canGoOn, actions.continueFrom)),
    command('picture.saveAs', (say) => say('commandSaveAs'), onOne('Mod+S', 'file', hasPixels, actions.saveAs)),
    command(
      'picture.showInFolder',
      (say) => say('commandShowInFolder'),
      onOne(null, 'file', hasPixels, actions.showInFolder),
    ),
    command(
      'picture.dropPixels',
      (say) => say('organise:dropPixels'),
      onAll(null, hasPixels && !isTrashed, (all) => openDialog({ kind: 'drop-pixels', ids: all })),
    ),
    command('picture.trash', (say) => say('commandTrash'), onAll('Delete', !isTrashed, actions.moveToTrash)),
    command('picture.restore', (say) => say('organise:restore'), onAll('R', isTrashed, actions.takeFromTrash)),
    command(
      'picture.deleteForGood',
      (say) => say('organise:deleteForGood'),
      onAll('Delete', isTrashed, (all) => openDialog({ kind: 'delete-for-good', ids: all })),
    ),
    command(
      'library.emptyTrash',
      (say) => say('organise:emptyTrash'),
      always('file', () => openDialog({ kind: 'empty-trash', deletedBeforeMs: null })),
    ),
    command(
      'library.newCollection',
      (say) => say('organise:newCollection'),
      always('file', () => openDialog({ kind: 'new-collection', parentId: null })),
    ),
    command(
      'library.manageTags',
      (say) => say('organise:manageTags'),
      always('edit', () => openDialog({ kind: 'manage-tags' })),
    ),
    command('library.findDuplicates', (say) => say('organise:findDuplicates'), always('file', actions.findDuplicates)),
  ]
}
