import { defaultNameTemplate } from '#shared/name-template.ts'
import { assertNever } from '#shared/result.ts'
import type { ExportOrder, PictureForm } from '../../data/exchange.ts'

/** What was chosen in the dialog, for every kind of export at once, so that going back and forth forgets nothing. */
export interface ExportChoices {
  readonly what: ExportOrder['what']
  readonly form: PictureForm
  readonly nameTemplate: string
  readonly format: 'csv' | 'json'
  readonly to: 'pdf' | 'printer'
}

export const whats = ['pictures', 'archive', 'records', 'contact-sheet'] as const
export const forms = ['original', 'copy', 'stripped'] as const
const formats = ['csv', 'json'] as const
const targets = ['pdf', 'printer'] as const

const storageKey = 'export-choices'

export const keepChoices = (choices: ExportChoices): void => localStorage.setItem(storageKey, JSON.stringify(choices))

/** As it was last exported on this computer; what is not known gives way to the ordinary. */
export function readChoices(): ExportChoices {
  const kept = parse(localStorage.getItem(storageKey) ?? '{}')
  const { what, form, nameTemplate, format, to } = kept
  return {
    what: whats.find((known) => known === what) ?? 'pictures',
    form: forms.find((known) => known === form) ?? 'original',
    nameTemplate: typeof nameTemplate === 'string' && nameTemplate.trim() !== '' ? nameTemplate : defaultNameTemplate,
    format: formats.find((known) => known === format) ?? 'csv',
    to: targets.find((known) => known === to) ?? 'pdf',
  }
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(text)
    return typeof kept === 'object' && kept !== null ? { ...kept } : {}
  } catch {
    // Written by something else: as good as nothing.
    return {}
  }
}

export function toOrder(choices: ExportChoices, ids: readonly number[] | null): ExportOrder {
  const { what, form, nameTemplate, format, to } = choices
  switch (what) {
    case 'pictures':
      return { what, ids, form, nameTemplate: nameTemplate.trim() }
    case 'archive':
      return { what, ids }
    case 'records':
      return { what, ids, format }
    case 'contact-sheet':
      return { what, ids, to }
    default:
      return assertNever(what)
  }
}
