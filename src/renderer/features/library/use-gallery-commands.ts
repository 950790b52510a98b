import { useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { loadedImages, useImage } from '../../data/images.ts'
import { i18n } from '../../i18n/i18n.ts'
import { useLibraryStore } from './library-store.ts'
import { useImport } from './use-import.ts'
import { usePictureActions } from './use-picture-actions.ts'

type Say = (t: TFunction<'library'>) => string
const ratings = [1, 2, 3, 4, 5] as const

/**
 * What can be done with pictures, for menu, palette, keys and buttons. Acts on the viewer's picture while the viewer is
 * open, in the Library on what is chosen, elsewhere on the one picture that is selected.
 */
export function useGalleryCommands(): readonly Command[] {
  const { t } = useTranslation('library')
  const inEnglish = i18n.getFixedT('en', 'library')
  const { room, viewer, selectedImageId, goTo, openViewer } = useAppStore()
  const { filter, selection, wantSearch } = useLibraryStore()
  const client = useQueryClient()
  const actions = usePictureActions()
  const { importFromDialog } = useImport()

  const isGrid = viewer === null && room === 'library'
  const shownId = viewer?.imageId ?? selectedImageId
  const ids: readonly number[] = isGrid ? [...selection.ids] : shownId === null ? [] : [shownId]
  const onlyId = ids.length === 1 ? (ids[0] ?? null) : null
  const one = useImage(onlyId).data
  const isTrashed = isGrid ? filter.isTrash : one !== undefined && one.image.trashedAtMs !== null
  const hasPrompt = one !== undefined && one.generation !== null

  const command = (id: string, say: Say, rest: Pick<Command, 'shortcut' | 'group' | 'isEnabled' | 'run'>): Command => ({
    id,
    label: say(t),
    englishLabel: say(inEnglish),
    ...rest,
  })
  /** Acts on any number of pictures. */
  const onAll = (shortcut: string | null, isEnabled: boolean, run: (ids: readonly number[]) => void) =>
    ({ shortcut, group: 'edit', isEnabled: isEnabled && ids.length > 0, run: () => run(ids) }) as const
  /** Acts on exactly one picture. */
  const onOne = (shortcut: string | null, group: 'file' | 'edit' | 'view', run: (id: number) => void) =>
    ({ shortcut, group, isEnabled: onlyId !== null, run: () => onlyId !== null && run(onlyId) }) as const

  return [
    command('library.search', (say) => say('commandSearch'), {
      shortcut: 'Mod+F',
      group: 'edit',
      isEnabled: true,
      run: () => {
        goTo('library')
        wantSearch(true)
      },
    }),
    command('library.import', (say) => say('commandImport'), {
      shortcut: 'Mod+I',
      group: 'file',
      isEnabled: true,
      run: () => void importFromDialog(),
    }),
    command('library.selectAll', (say) => say('commandSelectAll'), {
      shortcut: null,
      group: 'edit',
      isEnabled: isGrid,
      run: actions.chooseAll,
    }),
    command('picture.open', (say) => say('commandOpen'), {
      shortcut: 'Enter',
      group: 'view',
      isEnabled: viewer === null && onlyId !== null,
      run: () =>
        onlyId !== null && openViewer(isGrid ? loadedImages(client, filter).map(({ id }) => id) : [onlyId], onlyId),
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
    command('picture.copyImage', (say) => say('commandCopyImage'), onOne('Mod+Shift+C', 'edit', actions.copyImage)),
    command('picture.copyPrompt', (say) => say('commandCopyPrompt'), {
      ...onOne(null, 'edit', actions.copyPrompt),
      isEnabled: hasPrompt,
    }),
    command('picture.usePrompt', (say) => say('commandUsePrompt'), {
      ...onOne(null, 'edit', actions.startFromPrompt),
      isEnabled: hasPrompt,
    }),
    command('picture.saveAs', (say) => say('commandSaveAs'), onOne('Mod+S', 'file', actions.saveAs)),
    command('picture.showInFolder', (say) => say('commandShowInFolder'), onOne(null, 'file', actions.showInFolder)),
    command('picture.trash', (say) => say('commandTrash'), onAll('Delete', !isTrashed, actions.moveToTrash)),
    command('picture.restore', (say) => say('commandRestore'), onAll('R', isTrashed, actions.takeFromTrash)),
  ]
}
