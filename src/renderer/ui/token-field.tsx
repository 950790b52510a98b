import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { inputClass } from './field.tsx'
import { isComposing, isSubmitEnter } from './submit-enter.ts'

interface TokenFieldProps {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly placeholder?: string
  readonly tokens: readonly Token[]
  /** Given what is typed, best first; those that are tokens already are left out here. */
  readonly suggest: (typed: string) => readonly string[]
  readonly onAdd: (name: string) => void
  readonly onRemove: (name: string) => void
  /** For instance `name => "Remove tag " + name`. */
  readonly removeLabel: (name: string) => string
  readonly maxLength: number
}

export interface Token {
  readonly name: string
  /** Stands behind the name, for instance on how many pictures it is. */
  readonly note?: string | undefined
}

/**
 * Short names, put in one by one with completion: Enter or a comma adds, Backspace in the empty field takes the last one
 * away. Written by hand, because the text under composition must stay the browser's.
 */
export function TokenField({
  label,
  isLabelHidden = false,
  placeholder,
  tokens,
  suggest,
  onAdd,
  onRemove,
  removeLabel,
  maxLength,
}: TokenFieldProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [hasFocus, setFocus] = useState(false)
  const [isDismissed, setDismissed] = useState(false)
  /** In the list; -1 = none, Enter takes what is typed. */
  const [active, setActive] = useState(-1)
  const wanted = hasFocus && !isDismissed && typed.trim() !== '' ? suggest(typed.trim()) : []
  const options = wanted.filter((name) => !tokens.some((token) => isSame(token.name, name))).slice(0, 8)
  const isOpen = options.length > 0

  const type = (text: string): void => {
    setTyped(text)
    setActive(-1)
    setDismissed(false)
  }
  const add = (text: string): void => {
    for (const name of text.split(/[,，、\n]/)) if (name.trim() !== '') onAdd(name.trim())
    type('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return
    if (isSubmitEnter(event)) {
      const chosen = options[active] ?? typed
      if (chosen.trim() === '') return
      add(chosen)
    } else if (event.key === ',' && typed.trim() !== '') add(typed)
    else if (event.key === 'Backspace' && typed === '') {
      const last = tokens.at(-1)
      if (last === undefined) return
      onRemove(last.name)
    } else if (event.key === 'ArrowDown' && isOpen) setActive((active + 1) % options.length)
    else if (event.key === 'ArrowUp' && isOpen) setActive(active <= 0 ? options.length - 1 : active - 1)
    else if (event.key === 'Escape' && isOpen) {
      setDismissed(true)
      // The dialog around it stays.
      event.stopPropagation()
    } else return
    event.preventDefault()
  }

  return (
    <div>
      <label
        htmlFor={`${id}-input`}
        className={isLabelHidden ? 'sr-only' : 'mb-1 block text-sm font-medium text-ink-soft'}
      >
        {label}
      </label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a press between the tokens means the field in it */}
      <div
        onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
        className={clsx(
          inputClass,
          'relative flex min-h-8.5 flex-wrap items-center gap-1 p-1 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-accent-text',
        )}
      >
        {tokens.length > 0 && (
          <ul aria-label={label} className="contents">
            {tokens.map(({ name, note }) => (
              <li
                key={name}
                className="flex max-w-full min-w-0 items-center rounded-sm bg-ink/8 pl-2 text-sm"
                data-selectable
              >
                <span className="truncate">{name}</span>
                {note !== undefined && (
                  <span className="ml-1.5 shrink-0 text-xs text-ink-soft tabular-nums">{note}</span>
                )}
                <button
                  type="button"
                  aria-label={removeLabel(name)}
                  onClick={() => {
                    onRemove(name)
                    input.current?.focus()
                  }}
                  className="ml-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-soft hover:bg-ink/8 hover:text-ink"
                >
                  <X size={13} aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          id={`${id}-input`}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
          placeholder={tokens.length === 0 ? placeholder : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={maxLength}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onFocus={() => setFocus(true)}
          onBlur={() => {
            setFocus(false)
            // What was typed and not confirmed is meant all the same.
            if (typed.trim() !== '') add(typed)
          }}
          className="h-6 min-w-24 flex-1 bg-transparent px-1.5 text-base outline-none"
        />
        {isOpen && (
          <ul
            id={`${id}-list`}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox
            role="listbox"
            aria-label={label}
            className="popup absolute top-full right-0 left-0 z-10 mt-1 max-h-56 overflow-y-auto p-1"
          >
            {options.map((name, place) => (
              // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field keeps the focus and hears the keys
              <li
                key={name}
                id={`${id}-${place}`}
                // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
                role="option"
                aria-selected={place === active}
                ref={(option) => {
                  if (place === active) option?.scrollIntoView({ block: 'nearest' })
                }}
                // Before the field loses the focus.
                onPointerDown={(event) => event.preventDefault()}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => add(name)}
                onPointerMove={() => setActive(place)}
                className={clsx('flex min-h-7 items-center rounded-md px-2 text-sm', place === active && 'bg-ink/8')}
              >
                <span className="truncate">{name}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

const isSame = (a: string, b: string): boolean => a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
