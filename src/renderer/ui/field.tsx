import { Field as Base } from '@base-ui/react/field'
import { Input } from '@base-ui/react/input'
import { clsx } from 'clsx'
import type { ComponentPropsWithRef, ReactNode } from 'react'

interface FieldProps {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly description?: ReactNode
  /** What is wrong with the value, and how to put it right. */
  readonly problem?: string | null | undefined
  /** A control of this kit; label, description and problem are tied to it. */
  readonly children: ReactNode
  readonly className?: string
}

export function Field({ label, isLabelHidden = false, description, problem, children, className }: FieldProps) {
  const hasProblem = problem !== undefined && problem !== null
  return (
    <Base.Root invalid={hasProblem} className={clsx('min-w-0', className)}>
      <Base.Label className={isLabelHidden ? 'sr-only' : 'mb-1 block text-sm font-medium text-ink-soft'}>
        {label}
      </Base.Label>
      {children}
      {description !== undefined && (
        <Base.Description className="mt-1 text-sm text-ink-soft" render={<div />}>
          {description}
        </Base.Description>
      )}
      {hasProblem && (
        <Base.Error match className="mt-1 text-sm text-danger">
          {problem}
        </Base.Error>
      )}
    </Base.Root>
  )
}

/** One line of text; looks alike in and out of a `Field`. */
export function TextInput({
  className,
  ...native
}: Omit<ComponentPropsWithRef<typeof Input>, 'className'> & { readonly className?: string }) {
  return <Input {...native} className={clsx(inputClass, 'h-8.5 px-3', className)} />
}

export const inputClass =
  'w-full min-w-0 rounded-md border border-line-strong bg-raised text-base placeholder:text-ink-soft disabled:opacity-45 data-invalid:border-danger aria-invalid:border-danger'
