import type { DragEvent } from 'react'
import { ask } from '../../data/ask.ts'
import { i18n } from '../../i18n/i18n.ts'
import { beginOwnDrag } from '../../own-drag.ts'
import { sayFailure } from '../../say-failure.ts'
import { showToast } from '../../ui/toast.tsx'

/** `images.startDrag` takes no more; nor would anybody want so many files to appear where they let go. */
const maxDragged = 500

/**
 * Begins to drag pictures: onto a collection here, or out into another program as files. One and the same drag, because
 * once the page has begun one of its own it cannot become the system's.
 */
export function dragPictures(event: DragEvent, ids: readonly number[]): void {
  event.preventDefault()
  if (ids.length > maxDragged) {
    const t = i18n.getFixedT(i18n.language, 'organise')
    showToast({ title: t('dragTooMany', { max: maxDragged }), description: t('dragTooManyBody') })
    return
  }
  beginOwnDrag(ids)
  ask('images.startDrag', { ids: [...ids] }).catch(sayFailure)
}
