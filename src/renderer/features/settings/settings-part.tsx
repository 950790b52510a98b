import { type ReactNode, useId } from 'react'

interface SettingsPartProps {
  readonly title: string
  readonly description: string
  readonly children: ReactNode
}

/** One matter within a section. */
export function SettingsPart({ title, description, children }: SettingsPartProps) {
  const headingId = useId()
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId} className="font-medium">
        {title}
      </h3>
      <p className="mt-0.5 mb-3 text-sm text-ink-soft">{description}</p>
      {children}
    </section>
  )
}
