import { useTranslation } from 'react-i18next'
import { useCancelWaiting, useQueue } from '../../data/queue.ts'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useCreateStore } from './create-store.ts'

/** Before everything that waits is cancelled: that cannot be taken back. */
export function CancelWaitingDialog() {
  const { t, i18n } = useTranslation('queue')
  const asked = useCreateStore((state) => state.cancelWaitingAsked)
  const close = () => useCreateStore.getState().askToCancelWaiting(null)
  const { data: queue } = useQueue()
  const cancel = useCancelWaiting()
  const count = (queue?.lanes ?? [])
    .filter(({ connectionId }) => asked?.connectionId === null || connectionId === asked?.connectionId)
    .reduce((total, { waitingCount }) => total + waitingCount, 0)
  const confirm = (): void => {
    if (asked !== null) cancel.mutate(asked.connectionId, { onSuccess: close, onError: sayFailure })
  }
  return (
    <Dialog
      isOpen={asked !== null}
      onClose={close}
      title={t('cancelTitle', { count, shown: count.toLocaleString(i18n.language) })}
      description={t('cancelBody')}
      footer={
        <>
          <Button onClick={close}>{t('keepWaiting')}</Button>
          <Button variant="danger" isBusy={cancel.isPending} onClick={confirm}>
            {t('cancelThem')}
          </Button>
        </>
      }
    />
  )
}
