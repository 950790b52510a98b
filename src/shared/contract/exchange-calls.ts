import { z } from 'zod'
import { ImageId } from '../image.ts'
import { Task, TaskId } from '../task.ts'
import { call, nothing } from './call.ts'

const ids = z.array(ImageId).min(1).max(1_000_000)
const started = z.strictObject({ taskId: TaskId })

/** Long work: answers at once with a task, which `task.changed` follows. */
export const exchangeCalls = {
  /** Newest first. */
  'tasks.list': call(nothing, z.strictObject({ tasks: z.array(Task) })),
  'tasks.cancel': call(z.strictObject({ id: TaskId }), nothing, ['not-found']),
  /** Forgets one that has ended. */
  'tasks.dismiss': call(z.strictObject({ id: TaskId }), nothing, ['not-found']),
  /** Shows the file or folder that an export or a backup has written. */
  'tasks.showResult': call(z.strictObject({ id: TaskId }), nothing, ['not-found']),

  'library.verify': call(nothing, started),
  'library.findDuplicates': call(nothing, started),

  /** Asks for picture files, or for a folder, which is read with everything inside it. */
  'import.choose': call(z.strictObject({ what: z.enum(['files', 'folder', 'archive']) }), started, ['cancelled']),

  /** Asks where, and writes pictures there. */
  'export.images': call(
    z.strictObject({
      ids,
      /**
       * `original`: the bytes as received. `copy`: the same picture with our record and an A1111-style line in it.
       * `stripped`: without anything but the picture.
       */
      form: z.enum(['original', 'copy', 'stripped']),
      /** With {date} {time} {prompt} {model} {id} {n} {size} {rating}; checked by `name-template.ts`. */
      nameTemplate: z.string().trim().min(1).max(200),
    }),
    started,
    ['cancelled', 'bad-request'],
  ),
  'export.records': call(z.strictObject({ ids: ids.nullable(), format: z.enum(['csv', 'json']) }), started, [
    'cancelled',
    'bad-request',
  ]),
  /** One `.diptych` file with pictures and records; `null` = the whole library. */
  'export.archive': call(z.strictObject({ ids: ids.nullable() }), started, ['cancelled', 'bad-request']),
  /** Pages of thumbnails with their captions, as PDF or to a printer. */
  'export.contactSheet': call(
    z.strictObject({ ids: z.array(ImageId).min(1).max(1000), to: z.enum(['pdf', 'printer']) }),
    nothing,
    ['cancelled', 'bad-request', 'disk-full'],
  ),

  'backup.status': call(
    nothing,
    z.strictObject({
      /** Where backups go besides the library itself; `null` = nowhere yet. */
      folder: z.string().nullable(),
      /** `null` = there is none, or the folder cannot be reached. */
      lastAtMs: z.number().int().nullable(),
      isReachable: z.boolean(),
    }),
  ),
  'backup.chooseFolder': call(nothing, z.strictObject({ folder: z.string() }), ['cancelled', 'bad-request']),
  'backup.now': call(nothing, started, ['not-found']),
  /** Asks for a backup folder and fills this empty library from it. `bad-request`: this library is not empty. */
  'backup.restore': call(nothing, started, ['cancelled', 'bad-request', 'library-newer', 'library-damaged']),
} as const
