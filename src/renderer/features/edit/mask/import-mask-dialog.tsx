import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type MaskPolarity,
  maskPolarities,
  readMaskPicture,
  recognisePolarity,
} from '#shared/masks/read-mask-picture.ts'
import { toRuns } from '#shared/masks/runs.ts'
import { scaleCoverage } from '#shared/masks/scale-mask.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { RadioCards } from '../../../ui/radio-cards.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import type { DrawingSession } from './drawing-session.ts'
import { useMaskEditorStore } from './mask-editor-store.ts'

interface Opened {
  readonly pixels: Uint8ClampedArray
  readonly width: number
  readonly height: number
  readonly recognised: MaskPolarity
}

/** A mask from a file: shown as it will be used, before it is. */
export function ImportMaskDialog({
  session,
  file,
  onClose,
}: {
  readonly session: DrawingSession
  readonly file: File
  readonly onClose: () => void
}) {
  const { t } = useTranslation('mask')
  const { image } = session
  const [opened, setOpened] = useState<Opened | null>(null)
  const [polarity, setPolarity] = useState<MaskPolarity>('white')
  const [how, setHow] = useState<'replace' | 'add'>('replace')
  const [isBroken, setBroken] = useState(false)

  useEffect(() => {
    let isLeft = false
    readPixels(file).then(
      (found) => {
        if (isLeft) return
        setOpened(found)
        setPolarity(found.recognised)
      },
      // Whatever is wrong with the file, it is no picture that can be used, and that is said.
      () => !isLeft && setBroken(true),
    )
    return () => {
      isLeft = true
    }
  }, [file])

  const coverage = opened === null ? null : readMaskPicture(opened.pixels, polarity)
  const isScaled = opened !== null && (opened.width !== image.width || opened.height !== image.height)
  const use = (): void => {
    if (opened === null || coverage === null) return
    if (how === 'replace') session.draw({ kind: 'clear' })
    session.draw({ kind: 'region', mode: 'add', runs: toRuns(scaleCoverage(coverage, opened, image)) })
    onClose()
  }
  const sizeOf = ({ width, height }: { readonly width: number; readonly height: number }): string =>
    `${width} × ${height}`
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="medium"
      title={t('importTitle')}
      description={t('importDescription')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" disabled={coverage === null} onClick={use}>
            {t('importUse')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {isBroken && <Notice tone="danger" title={t('importFailed', { name: file.name })} />}
        {opened === null && !isBroken && <Spinner label={t('importOpening')} />}
        {opened !== null && coverage !== null && (
          <>
            <Preview coverage={coverage} width={opened.width} height={opened.height} />
            <RadioCards
              label={t('importPolarity')}
              value={polarity}
              onChange={setPolarity}
              options={maskPolarities.map((value) => ({
                value,
                label: t(`polarity_${value}`),
                description: value === opened.recognised ? t('importRecognised') : '',
              }))}
            />
            {session.store.getState().coverage > 0 && (
              <Segmented
                label={t('importHow')}
                value={how}
                onChange={setHow}
                options={[
                  { value: 'replace', label: t('importReplace') },
                  { value: 'add', label: t('importAdd') },
                ]}
              />
            )}
            {isScaled && (
              <p className="text-sm text-ink-soft">{t('importScaled', { from: sizeOf(opened), to: sizeOf(image) })}</p>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

function Preview({
  coverage,
  width,
  height,
}: {
  readonly coverage: Uint8Array
  readonly width: number
  readonly height: number
}) {
  const { t, i18n } = useTranslation('mask')
  const canvas = useRef<HTMLCanvasElement>(null)
  const color = useMaskEditorStore((state) => state.overlayColor)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined) return
    const pixels = new ImageData(width, height)
    for (const [at, value] of coverage.entries()) pixels.data[at * 4 + 3] = value
    context.putImageData(pixels, 0, 0)
    context.globalCompositeOperation = 'source-in'
    context.fillStyle = color
    context.fillRect(0, 0, width, height)
    context.globalCompositeOperation = 'source-over'
  }, [coverage, width, height, color])
  const share = coverage.reduce((count, value) => count + (value === 255 ? 1 : 0), 0) / coverage.length
  return (
    <figure className="flex flex-col items-center gap-2">
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={t('importPreview')}
        className="max-h-56 max-w-full border border-line bg-[light-dark(#d4d4d4,#262626)]"
      />
      <figcaption className="text-sm text-ink-soft">
        {t('importLegend', {
          percent: (share * 100).toLocaleString(i18n.language, { maximumFractionDigits: 1 }),
        })}
      </figcaption>
    </figure>
  )
}

async function readPixels(file: File): Promise<Opened> {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const pixels = context.getImageData(0, 0, width, height).data
  return { pixels, width, height, recognised: recognisePolarity(pixels, { width, height }) }
}
