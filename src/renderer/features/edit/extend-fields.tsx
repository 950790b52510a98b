import { Maximize } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '#shared/image.ts'
import { useAppStore } from '../../app-store.ts'
import { FailureError } from '../../data/failure-error.ts'
import { importImage } from '../../data/images.ts'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useEditStore } from './edit-store.ts'
import { extendPicture, type Margins, maskOfRoom } from './extend-picture.ts'

const sides = [
  { side: 'left', label: 'extendLeft' },
  { side: 'right', label: 'extendRight' },
  { side: 'top', label: 'extendTop' },
  { side: 'bottom', label: 'extendBottom' },
] as const

/** Room around the picture becomes a new picture with a mask over the room; the rest is an edit like any other. */
export function ExtendFields({ image }: { readonly image: Image }) {
  const { t } = useTranslation('edit')
  const [margins, setMargins] = useState<Margins>({ left: 0, right: 256, top: 0, bottom: 0 })
  const [isBusy, setBusy] = useState(false)
  const width = image.width + margins.left + margins.right
  const height = image.height + margins.top + margins.bottom
  const extend = async (): Promise<void> => {
    setBusy(true)
    try {
      const taken = await importImage(await extendPicture(image, margins), 'extended.png')
      if (!taken.ok) return sayFailure(new FailureError(taken.failure))
      useEditStore.setState({
        view: { kind: 'draw' },
        pendingDrawing: { imageId: taken.value.id, drawing: maskOfRoom(image, margins) },
      })
      useAppStore.getState().editImage(taken.value.id)
      showToast({ title: t('extended'), tone: 'success' })
    } catch (problem) {
      sayFailure(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-ink-soft">{t('extendBy')}</legend>
      <div className="grid grid-cols-2 gap-2">
        {sides.map(({ side, label }) => (
          <NumberField
            key={side}
            label={t(label)}
            value={margins[side]}
            min={0}
            max={4096}
            step={16}
            onChange={(value) => setMargins({ ...margins, [side]: value })}
          />
        ))}
      </div>
      <Button
        icon={Maximize}
        isBusy={isBusy}
        disabled={width === image.width && height === image.height}
        onClick={() => void extend()}
      >
        {t('extendNow', { width, height })}
      </Button>
    </fieldset>
  )
}
