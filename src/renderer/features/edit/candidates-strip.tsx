import { clsx } from 'clsx'
import { Check, CircleAlert, Clock } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditAttempt, EditCandidate } from '#shared/edit.ts'
import { isOut } from '#shared/generation-status.ts'
import { thumbnailUrl } from '#shared/image-url.ts'
import { captionOf } from '../../composing/caption.ts'
import { ElapsedTime } from '../../composing/elapsed-time.tsx'
import { usePreviews } from '../../data/previews.ts'
import { describeFailure } from '../../describe-failure.ts'
import { isBeingFinished, isDiscarded, shownImageOf } from './candidates.ts'
import { useEditStore } from './edit-store.ts'
import { readChange } from './read-change.ts'
import { useChangeWords } from './use-change-words.ts'

/** What the edits of a picture made, newest first. One stop for Tab; arrow keys walk along it. */
export function CandidatesStrip({ attempts }: { readonly attempts: readonly EditAttempt[] }) {
  const { t } = useTranslation('edit')
  const walk = (event: KeyboardEvent<HTMLUListElement>): void => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-entry]')]
    const from = items.findIndex((item) => item.contains(document.activeElement))
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: items.length - 1 }[event.key]
    const next = to === undefined ? undefined : items[to]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
    next.click()
  }
  return (
    <section aria-label={t('candidates')} className="shrink-0 border-t border-line bg-surface">
      {attempts.length === 0 ? (
        <p className="px-4 py-3 text-sm text-ink-soft">{t('candidatesNone')}</p>
      ) : (
        <ul onKeyDown={walk} className="flex gap-2 overflow-x-auto px-4 py-3">
          {attempts.flatMap((attempt, index) => (
            <Entries key={attempt.id} attempt={attempt} isFirst={index === 0} />
          ))}
        </ul>
      )}
    </section>
  )
}

const frame = (isShown: boolean): string =>
  clsx(
    'relative block size-20 overflow-hidden rounded-md bg-ink/6 outline-offset-2',
    isShown ? 'ring-2 ring-accent-text' : 'ring-1 ring-line hover:ring-line-strong',
  )

/** One stop for Tab: what is on the stage, or the first. */
function Entries({ attempt, isFirst }: { readonly attempt: EditAttempt; readonly isFirst: boolean }) {
  const view = useEditStore((state) => state.view)
  const { generation, candidates } = attempt
  const isShown = view.kind !== 'draw' && view.generationId === attempt.id
  const isStop = isShown || (isFirst && view.kind === 'draw')
  if (generation.status !== 'succeeded')
    return (
      <li className="shrink-0">
        <AttemptEntry attempt={attempt} isShown={isShown} isStop={isStop} />
      </li>
    )
  return candidates.map((candidate, index) => {
    const isThis = isShown && (view.kind === 'candidate' ? view.rawId === candidate.raw.id : index === 0)
    return (
      <li key={candidate.raw.id} className={clsx('shrink-0', index === 0 && !isFirst && 'ml-1.5')}>
        <CandidateEntry
          attempt={attempt}
          candidate={candidate}
          index={index}
          isShown={isThis}
          isStop={isThis || (!isShown && isStop && index === 0)}
        />
      </li>
    )
  })
}

interface EntryProps {
  readonly attempt: EditAttempt
  readonly isShown: boolean
  readonly isStop: boolean
}

function AttemptEntry({ attempt, isShown, isStop }: EntryProps) {
  const { t } = useTranslation('edit')
  const { t: tFailure } = useTranslation('failures')
  const { generation } = attempt
  const preview = Object.values(usePreviews(generation.id)).at(-1)
  const caption = captionOf(generation.typedPrompt)
  const isRunning = isOut(generation)
  const title = 'failure' in generation ? describeFailure(generation.failure, tFailure).title : ''
  return (
    <button
      type="button"
      data-entry
      tabIndex={isStop ? 0 : -1}
      title={isRunning ? caption : title}
      aria-current={isShown || undefined}
      aria-label={isRunning ? t('attemptRunning', { caption }) : t('attemptFailed', { caption, title })}
      onClick={() => useEditStore.setState({ view: { kind: 'attempt', generationId: generation.id } })}
      className={frame(isShown)}
    >
      {!isRunning ? (
        <span className="flex size-full flex-col items-center justify-center gap-1 p-1 text-xs text-ink-soft">
          <CircleAlert size={16} aria-hidden className="text-danger" />
          <span className="line-clamp-2">{title}</span>
        </span>
      ) : preview === undefined ? (
        <span className="block size-full animate-pulse bg-linear-120 from-ink/4 via-ink/14 to-ink/4" />
      ) : (
        <img src={preview} alt="" className="size-full object-cover" />
      )}
      {isRunning && (
        <span className="absolute bottom-1 left-1 rounded bg-surface/90 px-1 text-xs text-ink">
          {generation.status === 'queued' ? (
            <Clock size={12} aria-hidden />
          ) : (
            <ElapsedTime sinceMs={generation.sentAtMs} />
          )}
        </span>
      )}
    </button>
  )
}

interface CandidateEntryProps extends EntryProps {
  readonly candidate: EditCandidate
  /** From 0. */
  readonly index: number
}

function CandidateEntry({ attempt, candidate, index, isShown, isStop }: CandidateEntryProps) {
  const { t } = useTranslation('edit')
  const sayChange = useChangeWords()
  const isGone = isDiscarded(candidate)
  const reading = isGone
    ? t('trashed')
    : isBeingFinished(attempt, candidate)
      ? t('readUnmeasured')
      : sayChange(readChange(candidate.rawReport, candidate.composite !== null))
  return (
    <button
      type="button"
      data-entry
      tabIndex={isStop ? 0 : -1}
      title={reading}
      aria-current={isShown || undefined}
      aria-label={t('candidate', {
        position: index + 1,
        count: attempt.candidates.length,
        caption: captionOf(attempt.generation.typedPrompt),
        reading,
      })}
      onClick={() =>
        useEditStore.setState({ view: { kind: 'candidate', generationId: attempt.id, rawId: candidate.raw.id } })
      }
      className={frame(isShown)}
    >
      <img
        src={thumbnailUrl(shownImageOf(candidate))}
        alt=""
        loading="lazy"
        draggable={false}
        className={clsx('size-full object-cover', isGone && 'opacity-35 grayscale')}
      />
      {!candidate.isStaged && !isGone && (
        <span className="absolute right-1 bottom-1 flex size-5 items-center justify-center rounded-full bg-surface/90 text-ink">
          <Check size={13} aria-hidden />
        </span>
      )}
    </button>
  )
}
