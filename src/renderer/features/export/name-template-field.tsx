import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fillNameTemplate, findUnknownField, type NameValues, nameFields } from '#shared/name-template.ts'
import { Field, TextInput } from '../../ui/field.tsx'

interface NameTemplateFieldProps {
  readonly value: string
  readonly onChange: (template: string) => void
  readonly values: NameValues
  readonly extension: string
}

/** How the files are to be called, with an example that follows each key press. */
export function NameTemplateField({ value, onChange, values, extension }: NameTemplateFieldProps) {
  const { t } = useTranslation('exchange')
  const input = useRef<HTMLInputElement>(null)
  const problem = useNameProblem(value)

  /** Where the text cursor stands, as if it had been typed. */
  function insert(name: string): void {
    const field = `{${name}}`
    const start = input.current?.selectionStart ?? value.length
    const end = input.current?.selectionEnd ?? start
    onChange(value.slice(0, start) + field + value.slice(end))
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(start + field.length, start + field.length)
    })
  }

  return (
    <div>
      <Field
        label={t('fileNames')}
        problem={problem}
        description={problem === null && t('nameExample', { name: `${fillNameTemplate(value, values)}.${extension}` })}
      >
        <TextInput
          ref={input}
          value={value}
          maxLength={200}
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </Field>
      <ul aria-label={t('nameFields')} className="mt-2 flex flex-wrap gap-1.5">
        {nameFields.map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-label={t('insertField', { field: t(`field_${name}`) })}
              onClick={() => insert(name)}
              className="h-6 rounded-md border border-line px-2 text-xs text-ink-soft hover:bg-ink/7 hover:text-ink"
            >
              {t(`field_${name}`)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What is wrong with a template, in words; `null` = it can be used. */
export function useNameProblem(template: string): string | null {
  const { t } = useTranslation('exchange')
  if (template.trim() === '') return t('nameEmpty')
  const unknown = findUnknownField(template)
  return unknown === null ? null : t('nameUnknownField', { field: `{${unknown}}` })
}
