import { ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '#shared/task.ts'
import { useAppStore } from '../../app-store.ts'
import { hasEnded, useTasks } from '../../data/tasks.ts'

/** Where the panel is anchored. */
export const tasksButtonId = 'tasks-button'

/** Opens the tasks; its ring shows how far the running ones are, all taken together. */
export function TasksButton() {
  const { t } = useTranslation('tasks')
  const { data: tasks = [] } = useTasks()
  const isOpen = useAppStore((state) => state.isTasksOpen)
  const setTasksOpen = useAppStore((state) => state.setTasksOpen)
  const running = tasks.filter((task) => !hasEnded(task))
  return (
    <button
      type="button"
      id={tasksButtonId}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => setTasksOpen(!isOpen)}
      className="flex w-full flex-col items-center gap-1 rounded-lg py-2 text-xs text-ink-soft transition-colors hover:bg-ink/5 hover:text-ink aria-expanded:bg-ink/8 aria-expanded:text-ink"
    >
      <span className="relative flex size-5 items-center justify-center">
        <ListChecks size={running.length === 0 ? 20 : 12} strokeWidth={running.length === 0 ? 1.75 : 2} aria-hidden />
        {running.length > 0 && <ProgressRing part={partDone(running)} />}
      </span>
      {t('tasks')} {running.length > 0 && <span className="sr-only">{t('running', { count: running.length })}</span>}
    </button>
  )
}

const radius = 10
const circumference = 2 * Math.PI * radius

/** `null` = how much there is to do is not known yet: a quarter turns. */
function ProgressRing({ part }: { readonly part: number | null }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden
      className={part === null ? 'absolute -inset-1 -rotate-90 animate-spin' : 'absolute -inset-1 -rotate-90'}
    >
      <circle cx="12" cy="12" r={radius} fill="none" strokeWidth="2" className="stroke-line-strong/50" />
      <circle
        cx="12"
        cy="12"
        r={radius}
        fill="none"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeDasharray={circumference}
        strokeDashoffset={circumference * (1 - (part ?? 0.25))}
        className="stroke-accent-text"
      />
    </svg>
  )
}

/** Each task counts alike, whatever it counts in. */
function partDone(running: readonly Task[]): number | null {
  const parts = running.map(({ done, total }) => (total === null || total === 0 ? null : Math.min(1, done / total)))
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? null : known.reduce((sum, part) => sum + part, 0) / parts.length
}
