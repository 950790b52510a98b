import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField } from '../../../ui/number-field.tsx'
import { isSubmitEnter } from '../../../ui/submit-enter.ts'

interface GrowDialogProps {
  /** `null` = closed. */
  readonly direction: 'grow' | 'shrink' | null
  readonly onClose: () => void
  /** Less than 0 = shrink. */
  readonly onGrow: (by: number) => void
}

export function GrowDialog({ direction, onClose, onGrow }: GrowDialogProps) {
  const { t } = useTranslation('mask')
  const [by, setBy] = useState(4)
  /** While the dialog fades out it says what it said. */
  const [shown, setShown] = useState<'grow' | 'shrink'>('grow')
  if (direction !== null && direction !== shown) setShown(direction)
  const isGrowing = shown === 'grow'
  const apply = (): void => {
    onGrow(isGrowing ? by : -by)
    onClose()
  }
  return (
    <Dialog
      isOpen={direction !== null}
      onClose={onClose}
      title={t(isGrowing ? 'growTitle' : 'shrinkTitle')}
      description={t(isGrowing ? 'growDescription' : 'shrinkDescription')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onClick={apply}>
            {t(isGrowing ? 'growNow' : 'shrinkNow')}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field is the button's press */}
      <div
        onKeyDown={(event) => {
          if (isSubmitEnter(event) && event.target instanceof HTMLInputElement) apply()
        }}
      >
        <NumberField label={t('pixels')} value={by} min={1} max={1000} onChange={setBy} className="w-40" />
      </div>
    </Dialog>
  )
}
