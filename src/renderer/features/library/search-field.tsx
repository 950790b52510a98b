import { Search, X } from 'lucide-react'
import { type ChangeEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inputClass } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { isComposing } from '../../ui/submit-enter.ts'
import { useLibraryStore } from './library-store.ts'

/** Long enough to let a fast typist finish a word, short enough to feel immediate. */
const debounceMs = 100

/**
 * Searches while one types, in the middle of a Hangul syllable too. What is typed stays in the field's own hands, so that
 * an answer that arrives never disturbs it.
 */
export function SearchField() {
  const { t } = useTranslation('library')
  const query = useLibraryStore((state) => state.filter.query)
  const isSearchWanted = useLibraryStore((state) => state.isSearchWanted)
  const { changeFilter, wantSearch } = useLibraryStore.getState()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(query)
  const [sought, setSought] = useState(query)
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Cleared from elsewhere (“Clear search and filters”): the field follows.
  if (sought !== query) {
    setSought(query)
    setTyped(query)
  }

  useEffect(() => {
    if (!isSearchWanted) return
    field.current?.focus()
    field.current?.select()
    wantSearch(false)
  }, [isSearchWanted, wantSearch])
  useEffect(() => () => clearTimeout(pending.current), [])

  const search = (text: string): void => {
    clearTimeout(pending.current)
    setSought(text)
    changeFilter({ query: text })
  }
  const clear = (): void => {
    setTyped('')
    search('')
  }
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    const text = event.target.value
    setTyped(text)
    clearTimeout(pending.current)
    pending.current = setTimeout(() => search(text), debounceMs)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' && !isComposing(event.nativeEvent)) {
      // Down to what was found.
      document.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus()
      event.preventDefault()
      return
    }
    if (event.key !== 'Escape' || typed === '' || isComposing(event.nativeEvent)) return
    event.preventDefault()
    clear()
  }

  return (
    <div className="relative max-w-2xl min-w-40 flex-1 basis-40">
      <Search
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-soft"
      />
      <input
        ref={field}
        type="search"
        aria-label={t('search')}
        placeholder={t('searchPlaceholder')}
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={onChange}
        onKeyDown={onKeyDown}
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
    </div>
  )
}
