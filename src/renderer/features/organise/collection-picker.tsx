import { clsx } from 'clsx'
import { CornerLeftUp, Folder, FolderPlus, type LucideIcon } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxCollectionNameLength } from '#shared/limits.ts'
import type { Collection } from '#shared/organising.ts'
import { flatten, pathOf, toTree } from '../../collection-tree.ts'
import { fold, matchesName } from '../../match-name.ts'
import { inputClass } from '../../ui/field.tsx'
import { isComposing, isSubmitEnter } from '../../ui/submit-enter.ts'

interface CollectionPickerProps {
  readonly label: string
  readonly collections: readonly Collection[]
  /** Offers “no collection”, in these words. */
  readonly topLevelLabel?: string | null
  readonly onPick: (id: number | null) => void
  /** Offers to make one of the name that is typed. */
  readonly onCreate?: (name: string) => void
}

interface Option {
  readonly key: string
  readonly label: string
  readonly icon: LucideIcon
  readonly pick: () => void
}

/** One collection out of many: typing finds it, arrows and Enter take it. */
export function CollectionPicker({
  label,
  collections,
  topLevelLabel = null,
  onPick,
  onCreate,
}: CollectionPickerProps) {
  const { t, i18n } = useTranslation('organise')
  const id = useId()
  const [typed, setTyped] = useState('')
  const [wanted, setWanted] = useState(0)
  const name = typed.trim()
  const found = flatten(toTree(collections, i18n.language)).filter(({ collection }) =>
    matchesName(pathOf(collection.id, collections), name),
  )
  const isKnown = collections.some((collection) => fold(collection.name) === fold(name))
  const options: readonly Option[] = [
    ...(topLevelLabel !== null && name === ''
      ? [{ key: 'top', label: topLevelLabel, icon: CornerLeftUp, pick: () => onPick(null) }]
      : []),
    ...found.map(({ collection }) => ({
      key: String(collection.id),
      label: pathOf(collection.id, collections),
      icon: Folder,
      pick: () => onPick(collection.id),
    })),
    ...(onCreate !== undefined && name !== '' && !isKnown
      ? [{ key: 'new', label: t('createAndAdd', { name }), icon: FolderPlus, pick: () => onCreate(name) }]
      : []),
  ]
  const active = Math.min(wanted, options.length - 1)

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent) || options.length === 0) return
    if (event.key === 'ArrowDown') setWanted((active + 1) % options.length)
    else if (event.key === 'ArrowUp') setWanted((active + options.length - 1) % options.length)
    else if (isSubmitEnter(event)) options[active]?.pick()
    else return
    event.preventDefault()
  }

  return (
    <>
      <input
        role="combobox"
        aria-label={label}
        placeholder={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxCollectionNameLength}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setWanted(0)
        }}
        onKeyDown={onKeyDown}
        className={`${inputClass} h-8.5 px-3`}
      />
      <ul
        id={`${id}-list`}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox
        role="listbox"
        aria-label={t('collections')}
        className="-mx-2 mt-2 max-h-72 min-h-40 overflow-y-auto px-1 py-1"
      >
        {options.map((option, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field keeps the focus and hears the keys
          <li
            key={option.key}
            id={`${id}-${place}`}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
            role="option"
            aria-selected={place === active}
            ref={(element) => {
              if (place === active) element?.scrollIntoView({ block: 'nearest' })
            }}
            onPointerMove={() => setWanted(place)}
            onClick={option.pick}
            className={clsx('flex min-h-8 items-center gap-2 rounded-md px-2', place === active && 'bg-ink/8')}
          >
            <option.icon size={15} aria-hidden className="shrink-0 text-ink-soft" />
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
          </li>
        ))}
      </ul>
      {options.length === 0 && (
        <p className="text-sm text-ink-soft">
          {name === '' ? t('noCollections') : t('noCollectionsMatch', { typed: name })}
        </p>
      )}
    </>
  )
}
