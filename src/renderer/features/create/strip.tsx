import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Generation } from '#shared/generation.ts'
import { assertNever } from '#shared/result.ts'
import { useCreateStore } from './create-store.ts'
import { type StripEntry, stripEntries, viewableImageIds } from './strip-entries.ts'
import { FailedItem, PictureItem, RunningItem } from './strip-items.tsx'

interface StripProps {
  readonly generations: readonly Generation[]
  /** On the stage. */
  readonly shownId: number
}

/** The recent generations in one row. One stop for Tab; arrow keys walk along it and put each on the stage. */
export function Strip({ generations, shownId }: StripProps) {
  const { t } = useTranslation('create')
  const pick = useCreateStore((state) => state.pick)
  const entries = stripEntries(generations)
  const imageIds = viewableImageIds(generations)
  const [walkedKey, setWalkedKey] = useState<string | null>(null)
  const current =
    entries.find(({ key, generation }) => key === walkedKey && generation.id === shownId) ??
    entries.find(({ generation }) => generation.id === shownId) ??
    entries[0]

  const walk = (event: KeyboardEvent<HTMLUListElement>): void => {
    const from = current === undefined ? -1 : entries.indexOf(current)
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: entries.length - 1 }[event.key]
    const next = to === undefined ? undefined : entries[to]
    if (next === undefined) return
    event.preventDefault()
    setWalkedKey(next.key)
    pick(next.generation.id)
    event.currentTarget.querySelectorAll<HTMLElement>('[data-entry]')[entries.indexOf(next)]?.focus()
  }

  if (entries.length === 0) return null
  return (
    <ul
      aria-label={t('recent')}
      onKeyDown={walk}
      className="flex shrink-0 gap-2 overflow-x-auto border-t border-line bg-surface px-4 py-3"
    >
      {entries.map((entry, index) => (
        <li key={entry.key} className={index > 0 && isNewGroup(entries, index) ? 'ml-1.5 shrink-0' : 'shrink-0'}>
          <Item
            entry={entry}
            isShown={entry.generation.id === shownId}
            tabIndex={entry === current ? 0 : -1}
            imageIds={imageIds}
          />
        </li>
      ))}
    </ul>
  )
}

interface ItemProps {
  readonly entry: StripEntry
  readonly isShown: boolean
  readonly tabIndex: 0 | -1
  readonly imageIds: readonly number[]
}

function Item({ entry, imageIds, ...rest }: ItemProps) {
  switch (entry.kind) {
    case 'picture':
      return <PictureItem image={entry.image} generation={entry.generation} imageIds={imageIds} {...rest} />
    case 'out':
      return <RunningItem generation={entry.generation} {...rest} />
    case 'unmade':
      return <FailedItem generation={entry.generation} {...rest} />
    default:
      return assertNever(entry)
  }
}

const isNewGroup = (entries: readonly StripEntry[], index: number): boolean =>
  entries[index]?.generation.id !== entries[index - 1]?.generation.id
