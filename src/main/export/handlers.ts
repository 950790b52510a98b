import { basename } from 'node:path'
import type { Handlers } from '#shared/contract.ts'
import { findUnknownField } from '#shared/name-template.ts'
import { err, ok } from '#shared/result.ts'
import type { Settings } from '#shared/settings.ts'
import type { Desktop } from '../desktop.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { TaskRegistry } from '../tasks/task-registry.ts'
import type { Words } from '../words.ts'
import { chooseExportFile } from './choose-export-file.ts'
import { contactSheetAddress } from './contact-sheet-address.ts'
import { toExportFailure } from './to-export-failure.ts'
import { writeWholeFile } from './write-whole-file.ts'

export const createExportHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly tasks: TaskRegistry
  readonly desktop: Pick<Desktop, 'chooseFolder' | 'chooseSaveFile' | 'makePdf' | 'printPage'>
  readonly words: () => Words
  readonly language: () => Settings['language']
  readonly nowMs: () => number
}) => {
  const { whenOpen, tasks, desktop, words, language, nowMs } = options

  /** `null` when the person closed the dialog. */
  const chooseFile = (name: string, extension: string): Promise<string | null> =>
    chooseExportFile({ desktop, title: words().exportFile, name, extension, nowMs: nowMs() })

  return {
    'export.images': ({ ids, form, nameTemplate }) =>
      whenOpen(async (library) => {
        if (findUnknownField(nameTemplate) !== null) return err({ kind: 'bad-request', field: 'nameTemplate' })
        const folder = await desktop.chooseFolder(words().exportImages)
        if (folder === null) return err({ kind: 'cancelled' })
        const taskId = tasks.start({ kind: 'export', name: basename(folder) }, (context) =>
          library.reader.exportImages({ ids, form, nameTemplate, folder }, context),
        )
        return ok({ taskId })
      }),

    'export.records': ({ ids, format }) =>
      whenOpen(async (library) => {
        const path = await chooseFile('Diptych', format)
        if (path === null) return err({ kind: 'cancelled' })
        const taskId = tasks.start({ kind: 'export', name: basename(path) }, (context) =>
          library.reader.exportRecords({ ids, format, path }, context),
        )
        return ok({ taskId })
      }),

    'export.archive': ({ ids }) =>
      whenOpen(async (library) => {
        const path = await chooseFile('Diptych', 'diptych')
        if (path === null) return err({ kind: 'cancelled' })
        const taskId = tasks.start({ kind: 'export', name: basename(path) }, (context) =>
          library.reader.exportArchive({ ids, path }, context),
        )
        return ok({ taskId })
      }),

    'export.contactSheet': ({ ids, to }) =>
      whenOpen(async (library) => {
        const title = words().contactSheet
        const path = to === 'pdf' ? await chooseFile(title, 'pdf') : null
        if (to === 'pdf' && path === null) return err({ kind: 'cancelled' })
        const cards = await library.imageCards({ ids })
        const address = contactSheetAddress({ cards, title, language: language(), nowMs: nowMs() })
        if (path === null) {
          const printed = await desktop.printPage(address)
          if (printed.kind === 'printed') return ok({})
          return err(
            printed.kind === 'cancelled'
              ? { kind: 'cancelled' }
              : { kind: 'bad-request', field: 'printer', detail: printed.reason },
          )
        }
        const bytes = await desktop.makePdf(address)
        try {
          await writeWholeFile(path, (sink) => sink.write(bytes))
          return ok({})
        } catch (cause) {
          const failure = toExportFailure(cause)
          if (failure === null) throw cause
          return err(failure)
        }
      }),
  } satisfies Partial<Handlers>
}
