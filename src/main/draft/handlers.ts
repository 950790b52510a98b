import { join } from 'node:path'
import { z } from 'zod'
import type { Handlers } from '#shared/contract.ts'
import { ok } from '#shared/result.ts'
import { openJsonFile } from '../settings/json-file.ts'

const DraftFile = z.looseObject({ text: z.string().nullable() })

/**
 * Keeps what is being composed. The page has a copy of its own for the next start, but a browser's storage reaches the
 * disk seconds later; this one is there after a kill and after a power cut.
 */
export function createDraftHandlers(options: {
  readonly profileFolder: string
  readonly nowMs: () => number
  readonly onDamaged: (movedTo: string) => void
}) {
  const openDraft = (name: string) =>
    openJsonFile({
      path: join(options.profileFolder, name),
      read: (stored) => DraftFile.safeParse(stored).data ?? null,
      initial: { text: null },
      nowMs: options.nowMs,
      onDamaged: options.onDamaged,
    })
  const drafts = {
    create: openDraft('draft.json'),
    experiment: openDraft('experiment-draft.json'),
    edit: openDraft('edit-draft.json'),
  }
  return {
    'draft.get': ({ of }) => ok({ text: drafts[of].value().text }),
    'draft.keep': async ({ of, text }) => {
      await drafts[of].update((value) => ({ ...value, text }))
      return ok({})
    },
  } satisfies Partial<Handlers>
}
