import { type ReactNode, useId } from 'react'

interface SettingsSectionProps {
  readonly title: string
  readonly description: string
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** Heading on the left, controls on the right; one above the other where the window is narrow. */
export function SettingsSection({ title, description, action, children }: SettingsSectionProps) {
  const headingId = useId()
  return (
    <section
      aria-labelledby={headingId}
      className="grid gap-x-10 gap-y-4 border-t border-line py-8 first-of-type:border-t-0 min-[960px]:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <div>
        <h2 id={headingId} className="text-lg font-semibold">
          {title}
        </h2>
        <p className="mt-1 text-sm text-ink-soft">{description}</p>
        {action !== undefined && <div className="mt-4">{action}</div>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
