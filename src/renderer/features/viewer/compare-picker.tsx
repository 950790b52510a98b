import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useImage } from '../../data/images.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { PictureThumbnail } from '../../picture-thumbnail.tsx'
import { Button } from '../../ui/button.tsx'
import { isComposing } from '../../ui/submit-enter.ts'

/**
 * While the second picture is looked for: the next press on one takes it, wherever in the studio it is. Only presses and
 * Enter do; search, filters and arrows stay what they are.
 */
export function ComparePicker() {
  const compare = useOrganiseStore((state) => state.compare)
  return compare?.kind === 'picking' ? <Picking imageId={compare.imageId} /> : null
}

function Picking({ imageId }: { readonly imageId: number }) {
  const { t } = useTranslation('viewer')
  const { showCompare, closeCompare } = useOrganiseStore.getState()
  const first = useImage(imageId).data?.image

  const take = useEffectEvent((event: MouseEvent | KeyboardEvent) => {
    const id = imageIdAt(event.target)
    if (id === null || id === imageId) return
    event.preventDefault()
    event.stopPropagation()
    showCompare(imageId, id)
  })
  const leave = useEffectEvent((event: KeyboardEvent) => {
    event.stopPropagation()
    closeCompare()
  })
  useEffect(() => {
    const stop = new AbortController()
    // On the way down, before whatever lists the pictures selects or opens them.
    const options = { capture: true, signal: stop.signal }
    window.addEventListener('click', (event) => take(event), options)
    window.addEventListener(
      'keydown',
      (event) => {
        if (isComposing(event)) return
        if (event.key === 'Enter') take(event)
        if (event.key === 'Escape') leave(event)
      },
      options,
    )
    return () => stop.abort()
  }, [])

  return (
    <div
      role="status"
      className="popup fixed top-4 left-1/2 z-[45] flex max-w-[calc(100vw-2rem)] -translate-x-1/2 items-center gap-3 py-2 pr-2 pl-3"
    >
      {first !== undefined && (
        <PictureThumbnail
          sha256={first.sha256}
          hasPixels={first.pixelsDroppedAtMs === null}
          className="size-10 shrink-0 rounded-sm bg-canvas"
        />
      )}
      <div className="min-w-0">
        <p className="font-medium">{t('pickTitle')}</p>
        <p className="text-sm text-ink-soft">{t('pickHint')}</p>
      </div>
      <Button variant="plain" size="small" onClick={closeCompare}>
        {t('pickCancel')}
      </Button>
    </div>
  )
}

/** Of a picture's place in grid, strip or panel; generations without a picture have none. */
function imageIdAt(target: EventTarget | null): number | null {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-image-id]') : null
  const id = Number(place?.dataset['imageId'])
  return Number.isInteger(id) && id > 0 ? id : null
}
