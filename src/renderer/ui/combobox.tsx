import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown, Search } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge, type BadgeWords } from './badge.tsx'

export interface ComboboxOption {
  readonly value: string
  readonly label: string
  readonly description?: string | undefined
  readonly badges?: readonly BadgeWords[]
  readonly isDisabled?: boolean
  /** Found by it as well as by its label. */
  readonly alias?: string
}
/** A type alias, because Base UI wants an index signature, which interfaces do not have by themselves. */
export type ComboboxGroup = {
  /** `''` = needs no heading. */
  readonly label: string
  readonly items: readonly ComboboxOption[]
}

interface ComboboxProps {
  readonly label: string
  /** `null` = nothing chosen yet. */
  readonly value: string | null
  readonly placeholder?: string
  readonly groups: readonly ComboboxGroup[]
  readonly onChange: (value: string) => void
  /** Whether an option is called what is being typed. */
  readonly matches: (name: string, typed: string) => boolean
  /** What else could be meant by what is typed, beside the options that it finds. */
  readonly offer?: (typed: string) => readonly ComboboxOption[]
  /** Said where nothing is found. */
  readonly emptyText: string
}

/**
 * One of many, found by typing. The search stands in the list, so that what is typed and what is chosen never share a
 * field; typing on the closed box opens it.
 */
export function Combobox({ label, value, placeholder, groups, onChange, matches, offer, emptyText }: ComboboxProps) {
  const { t } = useTranslation('ui')
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const chosen = groups.flatMap(({ items }) => items).find((option) => option.value === value) ?? null
  const found = findOptions(groups, typed.trim(), matches, offer)

  const openByTyping = (event: KeyboardEvent): void => {
    const isLetter = event.key.length === 1 && event.key !== ' '
    if (isOpen || !isLetter || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setTyped(event.key)
    setOpen(true)
  }

  return (
    <div className="min-w-0">
      <Base.Root
        items={groups}
        filteredItems={found}
        filter={null}
        value={chosen}
        isItemEqualToValue={(one: ComboboxOption, other: ComboboxOption) => one.value === other.value}
        itemToStringLabel={(option: ComboboxOption) => option.label}
        open={isOpen}
        onOpenChange={(open) => {
          setOpen(open)
          if (!open) setTyped('')
        }}
        inputValue={typed}
        onInputValueChange={(text, { reason }) => reason === 'input-change' && setTyped(text)}
        onValueChange={(option) => option !== null && onChange(option.value)}
        autoHighlight
      >
        <Base.Label className="mb-1 block text-sm font-medium text-ink-soft">{label}</Base.Label>
        <Base.Trigger
          // Base UI would take the first letter for a choice.
          onKeyDownCapture={openByTyping}
          className="flex h-8.5 w-full items-center gap-2 rounded-md border border-line-strong bg-raised px-3 text-left text-base transition-colors hover:bg-ink/5"
        >
          <span className="min-w-0 flex-1 truncate">
            {chosen === null ? <span className="text-ink-soft">{placeholder}</span> : chosen.label}
          </span>
          {chosen?.badges?.map((badge) => (
            <Badge key={badge.text} {...badge} />
          ))}
          <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-ink-soft" />
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className="z-[80]" sideOffset={4} collisionPadding={8}>
            <Base.Popup
              aria-label={label}
              className="popup flex max-h-(--available-height) w-(--anchor-width) max-w-(--available-width) min-w-72 flex-col overflow-hidden"
            >
              <div className="flex items-center gap-2 border-b border-line px-3">
                <Search size={14} aria-hidden className="shrink-0 text-ink-soft" />
                <Base.Input
                  aria-label={t('search')}
                  placeholder={t('search')}
                  spellCheck={false}
                  // Base UI holds its own value back while a syllable is composed; results per syllable are what people expect.
                  onInput={(event) => setTyped(event.currentTarget.value)}
                  className="h-9 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-soft"
                />
              </div>
              <Base.Empty className="px-3.5 py-3 text-sm text-ink-soft empty:hidden">{emptyText}</Base.Empty>
              <Base.List className="max-h-96 min-h-0 overflow-y-auto p-1 empty:hidden">
                {(group: ComboboxGroup) => (
                  <Base.Group key={group.label} items={group.items}>
                    {group.label !== '' && (
                      <Base.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-soft">
                        {group.label}
                      </Base.GroupLabel>
                    )}
                    <Base.Collection>
                      {(option: ComboboxOption) => <Option key={option.value} option={option} />}
                    </Base.Collection>
                  </Base.Group>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </div>
  )
}

function Option({ option }: { readonly option: ComboboxOption }) {
  return (
    <Base.Item
      value={option}
      disabled={option.isDisabled === true}
      className="flex min-h-7.5 items-start gap-2 rounded-md px-2.5 py-1 text-sm outline-none data-disabled:text-ink-soft data-highlighted:bg-ink/8"
    >
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 break-words">{option.label}</span>
          {option.badges?.map((badge) => (
            <Badge key={badge.text} {...badge} />
          ))}
        </span>
        {option.description !== undefined && (
          <span className="block text-xs break-words text-ink-soft">{option.description}</span>
        )}
      </span>
      <span className="flex h-5 w-4 shrink-0 items-center">
        <Base.ItemIndicator>
          <Check size={15} aria-hidden />
        </Base.ItemIndicator>
      </span>
    </Base.Item>
  )
}

function findOptions(
  groups: readonly ComboboxGroup[],
  typed: string,
  matches: ComboboxProps['matches'],
  offer: ComboboxProps['offer'],
): readonly ComboboxGroup[] {
  if (typed === '') return groups
  const found = groups.map((group) => ({
    ...group,
    items: group.items.filter(({ label, alias = '' }) => matches(`${label} ${alias}`, typed)),
  }))
  return [...found, { label: '', items: offer?.(typed) ?? [] }].filter(({ items }) => items.length > 0)
}
