import { type ReactNode, useId } from 'react'

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className="border-t border-line px-4 py-4 first:border-t-0">
      <h3 id={titleId} className="mb-2.5 text-sm font-semibold">
        {title}
      </h3>
      {children}
    </section>
  )
}

/** Facts as name and value, in two columns that line up. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">{children}</dl>
}

interface FactProps {
  readonly name: string
  readonly children: ReactNode
  /** For instance a copy button. */
  readonly action?: ReactNode
  readonly isSoft?: boolean
}

export function Fact({ name, children, action, isSoft = false }: FactProps) {
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="flex min-w-0 items-start justify-between gap-1" data-selectable>
        <span className={`min-w-0 tabular-nums ${isSoft ? 'text-ink-soft' : ''}`}>{children}</span>
        {action !== undefined && <span className="-my-0.5 shrink-0">{action}</span>}
      </dd>
    </>
  )
}
