import { Popover } from '@base-ui/react/popover'
import { ListChecks } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { hasEnded, useDismissTasks, useTasks } from '../../data/tasks.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TaskItem } from './task-item.tsx'
import { tasksButtonId } from './tasks-button.tsx'

const findButton = (): HTMLElement | null => document.getElementById(tasksButtonId)

/** Everything long that runs or has ended, beside its button in the rail. Nothing behind it is blocked. */
export function TasksPanel() {
  const { t } = useTranslation('tasks')
  const isOpen = useAppStore((state) => state.isTasksOpen)
  const setTasksOpen = useAppStore((state) => state.setTasksOpen)
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(open, { reason, event }) => {
        // A press on the button closes by itself; closed here first, it would open again.
        if (reason === 'outside-press' && event.target instanceof Node && findButton()?.contains(event.target)) return
        setTasksOpen(open)
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={findButton}
          side="right"
          align="end"
          sideOffset={12}
          collisionPadding={8}
          className="z-30"
        >
          <Popover.Popup
            ref={popup}
            // Not on its first button, which cancels.
            initialFocus={popup}
            // A dialog that a task opened takes the focus itself.
            finalFocus={() => (useAppStore.getState().dialog === null ? findButton() : false)}
            className="popup flex max-h-(--available-height) w-[min(26rem,calc(100vw-6.5rem))] flex-col overflow-hidden rounded-xl outline-none"
          >
            <Popover.Title className="px-4 pt-3 pb-1 text-base font-semibold">{t('tasks')}</Popover.Title>
            <Tasks />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Tasks() {
  const { t } = useTranslation('tasks')
  const tasks = useTasks()
  const dismiss = useDismissTasks()
  if (tasks.isError && tasks.data === undefined)
    return (
      <div className="px-4 pt-1 pb-4">
        <FailureNotice failure={tasks.error.failure} steps={{ 'try-again': () => void tasks.refetch() }} />
      </div>
    )
  if (tasks.data === undefined)
    return (
      <div className="px-4 pb-4">
        <Spinner label={t('loading')} />
      </div>
    )
  if (tasks.data.length === 0)
    return <EmptyState icon={ListChecks} title={t('emptyTitle')} description={t('emptyBody')} />
  const ended = tasks.data.filter(hasEnded)
  return (
    <>
      <ul className="min-h-0 flex-1 divide-y divide-line overflow-y-auto">
        {tasks.data.map((task) => (
          <TaskItem key={task.id} task={task} />
        ))}
      </ul>
      {ended.length > 1 && (
        <div className="flex justify-end border-t border-line px-4 py-2">
          <Button variant="plain" size="small" onClick={() => dismiss.mutate(ended.map(({ id }) => id))}>
            {t('clear')}
          </Button>
        </div>
      )}
    </>
  )
}
