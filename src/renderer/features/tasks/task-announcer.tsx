import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '#shared/task.ts'
import { useAppStore } from '../../app-store.ts'
import { followTasks, hasEnded } from '../../data/tasks.ts'
import { showToast } from '../../ui/toast.tsx'
import { describeTask, nameTask } from './describe-task.ts'
import { useTaskStep } from './use-task-step.ts'

/**
 * Keeps the list of tasks true, and says when one begins and when one ends, never in between. What came of it also
 * stands in a notice, unless the panel shows it already.
 */
export function TaskAnnouncer() {
  const { t, i18n } = useTranslation('tasks')
  const { t: tFailures } = useTranslation('failures')
  const client = useQueryClient()
  const run = useTaskStep()
  const [news, setNews] = useState('')
  const isTasksOpen = useAppStore((state) => state.isTasksOpen)
  const closeNotices = useRef<readonly (() => void)[]>([])

  const announce = useEffectEvent((task: Task, before: Task | undefined) => {
    if (!hasEnded(task)) {
      if (before === undefined) setNews(t('began', { task: nameTask(task, t) }))
      return
    }
    if (before !== undefined && hasEnded(before)) return
    const { title, body, tone, steps } = describeTask(task, { t, tFailures, language: i18n.language })
    if (useAppStore.getState().isTasksOpen || task.state.kind === 'cancelled') return setNews(title)
    const [step] = steps
    const close = showToast({
      title,
      ...(body !== null && { description: body }),
      tone: tone === 'warning' ? 'neutral' : tone,
      action:
        step === undefined
          ? { label: t('tasks'), run: () => useAppStore.getState().setTasksOpen(true) }
          : { label: step.label, run: () => run(task.id, step.step) },
    })
    closeNotices.current = [...closeNotices.current, close]
  })
  useEffect(() => {
    if (!isTasksOpen) return
    for (const close of closeNotices.current) close()
    closeNotices.current = []
  }, [isTasksOpen])
  useEffect(() => followTasks(client, (task, before) => announce(task, before)), [client])

  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  )
}
