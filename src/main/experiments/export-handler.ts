import { basename } from 'node:path'
import type { Handlers } from '#shared/contract.ts'
import type { Experiment, Vote } from '#shared/experiment.ts'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { TaskOutcome } from '#shared/task.ts'
import type { Desktop } from '../desktop.ts'
import { chooseExportFile } from '../export/choose-export-file.ts'
import { plainFileName } from '../export/plain-file-name.ts'
import { toExportFailure } from '../export/to-export-failure.ts'
import { type FileSink, writeWholeFile } from '../export/write-whole-file.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import type { TaskRegistry } from '../tasks/task-registry.ts'
import type { Words } from '../words.ts'
import { exportedArms, exportedVotes, votesAsCsv } from './export-votes.ts'
import { gridOf } from './grid-of.ts'
import { type MakeThumbnail, measureVariety } from './measure-variety.ts'
import { writeReport } from './write-report.ts'

const extensions = {
  report: 'html',
  'votes-csv': 'csv',
  'votes-json': 'json',
  grid: 'png',
  archive: 'diptych',
} as const

export function createExperimentExportHandler(options: {
  readonly whenOpen: WhenOpen
  readonly tasks: TaskRegistry
  readonly desktop: Pick<Desktop, 'chooseSaveFile'>
  readonly words: () => Words
  readonly nowMs: () => number
  readonly pool: Pick<ImagePool, 'drawGrid'>
  readonly thumbnailOf: (sha256: string) => Promise<Uint8Array | null>
  readonly makeThumbnail: MakeThumbnail
}) {
  const { whenOpen, tasks, desktop, words, nowMs, pool, thumbnailOf, makeThumbnail } = options
  return {
    'experiments.export': ({ id, what, language }) =>
      whenOpen(async (library) => {
        const found = await readAll(library, id)
        if (found === null) return err({ kind: 'not-found', what: 'experiment' })
        const path = await chooseExportFile({
          desktop,
          title: words().exportFile,
          name: plainFileName(found.experiment.title),
          extension: extensions[what],
          nowMs: nowMs(),
        })
        if (path === null) return err({ kind: 'cancelled' })
        const taskId = tasks.start({ kind: 'export', name: basename(path) }, (context) => write(context, path))
        return ok({ taskId })

        async function write(context: TaskContext, to: string): Promise<Result<TaskOutcome, Failure>> {
          if (found === null) throw new Error('Nothing to export')
          const { experiment, votes } = found
          if (what === 'archive') {
            const ids = experiment.trials.flatMap(({ images }) => images.map((image) => image.id))
            return library.reader.exportArchive(
              { ids: [...ids, ...experiment.referenceIds], path: to, experimentId: id },
              context,
            )
          }
          const fill = async (sink: FileSink): Promise<void> => {
            if (what === 'grid') {
              const png = await pool.drawGrid(await gridOf(experiment, { language, thumbnailOf }))
              if (!png.ok) throw new Error(`The grid was not drawn: ${png.failure.kind}`)
              return sink.write(png.value)
            }
            const varieties = await measureVariety(library, experiment, makeThumbnail)
            const exported = exportedVotes(experiment, votes)
            const arms = exportedArms(experiment, varieties)
            if (what === 'votes-csv') await sink.write(votesAsCsv(exported, arms))
            else if (what === 'votes-json')
              await sink.write(`${JSON.stringify({ experiment: experiment.title, arms, votes: exported }, null, 2)}\n`)
            else await writeReport(sink, { experiment, votes, varieties, language, nowMs: nowMs(), thumbnailOf })
          }
          try {
            const bytes = await writeWholeFile(to, fill)
            return ok({ kind: 'export', path: to, fileCount: 1, bytes, refused: [], refusedCount: 0 })
          } catch (cause) {
            const failure = toExportFailure(cause)
            if (failure === null) throw cause
            return err(failure)
          }
        }
      }),
  } satisfies Partial<Handlers>
}

async function readAll(
  library: LibraryClient,
  id: number,
): Promise<{ readonly experiment: Experiment; readonly votes: readonly Vote[] } | null> {
  const stored = await library.getExperiment({ id })
  const votes = await library.listVotes({ id })
  return stored === null || votes === null ? null : { experiment: { ...stored, problem: null }, votes }
}
