import { basename } from 'node:path'
import type { Handlers } from '#shared/contract.ts'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Task, TaskOutcome } from '#shared/task.ts'
import type { Desktop } from '../desktop.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import type { TaskRegistry } from '../tasks/task-registry.ts'

/** One kind of import: what it asks for, and what it does with the answer. */
interface Import {
  readonly kind: Task['kind']
  /** `null` when the person closed the dialog. */
  readonly choose: () => Promise<readonly string[] | null>
  readonly run: (
    library: LibraryClient,
    paths: readonly string[],
    context: TaskContext,
  ) => Promise<Result<TaskOutcome, Failure>>
}

/** Pictures that arrive are announced at most this often: each time the whole grid is asked for anew. */
const announceEveryMs = 2000

export const createImportHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly broadcast: Broadcast
  readonly tasks: TaskRegistry
  readonly desktop: Pick<Desktop, 'choosePictures' | 'chooseFolderOfPictures' | 'chooseArchive'>
  readonly nowMs: () => number
}) => {
  const { whenOpen, broadcast, tasks, desktop, nowMs } = options
  const oneOf = (path: string | null): readonly string[] | null => (path === null ? null : [path])
  const fromDisk: Import['run'] = async (library, paths, context) =>
    ok(await library.importFromDisk({ paths }, context))
  const imports: Readonly<Record<'files' | 'folder' | 'archive', Import>> = {
    files: { kind: 'import', choose: desktop.choosePictures, run: fromDisk },
    folder: {
      kind: 'import',
      choose: async () => oneOf(await desktop.chooseFolderOfPictures()),
      run: fromDisk,
    },
    archive: {
      kind: 'import-archive',
      choose: async () => oneOf(await desktop.chooseArchive()),
      run: (library, [path = ''], context) => library.importArchive({ path }, context),
    },
  }

  const announced = async (context: TaskContext, run: (context: TaskContext) => ReturnType<Import['run']>) => {
    let announcedAtMs = nowMs()
    const report: TaskContext['report'] = (progress) => {
      context.report(progress)
      if (Math.abs(nowMs() - announcedAtMs) < announceEveryMs) return
      announcedAtMs = nowMs()
      broadcast('images.changed', {})
    }
    try {
      return await run({ ...context, report })
    } finally {
      // Also when it was stopped or refused: what came before that is here.
      broadcast('images.changed', {})
      broadcast('organising.changed', {})
    }
  }

  return {
    'import.choose': ({ what }) =>
      whenOpen(async (library) => {
        const { kind, choose, run } = imports[what]
        const paths = await choose()
        if (paths === null) return err({ kind: 'cancelled' })
        const [first = ''] = paths
        const name = paths.length === 1 ? basename(first) : null
        const taskId = tasks.start({ kind, name }, (context) =>
          announced(context, (reporting) => run(library, paths, reporting)),
        )
        return ok({ taskId })
      }),
  } satisfies Partial<Handlers>
}
