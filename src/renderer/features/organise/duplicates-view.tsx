import { Copy, Trash2, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DuplicateGroup } from '#shared/organising.ts'
import { useDuplicateCards } from '../../data/organising.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { useOrganiseStore } from '../../organise-store.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useChangePictures } from '../../use-change-pictures.ts'
import { useEscape } from '../../use-escape.ts'
import { useTakenFocus } from '../../use-taken-focus.ts'
import { bestOfGroup } from './best-of-group.ts'
import { DuplicateGroupItem, type ShownGroup } from './duplicate-group-item.tsx'

const groupsAtOnce = 40

/** What the search for duplicates found. Nothing is thrown away without a press, and every press can be undone. */
export function DuplicatesView() {
  const groups = useOrganiseStore((state) => state.duplicates)
  return groups === null ? null : <OpenDuplicates groups={groups} />
}

function OpenDuplicates({ groups }: { readonly groups: readonly DuplicateGroup[] }) {
  const { t, i18n } = useTranslation('organise')
  const closeDuplicates = useOrganiseStore((state) => state.closeDuplicates)
  const isComparing = useOrganiseStore((state) => state.compare?.kind === 'shown')
  const root = useRef<HTMLDivElement>(null)
  useTakenFocus(root)
  useEscape(closeDuplicates, !isComparing)
  const { trash } = useChangePictures()
  const [shownCount, setShownCount] = useState(groupsAtOnce)
  /** Dealt with, by their place in `groups`; for as long as this is open. */
  const [settled, setSettled] = useState<ReadonlySet<number>>(new Set())
  /** Chosen by hand, by place. */
  const [keptIds, setKeptIds] = useState<ReadonlyMap<number, number>>(new Map())

  const open = groups.map((group, place) => ({ group, place })).filter(({ place }) => !settled.has(place))
  const inSight = open.slice(0, shownCount)
  const cards = useDuplicateCards(inSight.flatMap(({ group }) => group.imageIds))
  const shown = inSight.flatMap(({ group, place }): ShownGroup[] => {
    const pictures = group.imageIds.flatMap((id) => {
      const card = cards.data?.get(id)
      return card === undefined ? [] : [card]
    })
    const keptId = keptIds.get(place) ?? bestOfGroup(pictures)?.id
    return keptId === undefined || pictures.length < 2 ? [] : [{ place, kind: group.kind, pictures, keptId }]
  })

  const settle = (places: readonly number[], isSettled: boolean): void =>
    setSettled((before) => {
      const after = new Set(before)
      for (const place of places) {
        if (isSettled) after.add(place)
        else after.delete(place)
      }
      return after
    })
  const trashOthers = async (all: readonly ShownGroup[]): Promise<void> => {
    const places = all.map(({ place }) => place)
    if (await trash(othersIn(all), () => settle(places, false))) settle(places, true)
  }

  // The last group leaves with the focus on it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever one of them leaves
  useEffect(() => {
    if (document.activeElement === document.body) root.current?.focus()
  }, [settled])

  const others = othersIn(shown).length
  return (
    <div
      ref={root}
      role="dialog"
      aria-modal="true"
      aria-label={t('duplicatesTitle')}
      tabIndex={-1}
      inert={isComparing}
      className="flex h-full flex-col bg-surface outline-none"
    >
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-2 py-2">
        <IconButton
          label={t('closeDuplicates')}
          icon={X}
          shortcut="Escape"
          tooltipSide="bottom"
          onClick={closeDuplicates}
        />
        <div className="min-w-48 flex-1">
          <h2 className="text-base font-semibold">
            {t('duplicatesTitle')}{' '}
            {open.length > 0 && (
              <span className="font-normal text-ink-soft tabular-nums">
                {t('duplicatesCount', { count: open.length, shown: open.length.toLocaleString(i18n.language) })}
              </span>
            )}
          </h2>
          {open.length > 0 && <p className="text-sm text-ink-soft">{t('keepHint')}</p>}
        </div>
        {others > 0 && (
          <Button icon={Trash2} onClick={() => void trashOthers(shown)}>
            {t('trashAllOthers', { count: others, shown: others.toLocaleString(i18n.language) })}
          </Button>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
        {open.length === 0 ? (
          <EmptyState
            icon={Copy}
            title={t('duplicatesNone')}
            {...(groups.length === 0 && { description: t('duplicatesNoneBody') })}
            action={<Button onClick={closeDuplicates}>{t('closeDuplicates')}</Button>}
          />
        ) : cards.isError ? (
          <FailureNotice failure={cards.error.failure} steps={{ 'try-again': () => void cards.refetch() }} />
        ) : cards.data === undefined ? (
          <Spinner label={t('loading')} />
        ) : (
          <>
            <ul className="flex flex-col gap-6">
              {shown.map((group) => (
                <li key={group.place}>
                  <DuplicateGroupItem
                    group={group}
                    onKeep={(id) => setKeptIds((before) => new Map(before).set(group.place, id))}
                    onTrashOthers={() => void trashOthers([group])}
                    onDismiss={() => settle([group.place], true)}
                  />
                </li>
              ))}
            </ul>
            {open.length > inSight.length && (
              <Button className="mx-auto mt-6 block" onClick={() => setShownCount(shownCount + groupsAtOnce)}>
                {t('showMoreGroups')}
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  )
}

const othersIn = (groups: readonly ShownGroup[]): readonly number[] => [
  ...new Set(groups.flatMap(({ pictures, keptId }) => pictures.map(({ id }) => id).filter((id) => id !== keptId))),
]
