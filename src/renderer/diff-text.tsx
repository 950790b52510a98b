import { useTranslation } from 'react-i18next'
import type { DiffPart } from '#shared/diff-words.ts'

/** With signs, so that it is told apart without colour; spoken, because `ins` and `del` mostly are not. */
export function DiffText({ parts }: { readonly parts: readonly DiffPart[] }) {
  const { t } = useTranslation('provenance')
  return (
    <p className="whitespace-pre-wrap" data-selectable>
      {parts.map(({ kind, text }, index) => {
        // A part has no name but its place, and the list is made anew as a whole.
        const key = `${index}`
        if (kind === 'kept') return <span key={key}>{text}</span>
        const Tag = kind === 'added' ? 'ins' : 'del'
        return (
          <Tag
            key={key}
            className={
              kind === 'added'
                ? 'rounded-xs bg-accent-soft text-accent-text underline underline-offset-2'
                : 'text-ink-soft line-through'
            }
          >
            <span className="sr-only">{` [${t(kind)}] `}</span>
            <Sign kind={kind} />
            {text}
          </Tag>
        )
      })}
    </p>
  )
}

/** As generated content, so that whoever copies the text gets the text. */
function Sign({ kind }: { readonly kind: 'added' | 'removed' }) {
  return (
    <span
      aria-hidden
      className={`inline-block px-px font-semibold no-underline ${kind === 'added' ? "before:content-['+']" : "before:content-['−']"}`}
    />
  )
}
