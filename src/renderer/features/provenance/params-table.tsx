import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ParamRow } from './compare-params.ts'

/** What was asked for beside what was used. A difference carries a sign and a word, not a colour alone. */
export function ParamsTable({ rows }: { readonly rows: readonly ParamRow[] }) {
  const { t } = useTranslation('provenance')
  const differenceCount = rows.filter(({ differs }) => differs).length
  return (
    <>
      <table className="-mx-2 w-[calc(100%+1rem)] table-fixed text-left text-sm">
        <thead className="text-xs text-ink-soft">
          <tr>
            <th scope="col" className="w-26 px-2 pb-1.5 font-normal">
              {t('parameter')}
            </th>
            <th scope="col" className="px-2 pb-1.5 font-normal">
              {t('requested')}
            </th>
            <th scope="col" className="px-2 pb-1.5 font-normal">
              {t('actual')}
            </th>
          </tr>
        </thead>
        <tbody data-selectable>
          {rows.map(({ name, requested, actual, differs }) => (
            <tr key={name} className={`border-t border-line align-top ${differs ? 'bg-warning-soft' : ''}`}>
              <th scope="row" className="px-2 py-1.5 font-normal text-ink-soft">
                {t(name)}
              </th>
              <td className={`px-2 py-1.5 ${requested === null ? 'text-ink-soft' : ''}`}>
                {requested === null ? t('notSet') : readable(requested, t)}
              </td>
              <td className={`px-2 py-1.5 ${differs ? 'font-semibold' : actual === null ? 'text-ink-soft' : ''}`}>
                {actual === null ? t('unknown') : readable(actual, t)}
                {differs && (
                  <span className="mr-1 block text-xs font-medium whitespace-nowrap text-warning">
                    ≠ {t('differs')}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {differenceCount > 0 && (
        <p className="mt-2 text-xs text-ink-soft">{t('differsHint', { count: differenceCount })}</p>
      )}
    </>
  )
}

const words = [
  'auto',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
  'standard',
  'hd',
  'vivid',
  'natural',
  'transparent',
  'opaque',
] as const

const formats: readonly string[] = ['png', 'jpeg', 'webp', 'gif', 'svg']

/** A word of the provider's in the person's language; figures, formats and words not known stay as they are. */
function readable(value: string, t: TFunction<'provenance'>): string {
  const word = words.find((known) => known === value)
  if (word !== undefined) return t(word)
  return formats.includes(value) ? value.toUpperCase() : value.replace(/^(\d+)x(\d+)$/, '$1 × $2')
}
