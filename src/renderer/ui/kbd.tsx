import { isMac } from './platform.ts'
import { shortcutKeys } from './shortcut-label.ts'

/** A shortcut as keys of this computer. */
export function Kbd({ shortcut }: { readonly shortcut: string }) {
  return (
    <kbd className="inline-flex shrink-0 gap-0.5 font-sans text-xs text-ink-soft">
      {shortcutKeys(shortcut, isMac).map((key) => (
        <span
          key={key}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-line bg-ink/5 px-1"
        >
          {key}
        </span>
      ))}
    </kbd>
  )
}
