import { ArrowLeft, Vote as VoteIcon } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { BlindPair, Verdict } from '#shared/experiment.ts'
import { voteReasons } from '#shared/experiments/experiment-words.ts'
import { maxNoteLength } from '#shared/limits.ts'
import { on } from '../../bridge.ts'
import { useCompareStore } from '../../compare-store.ts'
import { ComparisonViewer } from '../../comparison/comparison-viewer.tsx'
import { useCastVote, useNextPair, useUndoVote } from '../../data/experiments.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import type { ShownImage } from '../../picture-view/shown-image.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { inputClass } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useDecodedPair } from './use-decoded-pair.ts'
import { voteKey } from './vote-key.ts'
import { useVoteStore } from './vote-store.ts'

/** Two pictures and a judgement. Nothing here knows of which arms they are; main tells only after the vote, elsewhere. */
export function VoteView({ experimentId }: { readonly experimentId: number }) {
  const { t } = useTranslation('compare')
  const root = useRef<HTMLDivElement>(null)
  const viewer = useRef<HTMLDivElement>(null)
  const next = useNextPair(experimentId)
  const cast = useCastVote(experimentId)
  const undo = useUndoVote(experimentId)
  const showExperiment = useCompareStore((state) => state.showExperiment)
  const { meet, keepForUndo, takeBack } = useVoteStore.getState()
  const pair = next.data?.pair ?? null
  const progress = next.data?.progress ?? { voteCount: 0, leftCount: 0 }
  const { shown, isBroken } = useDecodedPair(pair)
  const isBusy = cast.isPending || undo.isPending || next.isFetching
  const canVote = shown !== null && !isBusy
  const canUndo = progress.voteCount > 0 && !isBusy

  const vote = (verdict: Verdict): void => {
    if (shown === null || isBusy) return
    const { reasons, note } = useVoteStore.getState()
    keepForUndo()
    cast.mutate({ token: shown.token, verdict, reasons: [...reasons], note: note.trim() === '' ? null : note })
  }
  const undoVote = (): void => {
    if (!canUndo) return
    undo.mutate(undefined, { onSuccess: takeBack })
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // The palette or a dialog over the room has keys of its own.
    const isHere =
      event.target === document.body || (event.target instanceof Node && root.current?.contains(event.target))
    const action = isHere === true ? voteKey(event) : null
    if (action === null) return
    event.preventDefault()
    if (action === 'undo') undoVote()
    else vote(action)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  useEffect(() => root.current?.focus(), [])
  useEffect(() => {
    if (shown !== null) meet(shown.token)
  }, [shown, meet])
  // Where none is left, more may come.
  const lookAgain = useEffectEvent(() => {
    if (next.data?.pair === null) void next.refetch()
  })
  useEffect(() => on('experiment.changed', () => lookAgain()), [])

  const failure = next.error?.failure ?? cast.error?.failure ?? undo.error?.failure
  const start = (
    <>
      <IconButton
        label={t('leaveVote')}
        icon={ArrowLeft}
        tooltipSide="bottom"
        onClick={() => showExperiment(experimentId)}
      />
      <h1 className="px-1 text-base font-semibold max-[1180px]:sr-only">{t('whichIsBetter')}</h1>
      <p aria-live="polite" className="px-1 text-sm whitespace-nowrap text-ink-soft tabular-nums">
        {next.data !== undefined && t('voteProgress', { judged: progress.voteCount, left: progress.leftCount })}
      </p>
    </>
  )
  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label={t('voting')}
      className="flex h-full min-h-0 flex-col bg-canvas outline-none"
    >
      <div aria-hidden className="h-0.5 shrink-0 bg-ink/10">
        <div className="h-full bg-accent transition-[width]" style={{ width: `${shareDone(progress)}%` }} />
      </div>
      {failure !== undefined && (
        <FailureNotice failure={failure} steps={{ 'try-again': () => void next.refetch() }} className="m-4 shrink-0" />
      )}
      {pair === null ? (
        <>
          <header className="flex min-h-13 shrink-0 items-center gap-1 border-b border-line bg-surface px-2">
            {start}
          </header>
          <div className="flex flex-1 items-center justify-center overflow-y-auto">
            {next.isPending ? (
              <Spinner label={t('drawingPair')} />
            ) : (
              next.data !== undefined && (
                <NoPair
                  wasAnyJudged={progress.voteCount > 0}
                  canUndo={canUndo}
                  onUndo={undoVote}
                  onLeave={() => showExperiment(experimentId, 'results')}
                />
              )
            )}
          </div>
        </>
      ) : (
        <ComparisonViewer
          ref={viewer}
          className="min-h-0 flex-1"
          start={start}
          left={{ image: shownImage(shown?.left), name: t('left'), caption: t('leftPicture') }}
          right={{ image: shownImage(shown?.right), name: t('right'), caption: t('rightPicture') }}
          problem={
            isBroken ? (
              <div className="flex flex-1 items-center justify-center p-6">
                <Notice tone="warning" title={t('pairBroken')} className="max-w-md">
                  {t('pairBrokenBody')}
                </Notice>
              </div>
            ) : undefined
          }
        >
          <footer className="shrink-0 space-y-2.5 border-t border-line bg-surface px-4 py-3">
            <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-3 max-[1000px]:grid-cols-1">
              <fieldset className="col-start-2 flex flex-wrap justify-center gap-2 max-[1000px]:col-start-1">
                <legend className="sr-only">{t('judgement')}</legend>
                <VoteButton words={t('leftIsBetter')} shortcut="A" canVote={canVote} onVote={() => vote('left')} />
                <VoteButton words={t('tie')} shortcut="T" canVote={canVote} onVote={() => vote('tie')} isPlain />
                <VoteButton
                  words={t('bothBad')}
                  shortcut="N"
                  canVote={canVote}
                  onVote={() => vote('both-bad')}
                  isPlain
                />
                <VoteButton words={t('rightIsBetter')} shortcut="B" canVote={canVote} onVote={() => vote('right')} />
              </fieldset>
              <div className="flex justify-end max-[1000px]:justify-center">
                <UndoButton isDisabled={!canUndo} onUndo={undoVote} />
              </div>
            </div>
            <Remarks />
          </footer>
        </ComparisonViewer>
      )}
    </section>
  )
}

/** A pair is put to the vote only while its pixels are there. */
const shownImage = (side: BlindPair['left'] | undefined): ShownImage | null =>
  side === undefined ? null : { ...side, pixelsDroppedAtMs: null }

interface NoPairProps {
  readonly wasAnyJudged: boolean
  readonly canUndo: boolean
  readonly onUndo: () => void
  readonly onLeave: () => void
}

/** All were judged, or there is nothing to judge yet. */
function NoPair({ wasAnyJudged, canUndo, onUndo, onLeave }: NoPairProps) {
  const { t } = useTranslation('compare')
  return (
    <EmptyState
      icon={VoteIcon}
      title={t(wasAnyJudged ? 'allJudged' : 'nothingToVote')}
      description={t(wasAnyJudged ? 'allJudgedBody' : 'nothingToVoteBody')}
      action={
        wasAnyJudged && (
          <div className="flex flex-wrap justify-center gap-2">
            <UndoButton isDisabled={!canUndo} onUndo={onUndo} />
            <Button variant="primary" onClick={onLeave}>
              {t('seeResults')}
            </Button>
          </div>
        )
      }
    />
  )
}

const shareDone = ({ voteCount, leftCount }: { readonly voteCount: number; readonly leftCount: number }): number =>
  voteCount + leftCount === 0 ? 0 : (voteCount / (voteCount + leftCount)) * 100

interface VoteButtonProps {
  readonly words: string
  readonly shortcut: string
  readonly canVote: boolean
  readonly isPlain?: boolean
  readonly onVote: () => void
}

/** Never disabled: it would lose the focus after every vote. */
function VoteButton({ words, shortcut, canVote, isPlain = false, onVote }: VoteButtonProps) {
  return (
    <Button
      variant={isPlain ? 'quiet' : 'primary'}
      aria-disabled={!canVote || undefined}
      aria-keyshortcuts={shortcut}
      // The second click of a double click was meant for the pair before.
      onClick={(event) => event.detail < 2 && onVote()}
      className="aria-disabled:opacity-60"
    >
      {words}
      <span aria-hidden className={isPlain ? undefined : '[&_kbd]:border-accent-ink/50 [&_kbd]:text-accent-ink'}>
        <Kbd shortcut={shortcut} />
      </span>
    </Button>
  )
}

function UndoButton({ isDisabled, onUndo }: { readonly isDisabled: boolean; readonly onUndo: () => void }) {
  const { t } = useTranslation('compare')
  return (
    <Button
      aria-disabled={isDisabled || undefined}
      aria-keyshortcuts="U"
      onClick={onUndo}
      className="aria-disabled:opacity-60"
    >
      {t('undoVote')}
      <span aria-hidden>
        <Kbd shortcut="U" />
      </span>
    </Button>
  )
}

/** Why, for who likes to say so. Goes with the next vote. */
function Remarks() {
  const { t } = useTranslation('compare')
  const reasons = useVoteStore((state) => state.reasons)
  const note = useVoteStore((state) => state.note)
  const { toggleReason, setNote } = useVoteStore.getState()
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2">
      <fieldset className="flex flex-wrap justify-center gap-1">
        <legend className="sr-only">{t('reasons')}</legend>
        {voteReasons.map((reason) => (
          <button
            key={reason}
            type="button"
            aria-pressed={reasons.includes(reason)}
            onClick={() => toggleReason(reason)}
            className="h-6.5 rounded-full border border-line-strong/60 px-2.5 text-xs text-ink-soft hover:bg-ink/7 hover:text-ink aria-pressed:border-accent-text aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
          >
            {t(`reason_${reason}`)}
          </button>
        ))}
      </fieldset>
      <textarea
        aria-label={t('note')}
        placeholder={t('notePlaceholder')}
        value={note}
        maxLength={maxNoteLength}
        rows={1}
        onChange={(event) => setNote(event.currentTarget.value)}
        className={`${inputClass} field-sizing-content max-h-24 min-h-7.5 max-w-72 px-2.5 py-0.5 text-sm`}
      />
    </div>
  )
}
