import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTrashMeasure } from '../../data/organising.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { Button } from '../../ui/button.tsx'

const oldAfterMs = 30 * 24 * 60 * 60 * 1000

/** The way out of the Trash that leads nowhere back. It never empties itself. */
export function EmptyTrashButton() {
  const { t } = useTranslation('organise')
  const openDialog = useOrganiseStore((state) => state.openDialog)
  const all = useTrashMeasure(null).data
  if (all === undefined || all.count === 0) return null
  return (
    <Button variant="danger" size="small" onClick={() => openDialog({ kind: 'empty-trash', deletedBeforeMs: null })}>
      {t('emptyTrash')}
    </Button>
  )
}

/** What has been there for long is offered, and a person decides. */
export function OldInTrash() {
  const { t, i18n } = useTranslation('organise')
  const openDialog = useOrganiseStore((state) => state.openDialog)
  const [oldBeforeMs] = useState(() => Date.now() - oldAfterMs)
  const old = useTrashMeasure(oldBeforeMs).data
  if (old === undefined || old.count === 0) return null
  return (
    <p className="flex flex-wrap items-center gap-x-1 pl-7">
      {t('oldInTrash', { count: old.count, shown: old.count.toLocaleString(i18n.language) })}
      <Button
        variant="plain"
        size="small"
        onClick={() => openDialog({ kind: 'empty-trash', deletedBeforeMs: oldBeforeMs })}
      >
        {t('deleteOld')}
      </Button>
    </p>
  )
}
