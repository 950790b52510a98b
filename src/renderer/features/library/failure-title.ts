import { useTranslation } from 'react-i18next'
import type { GridCard } from '#shared/image.ts'

/** The failures that end a generation, in the words `describe-failure.ts` has for them. A card knows no more than the kind. */
const titles = {
  offline: 'offlineTitle',
  unreachable: 'unreachableTitle',
  'timed-out': 'timedOutTitle',
  incomplete: 'incompleteTitle',
  cancelled: 'cancelledTitle',
  interrupted: 'interruptedTitle',
  'key-missing': 'keyMissingTitle',
  'key-refused': 'keyRefusedTitle',
  quota: 'quotaTitle',
  'budget-reached': 'budgetTitle',
  'rate-limited': 'rateLimitedTitle',
  'moderation-refused': 'moderationUnknownTitle',
  'text-instead-of-image': 'textTitle',
  'empty-answer': 'emptyTitle',
  'unreadable-answer': 'unreadableTitle',
  'bad-request': 'badRequestTitle',
  'unsupported-by-model': 'unsupportedTitle',
  'model-retired': 'retiredTitle',
  'provider-trouble': 'troubleTitle',
  'service-gone': 'serviceGoneTitle',
  'disk-full': 'diskFullTitle',
} as const

const isTitled = (kind: string): kind is keyof typeof titles => kind in titles

/** Why a generation has no picture, and whether it may have cost something. */
export function useFailureTitle({ failureKind, status }: Extract<GridCard, { readonly kind: 'no-picture' }>): string {
  const { t } = useTranslation('library')
  const { t: tFailure } = useTranslation('failures')
  const title = isTitled(failureKind) ? tFailure(titles[failureKind]) : t('noPicture')
  return status === 'maybe-billed' ? t('maybeBilled', { title }) : title
}
