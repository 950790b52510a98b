import { Search, X } from 'lucide-react'
import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { typingAt } from '#shared/query-language.ts'
import { inputClass } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { isComposing } from '../../ui/submit-enter.ts'
import { complete, type Suggestion } from './complete-query.ts'
import { useLibraryStore } from './library-store.ts'
import { optionId, SuggestionList } from './suggestion-list.tsx'
import { useCompletions } from './use-completions.ts'

/** Long enough to let a fast typist finish a word, short enough to feel immediate. */
const debounceMs = 100
const longestText = 1900

/**
 * Searches while one types, in the middle of a Hangul syllable too. What is typed stays in the field's own hands, so that
 * an answer that arrives never disturbs it.
 */
export function SearchField() {
  const { t } = useTranslation('library')
  const query = useLibraryStore((state) => state.query)
  const isSearchWanted = useLibraryStore((state) => state.isSearchWanted)
  const { changeQuery, wantSearch } = useLibraryStore.getState()
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const [typed, setTyped] = useState(() => readyForMore(query.text))
  const [sought, setSought] = useState(query.text)
  const [caret, setCaret] = useState(0)
  const [isAsking, setAsking] = useState(false)
  /** Among the suggestions; -1 = none. */
  const [active, setActive] = useState(-1)
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Changed from elsewhere (a chip, a facet, “Clear search and filters”): the field follows.
  if (sought !== query.text) {
    setSought(query.text)
    setTyped(readyForMore(query.text))
    setAsking(false)
  }
  const suggestions = useCompletions({ query, text: typed, caret, isWanted: isAsking })
  const isOpen = isAsking && suggestions.length > 0
  const activeSuggestion = isOpen ? suggestions[active] : undefined

  useEffect(() => {
    if (!isSearchWanted) return
    field.current?.focus()
    field.current?.select()
    wantSearch(false)
  }, [isSearchWanted, wantSearch])
  useEffect(() => () => clearTimeout(pending.current), [])

  const search = (text: string): void => {
    clearTimeout(pending.current)
    setSought(text.trim())
    changeQuery({ text: text.trim() })
  }
  const ask = (isWanted: boolean): void => {
    setAsking(isWanted)
    setActive(-1)
  }
  const clear = (): void => {
    setTyped('')
    search('')
    ask(false)
  }
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const text = event.target.value
    setTyped(text)
    const at = event.target.selectionStart ?? text.length
    setCaret(at)
    // Between two words nothing is suggested unless it is asked for.
    ask(typingAt(text, at) !== null)
    clearTimeout(pending.current)
    pending.current = setTimeout(() => search(text), debounceMs)
  }
  const take = (suggestion: Suggestion): void => {
    if (suggestion.kind === 'saved-search') {
      // The few letters that led here are not searched for any more.
      clearTimeout(pending.current)
      changeQuery(suggestion.search.query)
      ask(false)
      return
    }
    const completed = complete(typed, caret, suggestion)
    setTyped(completed.text)
    setCaret(completed.caret)
    ask(completed.isUnfinished)
    search(completed.text)
    // Once React has put the text there; setting it moves the caret to its end.
    requestAnimationFrame(() => field.current?.setSelectionRange(completed.caret, completed.caret))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return
    const act = keyAction(event, isOpen, activeSuggestion !== undefined, typed)
    if (act === null) return
    event.preventDefault()
    switch (act) {
      case 'ask':
        setCaret(event.currentTarget.selectionStart ?? typed.length)
        ask(true)
        break
      case 'next':
        setActive((active + 1) % suggestions.length)
        break
      case 'previous':
        setActive(active <= 0 ? suggestions.length - 1 : active - 1)
        break
      case 'take':
        if (activeSuggestion !== undefined) take(activeSuggestion)
        break
      case 'close':
        ask(false)
        break
      case 'clear':
        clear()
        break
      case 'leave':
        // Down to what was found.
        document.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus()
        break
    }
  }

  return (
    <div className="relative max-w-3xl min-w-40 flex-1 basis-40">
      <Search
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-soft"
      />
      {/* A searchbox, not a combobox: what is typed is searched for without choosing anything. */}
      <input
        ref={field}
        type="search"
        aria-label={t('search')}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={activeSuggestion === undefined ? undefined : optionId(listId, active)}
        placeholder={t('searchPlaceholder')}
        maxLength={longestText}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={onChange}
        onKeyDown={onKeyDown}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? typed.length)}
        onBlur={() => ask(false)}
        className={`${inputClass} h-8.5 pr-9 pl-9 text-ellipsis [&::-webkit-search-cancel-button]:hidden`}
      />
      {typed !== '' && (
        <IconButton
          label={t('clearSearch')}
          icon={X}
          size="small"
          onClick={() => {
            clear()
            field.current?.focus()
          }}
          className="absolute top-1/2 right-1 -translate-y-1/2"
        />
      )}
      {isOpen && <SuggestionList id={listId} suggestions={suggestions} active={active} onTake={take} />}
    </div>
  )
}

/** What is typed next is a new word, and not the end of what a chip or a facet has put there. */
const readyForMore = (text: string): string => (text === '' ? '' : `${text} `)

type KeyAction = 'ask' | 'next' | 'previous' | 'take' | 'close' | 'clear' | 'leave'

/** What a key means in the field; `null` = it is the field's own. */
function keyAction(
  { key, altKey, ctrlKey, shiftKey }: Pick<globalThis.KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'shiftKey'>,
  isOpen: boolean,
  hasActive: boolean,
  typed: string,
): KeyAction | null {
  switch (key) {
    case ' ':
      return ctrlKey && !isOpen ? 'ask' : null
    case 'ArrowDown':
      if (altKey && !isOpen) return 'ask'
      return isOpen ? 'next' : 'leave'
    case 'ArrowUp':
      return isOpen ? 'previous' : null
    case 'Enter':
      return hasActive ? 'take' : isOpen ? 'close' : null
    case 'Tab':
      return hasActive && !shiftKey ? 'take' : null
    case 'Escape':
      if (isOpen) return 'close'
      return typed === '' ? null : 'clear'
    default:
      return null
  }
}
