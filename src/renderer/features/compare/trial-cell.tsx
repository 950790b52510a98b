import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Trial } from '#shared/experiment.ts'
import { describeFailure } from '../../describe-failure.ts'
import { PictureThumbnail } from '../../picture-thumbnail.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Spinner } from '../../ui/spinner.tsx'

interface TrialCellProps {
  readonly trial: Trial
  /** Which arm, which repeat. */
  readonly name: string
  readonly onOpen: (imageId: number) => void
}

/** One trial: its pictures, or why there are none. */
export function TrialCell({ trial, name, onOpen }: TrialCellProps) {
  const { t } = useTranslation('compare')
  const { t: tFailures } = useTranslation('failures')
  const { status, failure, images } = trial
  if (images.length > 0)
    return (
      <div className="flex flex-wrap gap-2">
        {images.map((image) =>
          image.isGone ? (
            <Frame key={image.id}>{t('pictureGone')}</Frame>
          ) : (
            <button
              key={image.id}
              type="button"
              data-image-id={image.id}
              aria-label={t('openComparison', { name })}
              onClick={() => onOpen(image.id)}
              className="block w-full min-w-0 flex-1 overflow-hidden rounded-lg bg-canvas ring-line-strong hover:ring-1"
            >
              <PictureThumbnail sha256={image.sha256} hasPixels className="h-64 w-full" />
            </button>
          ),
        )}
      </div>
    )
  if (failure !== null) {
    const { title, body } = describeFailure(failure, tFailures)
    return (
      <div className="flex min-h-64 flex-col justify-center gap-1 rounded-lg border border-warning/40 bg-warning-soft p-3 text-sm">
        <p className="font-medium">{title}</p>
        <p>{body}</p>
        {failure.detail !== undefined && failure.detail !== '' && <Disclosure text={failure.detail} />}
      </div>
    )
  }
  if (status === null) return <Frame>{t('notAsked')}</Frame>
  if (status === 'queued') return <Frame>{t('waiting')}</Frame>
  if (status === 'sent' || status === 'streaming')
    return (
      <Frame>
        <Spinner label={t('beingMade')} />
      </Frame>
    )
  return <Frame>{t('noPicture')}</Frame>
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex h-64 items-center justify-center rounded-lg border border-dashed border-line-strong/50 p-3 text-center text-sm text-ink-soft">
      {children}
    </div>
  )
}
