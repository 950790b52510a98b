import { useMutation } from '@tanstack/react-query'
import type { CallInput } from '#shared/contract.ts'
import { assertNever } from '#shared/result.ts'
import { ask } from './ask.ts'

// What these begin is followed as a task (`data/tasks.ts`). `cancelled`: the person closed the system's dialog.

export type ImportSource = CallInput<'import.choose'>['what']

export const useChooseImport = () => useMutation({ mutationFn: (what: ImportSource) => ask('import.choose', { what }) })

export const useVerifyLibrary = () => useMutation({ mutationFn: () => ask('library.verify', {}) })

/** What is taken out and in which form. `ids: null` = the whole library without its Trash. */
export type ExportOrder = { readonly ids: readonly number[] | null } & (
  | { readonly what: 'pictures'; readonly form: PictureForm; readonly nameTemplate: string }
  | { readonly what: 'archive' }
  | { readonly what: 'records'; readonly format: CallInput<'export.records'>['format'] }
  | { readonly what: 'contact-sheet'; readonly to: CallInput<'export.contactSheet'>['to'] }
)
export type PictureForm = CallInput<'export.images'>['form']

export const useExport = () => useMutation({ mutationFn: startExport })

async function startExport(order: ExportOrder): Promise<unknown> {
  const ids = order.ids === null ? null : [...order.ids]
  switch (order.what) {
    case 'pictures':
      return ask('export.images', {
        ids: ids ?? (await listLibrary()),
        form: order.form,
        nameTemplate: order.nameTemplate,
      })
    case 'archive':
      return ask('export.archive', { ids })
    case 'records':
      return ask('export.records', { ids, format: order.format })
    case 'contact-sheet':
      return ask('export.contactSheet', { ids: ids ?? (await listLibrary()), to: order.to })
    default:
      return assertNever(order)
  }
}

/** Every picture outside the Trash, oldest first, as it would be numbered in a folder. */
async function listLibrary(): Promise<number[]> {
  const { ids } = await ask('images.list', {
    query: { text: '', place: 'library', collectionId: null },
    arrangement: { sort: 'oldest', groupBy: 'none', isStacked: false },
  })
  return [...ids].filter((id) => id > 0)
}
