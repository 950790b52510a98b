import type { TFunction } from 'i18next'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isOut } from '#shared/generation-status.ts'
import { useAppStore } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { checkDraft } from '../../composing/check-draft.ts'
import { useCancelGeneration, useRecentGenerations } from '../../data/generations.ts'
import { followPreviews } from '../../data/previews.ts'
import { useHoldQueue, useQueue } from '../../data/queue.ts'
import { useWays } from '../../data/ways.ts'
import { useDraftStore } from '../../draft-store.ts'
import { focusPrompt } from '../../focus-prompt.ts'
import { i18n } from '../../i18n/i18n.ts'
import { startOver } from '../../load-draft.ts'
import { resolveTarget } from '../../resolve-target.ts'
import { sayFailure } from '../../say-failure.ts'
import { useCreateStore } from './create-store.ts'
import { planOfDraft, useCompareAugmented } from './use-compare-augmented.ts'
import { useGenerate } from './use-generate.ts'

const inEnglish = i18n.getFixedT('en', 'create')
const inEnglishQueue = i18n.getFixedT('en', 'queue')

/** What can be done with the draft. Stays mounted while the studio is open, so it also keeps the previews coming. */
export function useCreateCommands(): readonly Command[] {
  const { t } = useTranslation('create')
  const isHere = useAppStore((state) => state.room === 'create' && state.viewer === null)
  const goTo = useAppStore((state) => state.goTo)
  const canGenerate = useCanGenerate()
  const hasPrompt = useDraftStore((draft) => draft.typedPrompt !== '')
  const generate = useGenerate()
  const canCompare = useCanCompare()
  const compareAugmented = useCompareAugmented()
  const cancel = useCancelGeneration()
  const { data: recent = [] } = useRecentGenerations()
  const newestRunning = recent.find(isOut)
  const { t: tQueue } = useTranslation('queue')
  const { data: queue } = useQueue()
  const hold = useHoldQueue()
  const isWaiting = queue?.lanes.some(({ waitingCount }) => waitingCount > 0) ?? false
  const sayHold = (say: TFunction<'queue'>): string => say(queue?.isHeld === true ? 'continueQueue' : 'pauseQueue')

  useEffect(() => followPreviews(), [])

  const command = (
    id: string,
    words: { readonly label: string; readonly englishLabel: string },
    rest: Partial<Command> & Pick<Command, 'run'>,
  ): Command => ({ id, ...words, shortcut: null, group: 'file', isEnabled: true, ...rest })

  return [
    command(
      'create.generate',
      { label: t('generate'), englishLabel: inEnglish('generate') },
      { shortcut: 'Mod+Enter', isEnabled: isHere && canGenerate, run: () => void generate() },
    ),
    command(
      'create.compare',
      { label: t('compareAugmented'), englishLabel: inEnglish('compareAugmented') },
      { shortcut: 'Mod+D', isEnabled: isHere && canCompare, run: () => void compareAugmented.run() },
    ),
    command(
      'create.cancel',
      { label: t('cancelNewest'), englishLabel: inEnglish('cancelNewest') },
      {
        shortcut: 'Shift+X',
        isEnabled: newestRunning !== undefined,
        run: () => newestRunning !== undefined && cancel.mutate(newestRunning.id),
      },
    ),
    command(
      'create.holdQueue',
      { label: sayHold(tQueue), englishLabel: sayHold(inEnglishQueue) },
      {
        isEnabled: queue !== undefined && (queue.isHeld || isWaiting),
        run: () => hold.mutate(queue?.isHeld !== true, { onError: sayFailure }),
      },
    ),
    command(
      'create.cancelWaiting',
      { label: tQueue('cancelAllWaiting'), englishLabel: inEnglishQueue('cancelAllWaiting') },
      {
        isEnabled: isWaiting,
        run: () => {
          goTo('create')
          useCreateStore.getState().askToCancelWaiting({ connectionId: null })
        },
      },
    ),
    command(
      'create.newDraft',
      { label: t('newDraft'), englishLabel: inEnglish('newDraft') },
      { shortcut: 'Mod+N', isEnabled: hasPrompt, run: startOver },
    ),
    command(
      'create.focusPrompt',
      { label: t('goToPrompt'), englishLabel: inEnglish('goToPrompt') },
      {
        shortcut: 'Mod+L',
        run: () => {
          goTo('create')
          focusPrompt()
        },
      },
    ),
  ]
}

/** Changes only when the answer does, so that the menu is not described anew with every letter typed. */
function useCanGenerate(): boolean {
  const { data: ways = [] } = useWays()
  return useDraftStore((draft) => {
    const target = resolveTarget(draft, ways)
    return target !== null && checkDraft(draft, target).problem === null
  })
}

function useCanCompare(): boolean {
  const { data: ways = [] } = useWays()
  return useDraftStore((draft) => planOfDraft(draft, ways) !== null)
}
