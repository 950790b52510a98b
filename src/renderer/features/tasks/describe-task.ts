import type { TFunction } from 'i18next'
import { assertNever } from '#shared/result.ts'
import type { Task, TaskOutcome } from '#shared/task.ts'
import { describeFailure } from '../../describe-failure.ts'
import { formatBytes } from '../../format-bytes.ts'

/** What can be done with what a task ended with. */
export type TaskStep =
  | { readonly kind: 'show-pictures'; readonly ids: readonly number[] }
  | { readonly kind: 'show-refused'; readonly outcome: Extract<TaskOutcome, { readonly refusedCount: number }> }
  | { readonly kind: 'show-result' }
  | { readonly kind: 'show-report'; readonly outcome: Extract<TaskOutcome, { readonly kind: 'verify' }> }
  | { readonly kind: 'review-duplicates'; readonly outcome: Extract<TaskOutcome, { readonly kind: 'duplicates' }> }

export interface TaskWords {
  readonly tone: 'neutral' | 'success' | 'warning' | 'danger'
  readonly title: string
  readonly body: string | null
  readonly steps: readonly { readonly label: string; readonly step: TaskStep }[]
}

export interface Tongue {
  readonly t: TFunction<'tasks'>
  readonly tFailures: TFunction<'failures'>
  readonly language: string
}

/** What a task does, without how far it is: “Importing “Holiday””. */
export function nameTask({ kind, name }: Pick<Task, 'kind' | 'name'>, t: TFunction<'tasks'>): string {
  switch (kind) {
    case 'verify':
      return t('verify')
    case 'import':
      return name === null ? t('import') : t('importNamed', { name })
    case 'import-archive':
      return name === null ? t('importArchive') : t('importArchiveNamed', { name })
    case 'export':
      return name === null ? t('export') : t('exportNamed', { name })
    case 'backup':
      return name === null ? t('backup') : t('backupNamed', { name })
    case 'restore':
      return name === null ? t('restore') : t('restoreNamed', { name })
    case 'duplicates':
      return t('duplicates')
    default:
      return assertNever(kind)
  }
}

/** A task as it stands, in words. */
export function describeTask(task: Task, tongue: Tongue): TaskWords {
  const { t, tFailures, language } = tongue
  const named = nameTask(task, t)
  switch (task.state.kind) {
    case 'running':
      return { tone: 'neutral', title: named, body: describeProgress(task, t, language), steps: [] }
    case 'cancelling':
      return { tone: 'neutral', title: named, body: t('cancelling'), steps: [] }
    case 'cancelled':
      return { tone: 'neutral', title: t('cancelled', { task: named }), body: t('cancelledKept'), steps: [] }
    case 'failed': {
      const { title, body } = describeFailure(task.state.failure, tFailures)
      return { tone: 'danger', title: t('failed', { task: named }), body: `${title}. ${body}`, steps: [] }
    }
    case 'done':
      return describeOutcome(task.state.outcome, task, tongue)
    default:
      return assertNever(task.state)
  }
}

function describeProgress({ done, total }: Task, t: TFunction<'tasks'>, language: string): string {
  if (total === null) return done === 0 ? t('preparing') : t('soFar', { done: done.toLocaleString(language) })
  return t('progress', { done: done.toLocaleString(language), total: total.toLocaleString(language) })
}

function describeOutcome(outcome: TaskOutcome, task: Pick<Task, 'kind' | 'name'>, { t, language }: Tongue): TaskWords {
  const inWords = (number: number): string => number.toLocaleString(language)
  const counted = (count: number) => ({ count, shown: inWords(count) })
  const size = (bytes: number): string => formatBytes(bytes, language)
  const refusedStep = (refused: Extract<TaskOutcome, { readonly refusedCount: number }>): TaskWords['steps'] =>
    refused.refusedCount === 0 ? [] : [{ label: t('showRefused'), step: { kind: 'show-refused', outcome: refused } }]

  switch (outcome.kind) {
    case 'verify': {
      const problemCount =
        outcome.missing.length + outcome.damaged.length + (outcome.databaseProblems.length > 0 ? 1 : 0)
      return {
        tone: problemCount === 0 ? 'success' : 'danger',
        title: problemCount === 0 ? t('allInOrder') : t('problemsFound', counted(problemCount)),
        body: t('checkedFiles', { ...counted(outcome.filesChecked), size: size(outcome.bytesChecked) }),
        steps: [{ label: t('report'), step: { kind: 'show-report', outcome } }],
      }
    }
    case 'import':
    case 'import-archive': {
      const importedIds = outcome.kind === 'import' ? outcome.importedIds : []
      const importedCount = outcome.kind === 'import' ? new Set(importedIds).size : outcome.importedCount
      const parts = listed([
        importedCount > 0 && t('imported', { shown: inWords(importedCount) }),
        outcome.knownCount > 0 && t('known', { shown: inWords(outcome.knownCount) }),
        outcome.refusedCount > 0 && t('refused', { shown: inWords(outcome.refusedCount) }),
      ])
      return {
        tone: outcome.refusedCount > 0 ? 'warning' : importedCount > 0 ? 'success' : 'neutral',
        title: parts === '' ? t('nothingToImport') : parts,
        body: task.name === null ? null : nameTask(task, t),
        steps: [
          ...(importedCount > 0
            ? [{ label: t('showImported'), step: { kind: 'show-pictures', ids: importedIds } } as const]
            : []),
          ...refusedStep(outcome),
        ],
      }
    }
    case 'export':
      return {
        tone: outcome.refusedCount > 0 ? 'warning' : 'success',
        title: listed([
          t('exported', counted(outcome.fileCount)),
          outcome.refusedCount > 0 && t('leftOut', { shown: inWords(outcome.refusedCount) }),
        ]),
        body: `${outcome.path} · ${size(outcome.bytes)}`,
        steps: [{ label: t('showInFolder'), step: { kind: 'show-result' } }, ...refusedStep(outcome)],
      }
    case 'backup':
      return {
        tone: outcome.refusedCount > 0 ? 'warning' : 'success',
        title: listed([
          t('backedUp'),
          outcome.refusedCount > 0 && t('leftOut', { shown: inWords(outcome.refusedCount) }),
        ]),
        body: [
          t('backedUpBody', {
            copied: inWords(outcome.copiedCount),
            kept: inWords(outcome.keptCount),
            size: size(outcome.bytes),
            path: outcome.path,
          }),
          ...(outcome.onlyInBackupCount > 0 ? [t('backedUpOnly', counted(outcome.onlyInBackupCount))] : []),
        ].join(' '),
        steps: [{ label: t('showInFolder'), step: { kind: 'show-result' } }, ...refusedStep(outcome)],
      }
    case 'restore':
      return {
        tone: outcome.refusedCount > 0 ? 'warning' : 'success',
        title: listed([
          t('restored', counted(outcome.imageCount)),
          outcome.refusedCount > 0 && t('leftOut', { shown: inWords(outcome.refusedCount) }),
        ]),
        body: task.name === null ? null : nameTask(task, t),
        steps: [{ label: t('showImported'), step: { kind: 'show-pictures', ids: [] } }, ...refusedStep(outcome)],
      }
    case 'duplicates':
      return outcome.groups.length === 0
        ? { tone: 'success', title: t('duplicatesNone'), body: null, steps: [] }
        : {
            tone: 'success',
            title: t('duplicatesFound', counted(outcome.groups.length)),
            body: null,
            steps: [{ label: t('review'), step: { kind: 'review-duplicates', outcome } }],
          }
    default:
      return assertNever(outcome)
  }
}

const listed = (parts: readonly (string | false)[]): string => parts.filter((part) => part !== false).join(', ')
