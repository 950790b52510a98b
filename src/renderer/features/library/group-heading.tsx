import { useTranslation } from 'react-i18next'
import type { ImageList } from '#shared/image-query.ts'
import { today } from '../../data/use-today.ts'

export type Group = ImageList['groups'][number]

/** What a group is called, and how many pictures are in it. */
export function GroupHeading({ group, count }: { readonly group: Group; readonly count: number }) {
  const { t, i18n } = useTranslation('library')
  const nameOf = useGroupName()
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate font-medium">{nameOf(group)}</span>
      <span className="shrink-0 text-sm text-ink-soft tabular-nums">
        {t('count', { count, shown: count.toLocaleString(i18n.language) })}
      </span>
    </span>
  )
}

function useGroupName(): (group: Group) => string {
  const { t, i18n } = useTranslation('library')
  return (group) => {
    switch (group.kind) {
      case 'day':
        return nameOfDay(group.day, i18n.language, { today: t('today'), yesterday: t('yesterday') })
      case 'prompt':
        return group.prompt ?? t('noPromptGroup')
      case 'experiment':
        return group.id === null ? t('noExperimentGroup') : t('experimentGroup', { id: group.id })
    }
  }
}

/** “Today”, “Thursday 5 November” this year, with the year before that. */
export function nameOfDay(
  day: string,
  language: string,
  near: { readonly today: string; readonly yesterday: string },
  nowMs: number = Date.now(),
): string {
  const now = new Date(nowMs)
  if (day === today(nowMs)) return near.today
  if (day === today(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 12).getTime())) return near.yesterday
  const isThisYear = day.startsWith(`${now.getFullYear()}-`)
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(new Date(`${day}T12:00`))
}
