import type { Command } from './command.ts'

const groups: readonly (readonly string[])[] = [
  ['picture.open', 'picture.edit', 'picture.compare', 'picture.provenance'],
  ['picture.favorite', 'picture.editTags', 'picture.addToCollection', 'picture.removeFromCollection'],
  ['picture.usePrompt', 'picture.useEverything', 'picture.useAsReference', 'picture.goOn'],
  ['picture.copyImage', 'picture.copyPrompt', 'picture.copyRecord'],
  ['picture.export', 'picture.saveAs', 'picture.showInFolder'],
  ['picture.dropPixels', 'picture.trash', 'picture.restore', 'picture.deleteForGood'],
]
/** Shown only where they can be used: they exclude each other, or belong to one place. */
const onlyWhereUsable: readonly string[] = [
  'picture.removeFromCollection',
  'picture.dropPixels',
  'picture.trash',
  'picture.restore',
  'picture.deleteForGood',
]

/** What a right click on a picture offers, in groups: the same commands that keys, menu and palette have. */
export const pictureMenu = (commands: readonly Command[]): readonly (readonly Command[])[] =>
  groups.map((ids) =>
    ids.flatMap((id) => {
      const command = commands.find((candidate) => candidate.id === id)
      return command === undefined || (!command.isEnabled && onlyWhereUsable.includes(id)) ? [] : [command]
    }),
  )
