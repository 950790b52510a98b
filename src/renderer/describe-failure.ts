import type { TFunction } from 'i18next'
import type { Failure } from '#shared/failure.ts'
import { assertNever } from '#shared/result.ts'
import { formatUsd } from './format-usd.ts'

/** What a person can do about a failure. The screen that shows it knows how; see `failure-notice.tsx`. */
export type NextStepAction =
  | 'try-again'
  | 'edit-prompt'
  | 'choose-model'
  | 'open-settings'
  | 'open-billing'
  | 'open-ledger'
  | 'choose-library'
  | 'open-log-folder'

export interface FailureWords {
  readonly title: string
  /** What happened and what was kept. */
  readonly body: string
  readonly nextStep: { readonly label: string; readonly action: NextStepAction } | null
}

/**
 * Says a failure in the person's language. A kind without words does not compile. `wasFree`: it is known that a request
 * without an answer cost nothing; otherwise it is said to have been billed, perhaps.
 */
export function describeFailure(failure: Failure, t: TFunction<'failures'>, wasFree = false): FailureWords {
  const withoutAnswer = (title: string, body: string): FailureWords => ({
    title,
    body: `${body} ${wasFree ? t('wasFree') : t('mayBeBilled')}`,
    nextStep: sendAgain,
  })
  const tryAgain = { label: t('tryAgain'), action: 'try-again' } as const
  /** Where sending again may cost a second time, the button says that something is sent. */
  const sendAgain = { label: t('sendAgain'), action: 'try-again' } as const
  const changePrompt = { label: t('changePrompt'), action: 'edit-prompt' } as const
  const changeRequest = { label: t('changeRequest'), action: 'edit-prompt' } as const
  const chooseModel = { label: t('chooseModel'), action: 'choose-model' } as const
  const otherLibrary = { label: t('otherLibrary'), action: 'choose-library' } as const
  const openLog = { label: t('openLog'), action: 'open-log-folder' } as const
  const settings = (label: string) => ({ label, action: 'open-settings' }) as const

  switch (failure.kind) {
    case 'offline':
      return { title: t('offlineTitle'), body: t('offlineBody'), nextStep: tryAgain }
    case 'unreachable':
      return {
        title: t('unreachableTitle'),
        body: t('unreachableBody', { host: failure.host }),
        nextStep: settings(t('checkConnection')),
      }
    case 'timed-out':
      return withoutAnswer(t('timedOutTitle'), t('timedOutBody', { seconds: toSeconds(failure.afterMs) }))
    case 'incomplete':
      return withoutAnswer(t('incompleteTitle'), t('incompleteBody'))
    case 'cancelled':
      return withoutAnswer(t('cancelledTitle'), t('cancelledBody'))
    case 'interrupted':
      return withoutAnswer(t('interruptedTitle'), t('interruptedBody'))
    case 'key-missing':
      return { title: t('keyMissingTitle'), body: t('keyMissingBody'), nextStep: settings(t('addKey')) }
    case 'key-refused':
      return { title: t('keyRefusedTitle'), body: t('keyRefusedBody'), nextStep: settings(t('checkKey')) }
    case 'quota':
      return {
        title: t('quotaTitle'),
        body: t('quotaBody'),
        nextStep: { label: t('openBilling'), action: 'open-billing' },
      }
    case 'budget-reached':
      return {
        title: t('budgetTitle'),
        body: t(failure.upperMicroUsd === null ? 'budgetUnknownBody' : 'budgetBody', {
          budget: t(failure.period === 'day' ? 'budgetOfDay' : 'budgetOfMonth'),
          limit: formatUsd(failure.limitMicroUsd),
          spent: formatUsd(failure.spentMicroUsd),
          inFlight: formatUsd(failure.inFlightMicroUsd),
          upper: formatUsd(failure.upperMicroUsd ?? 0),
        }),
        nextStep: { label: t('changeBudget'), action: 'open-ledger' },
      }
    case 'rate-limited':
      return {
        title: t('rateLimitedTitle'),
        body:
          failure.retryAfterMs === null
            ? t('rateLimitedBody')
            : t('rateLimitedWaitBody', { seconds: toSeconds(failure.retryAfterMs) }),
        nextStep: tryAgain,
      }
    case 'moderation-refused':
      return { ...moderationWords(failure.stage, failure.categories, t), nextStep: changePrompt }
    case 'text-instead-of-image':
      return { title: t('textTitle'), body: t('textBody', { text: shorten(failure.text) }), nextStep: changePrompt }
    case 'empty-answer':
      return { title: t('emptyTitle'), body: t('emptyBody'), nextStep: sendAgain }
    case 'unreadable-answer':
      return { title: t('unreadableTitle'), body: t('unreadableBody'), nextStep: settings(t('checkConnection')) }
    case 'bad-request':
      // These are about a place on this computer, not about a request.
      if (failure.field === 'folder')
        // Only a folder for a backup is refused for a reason beside not being empty.
        return failure.detail === undefined
          ? { title: t('folderNotEmptyTitle'), body: t('folderNotEmptyBody'), nextStep: null }
          : { title: t('backupFolderTitle'), body: t('backupFolderBody'), nextStep: null }
      if (failure.field === 'library')
        return { title: t('notEmptyTitle'), body: t('notEmptyBody'), nextStep: otherLibrary }
      if (failure.field === 'printer') return { title: t('notPrintedTitle'), body: t('notPrintedBody'), nextStep: null }
      if (failure.field === 'nameTemplate')
        return { title: t('nameTemplateTitle'), body: t('nameTemplateBody'), nextStep: null }
      if (failure.field === 'promptLanguage')
        return { title: t('onlyEnglishTitle'), body: t('onlyEnglishBody'), nextStep: changePrompt }
      if (failure.field === 'path') return { title: t('notSavedTitle'), body: t('notSavedBody'), nextStep: null }
      return {
        title: t('badRequestTitle'),
        body: failure.field === null ? t('badRequestBody') : t('badRequestFieldBody', { field: failure.field }),
        nextStep: changeRequest,
      }
    case 'unsupported-by-model':
      return {
        title: t('unsupportedTitle'),
        body: t('unsupportedBody', { model: failure.model, field: failure.field }),
        nextStep: chooseModel,
      }
    case 'model-retired':
      return {
        title: t('retiredTitle'),
        body:
          failure.replacedBy === null
            ? t('retiredBody', { model: failure.model })
            : t('retiredReplacedBody', { model: failure.model, replacedBy: failure.replacedBy }),
        nextStep: chooseModel,
      }
    case 'service-gone':
      return {
        title: t('serviceGoneTitle'),
        body: t('serviceGoneBody', { host: failure.host }),
        nextStep: chooseModel,
      }
    case 'provider-trouble':
      return {
        title: t('troubleTitle'),
        body: failure.httpStatus === null ? t('troubleBody') : t('troubleStatusBody', { status: failure.httpStatus }),
        nextStep: sendAgain,
      }
    case 'disk-full':
      return { title: t('diskFullTitle'), body: t('diskFullBody'), nextStep: tryAgain }
    case 'library-read-only':
      return { title: t('readOnlyTitle'), body: t('readOnlyBody'), nextStep: settings(t('librarySettings')) }
    case 'library-locked':
      return { title: t('lockedTitle'), body: t('lockedBody', { path: failure.path }), nextStep: otherLibrary }
    case 'library-newer':
      // An archive is no place, and another library would not help.
      if (failure.path === '') return { title: t('newerArchiveTitle'), body: t('newerArchiveBody'), nextStep: null }
      return { title: t('newerTitle'), body: t('newerBody', { path: failure.path }), nextStep: otherLibrary }
    case 'library-damaged':
      return {
        title: t('damagedLibraryTitle'),
        body: t('damagedLibraryBody', { path: failure.path }),
        nextStep: otherLibrary,
      }
    case 'library-missing':
      return {
        title: t('missingLibraryTitle'),
        body: t('missingLibraryBody', { path: failure.path }),
        nextStep: otherLibrary,
      }
    case 'damaged-file':
      if (failure.fileName !== null && isArchive(failure.fileName))
        return {
          title: t('damagedArchiveTitle'),
          body: t('damagedArchiveBody', { fileName: failure.fileName }),
          nextStep: null,
        }
      return {
        title: t('damagedFileTitle'),
        body:
          failure.fileName === null ? t('damagedFileBody') : t('damagedFileNameBody', { fileName: failure.fileName }),
        nextStep: null,
      }
    case 'unsupported-file':
      if (failure.fileName !== null && isArchive(failure.fileName))
        return {
          title: t('foreignArchiveTitle'),
          body: t('foreignArchiveBody', { fileName: failure.fileName }),
          nextStep: null,
        }
      return {
        title: t('unsupportedFileTitle'),
        body:
          failure.fileName === null
            ? t('unsupportedFileBody')
            : t('unsupportedFileNameBody', { fileName: failure.fileName }),
        nextStep: null,
      }
    case 'too-large':
      return {
        title: t('tooLargeTitle'),
        body: t('tooLargeBody', { megabytes: Math.floor(failure.limitBytes / 1024 / 1024) }),
        nextStep: null,
      }
    case 'no-secure-storage':
      return {
        title: t('noStorageTitle'),
        body: t('noStorageBody', { backend: failure.backend }),
        nextStep: settings(t('checkKey')),
      }
    case 'not-found':
      if (failure.what === 'folder')
        return {
          title: t('backupUnreachableTitle'),
          body: t('backupUnreachableBody'),
          nextStep: settings(t('librarySettings')),
        }
      return failure.what === 'original'
        ? { title: t('noOriginalTitle'), body: t('noOriginalBody'), nextStep: null }
        : { title: t('notFoundTitle'), body: t('notFoundBody'), nextStep: null }
    case 'unexpected':
      return {
        title: t('unexpectedTitle'),
        body: failure.logId === '' ? t('unexpectedBody') : t('unexpectedLogBody', { logId: failure.logId }),
        nextStep: openLog,
      }
    case 'unknown-call':
    case 'malformed-input':
    case 'untrusted-sender':
      return { title: t('unexpectedTitle'), body: t('unexpectedBody'), nextStep: openLog }
    default:
      return assertNever(failure)
  }
}

function moderationWords(
  stage: 'input' | 'output' | 'unknown',
  categories: readonly string[],
  t: TFunction<'failures'>,
): Pick<FailureWords, 'title' | 'body'> {
  const names = [...new Set(categories.map((category) => nameCategory(category, t)))]
  const named = names.length === 0 ? '' : ` ${t('moderationCategories', { categories: names.join(', ') })}`
  switch (stage) {
    case 'input':
      return { title: t('moderationInputTitle'), body: t('moderationInputBody') + named }
    case 'output':
      return { title: t('moderationOutputTitle'), body: t('moderationOutputBody') + named }
    case 'unknown':
      return { title: t('moderationUnknownTitle'), body: t('moderationUnknownBody') + named }
    default:
      return assertNever(stage)
  }
}

/** As OpenAI names them (https://platform.openai.com/docs/guides/moderation); what is not known stays as it came. */
function nameCategory(category: string, t: TFunction<'failures'>): string {
  if (category === 'sexual/minors') return t('categoryMinors')
  // The part after the slash says how, not what.
  switch (category.replace(/\/.*$/, '')) {
    case 'harassment':
      return t('categoryHarassment')
    case 'hate':
      return t('categoryHate')
    case 'illicit':
      return t('categoryIllicit')
    case 'self-harm':
      return t('categorySelfHarm')
    case 'sexual':
      return t('categorySexual')
    case 'violence':
      return t('categoryViolence')
    default:
      return category
  }
}

const isArchive = (fileName: string): boolean => fileName.toLowerCase().endsWith('.diptych')
const toSeconds = (durationMs: number): number => Math.max(1, Math.ceil(durationMs / 1000))
const shorten = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 200).trimEnd()}…`)
