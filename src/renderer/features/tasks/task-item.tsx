import { clsx } from 'clsx'
import { Ban, CircleAlert, CircleCheck, type LucideIcon, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '#shared/task.ts'
import { hasEnded, useCancelTask, useDismissTasks } from '../../data/tasks.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { describeTask, nameTask, type TaskWords } from './describe-task.ts'
import { useTaskStep } from './use-task-step.ts'

const looks: Readonly<Record<TaskWords['tone'], { readonly Icon: LucideIcon; readonly colour: string }>> = {
  neutral: { Icon: Ban, colour: 'text-ink-soft' },
  success: { Icon: CircleCheck, colour: 'text-success' },
  warning: { Icon: TriangleAlert, colour: 'text-warning' },
  danger: { Icon: CircleAlert, colour: 'text-danger' },
}

/** One task: how far it is, or what came of it and what can be done with that. */
export function TaskItem({ task }: { readonly task: Task }) {
  const { t, i18n } = useTranslation('tasks')
  const { t: tFailures } = useTranslation('failures')
  const words = describeTask(task, { t, tFailures, language: i18n.language })
  const dismiss = useDismissTasks()
  const run = useTaskStep()
  if (!hasEnded(task)) return <RunningTask task={task} words={words} />
  const { Icon, colour } = looks[words.tone]
  const detail = task.state.kind === 'failed' ? task.state.failure.detail : undefined
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon size={16} aria-hidden className={clsx('mt-0.5 shrink-0', colour)} />
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">{words.title}</p>
        {words.body !== null && (
          <p className="text-sm text-ink-soft" data-selectable>
            {words.body}
          </p>
        )}
        {detail !== undefined && detail !== '' && <Disclosure text={detail} className="mt-1" />}
        <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
          {words.steps.map(({ label, step }) => (
            <Button key={step.kind} size="small" onClick={() => run(task.id, step)}>
              {label}
            </Button>
          ))}
          <StartTime startedAtMs={task.startedAtMs} language={i18n.language} />
        </div>
      </div>
      <IconButton
        label={t('dismiss', { task: nameTask(task, t) })}
        icon={X}
        size="small"
        tooltipSide="left"
        onClick={() => dismiss.mutate([task.id])}
        className="-mt-1 -mr-2"
      />
    </li>
  )
}

function RunningTask({ task, words }: { readonly task: Task; readonly words: TaskWords }) {
  const { t } = useTranslation('tasks')
  const cancel = useCancelTask()
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">{words.title}</p>
        <progress
          aria-label={words.title}
          max={task.total ?? 1}
          // Without a value it says only that something goes on.
          {...(task.total !== null && { value: task.done })}
          className="my-1.5 block h-1 w-full appearance-none overflow-hidden rounded-full indeterminate:animate-pulse indeterminate:[&::-webkit-progress-bar]:bg-accent/60 [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        />
        <p className="text-sm text-ink-soft tabular-nums">{words.body}</p>
      </div>
      <Button
        size="small"
        aria-label={t('cancelOf', { task: words.title })}
        disabled={task.state.kind === 'cancelling'}
        onClick={() => cancel.mutate(task.id)}
      >
        {t('cancel')}
      </Button>
    </li>
  )
}

function StartTime({ startedAtMs, language }: { readonly startedAtMs: number; readonly language: string }) {
  const started = new Date(startedAtMs)
  return (
    <time dateTime={started.toISOString()} className="ml-auto text-xs text-ink-soft tabular-nums">
      {started.toLocaleTimeString(language, { hour: 'numeric', minute: '2-digit' })}
    </time>
  )
}
