import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import { type Condition, daysAgo, parseQuery } from '#shared/query-language.ts'
import { today } from '../../data/use-today.ts'
import { inputClass } from '../../ui/field.tsx'
import { withDates } from './facet-terms.ts'
import { useLibraryStore } from './library-store.ts'

const from = (date: string): Condition => ({ isNegated: false, kind: 'after', date })
const before = (date: string): Condition => ({ isNegated: false, kind: 'before', date })

/** When pictures were made: a usual span by one click, or two days, both included. */
export function DateFacet() {
  const { t } = useTranslation('library')
  const { query, changeQuery } = useLibraryStore()
  const { terms } = parseQuery(query.text)
  const after = terms.find((term) => term.kind === 'after')
  const until = terms.find((term) => term.kind === 'before')
  const now = new Date()
  const choices = [
    { name: t('today'), date: 'today' },
    { name: t('last7Days'), date: '7d' },
    { name: t('last30Days'), date: '30d' },
    { name: t('thisYear'), date: String(now.getFullYear()) },
  ]
  const firstDay = after?.kind === 'after' ? toDay(after.date) : null
  const lastDay = until?.kind === 'before' ? previousDay(toDay(until.date)) : null
  const setSpan = (first: string | null, last: string | null): void =>
    changeQuery({
      text: withDates(query.text, [
        ...(first === null ? [] : [from(first)]),
        ...(last === null ? [] : [before(nextDay(last))]),
      ]),
    })

  return (
    <div>
      <ul>
        {choices.map(({ name, date }) => {
          const isChosen = after?.kind === 'after' && after.date === date && until === undefined
          return (
            <li key={date}>
              <button
                type="button"
                aria-pressed={isChosen}
                onClick={() => changeQuery({ text: withDates(query.text, isChosen ? [] : [from(date)]) })}
                className={clsx(
                  'min-h-7 w-full rounded-md px-2 py-0.5 text-left text-sm hover:bg-ink/6',
                  isChosen && 'bg-accent-soft text-accent-text',
                )}
              >
                {name}
              </button>
            </li>
          )
        })}
      </ul>
      <div className="mt-1 grid grid-cols-1 gap-1.5 px-2">
        <DayField label={t('dateFrom')} value={firstDay} latest={lastDay} onChange={(day) => setSpan(day, lastDay)} />
        <DayField label={t('dateTo')} value={lastDay} earliest={firstDay} onChange={(day) => setSpan(firstDay, day)} />
      </div>
    </div>
  )
}

interface DayFieldProps {
  readonly label: string
  readonly value: string | null
  readonly earliest?: string | null
  readonly latest?: string | null
  readonly onChange: (day: string | null) => void
}

function DayField({ label, value, earliest, latest, onChange }: DayFieldProps) {
  return (
    <label className="flex items-center gap-2 text-xs text-ink-soft">
      <span className="w-10 shrink-0">{label}</span>
      <input
        type="date"
        value={value ?? ''}
        min={earliest ?? undefined}
        max={latest ?? undefined}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        className={`${inputClass} h-7 flex-1 px-1.5 text-xs text-ink`}
      />
    </label>
  )
}

// The calendar is asked rather than 24 hours added: a day with a clock change has 23 or 25.
const dayFrom = (at: Date, days: number): string =>
  today(new Date(at.getFullYear(), at.getMonth(), at.getDate() + days, 12).getTime())

const nextDay = (day: string): string => dayFrom(new Date(`${day}T12:00`), 1)
const previousDay = (day: string): string => dayFrom(new Date(`${day}T12:00`), -1)

/** The day on which a date of the query language begins. */
function toDay(date: string): string {
  const now = new Date()
  const ago = daysAgo(date)
  if (ago !== null) return dayFrom(now, -ago)
  const [year, month = '01', day = '01'] = date.split('-')
  return `${year}-${month}-${day}`
}
