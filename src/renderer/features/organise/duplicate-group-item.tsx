import { clsx } from 'clsx'
import { Heart, Star } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { thumbnailUrl } from '#shared/image-url.ts'
import type { DuplicateGroup } from '#shared/organising.ts'
import { focusNextRow } from '../../focus-next-row.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { Button } from '../../ui/button.tsx'
import type { PictureCard } from './best-of-group.ts'

export interface ShownGroup {
  /** In the whole list: what a group is known by. */
  readonly place: number
  readonly kind: DuplicateGroup['kind']
  readonly pictures: readonly PictureCard[]
  readonly keptId: number
}

interface DuplicateGroupItemProps {
  readonly group: ShownGroup
  readonly onKeep: (id: number) => void
  readonly onTrashOthers: () => void
  readonly onDismiss: () => void
}

/** Radio buttons by nature: exactly one of the group is kept. */
export function DuplicateGroupItem({ group, onKeep, onTrashOthers, onDismiss }: DuplicateGroupItemProps) {
  const { t } = useTranslation('organise')
  const name = useId()
  const showCompare = useOrganiseStore((state) => state.showCompare)
  const { place, pictures, keptId } = group
  const kind = t(group.kind === 'same-file' ? 'groupSameFile' : 'groupLookAlike')
  const other = pictures.find(({ id }) => id !== keptId)
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t('groupLabel', { position: place + 1, kind, count: pictures.length })}</legend>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <p aria-hidden className="min-w-24 flex-1 text-sm font-medium">
          {kind}
        </p>
        {other !== undefined && (
          <Button size="small" variant="plain" onClick={() => showCompare(keptId, other.id)}>
            {t('compareGroup')}
          </Button>
        )}
        <Button
          size="small"
          variant="plain"
          onClick={({ currentTarget }) => {
            focusNextRow(currentTarget)
            onDismiss()
          }}
        >
          {t('notDuplicates')}
        </Button>
        <Button
          size="small"
          onClick={({ currentTarget }) => {
            focusNextRow(currentTarget)
            onTrashOthers()
          }}
        >
          {t('trashOthers')}
        </Button>
      </div>
      <div className="flex flex-wrap gap-3">
        {pictures.map((picture) => (
          <label
            key={picture.id}
            className={clsx(
              'flex w-40 flex-col overflow-hidden rounded-md border bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text',
              picture.id === keptId ? 'border-accent ring-1 ring-accent' : 'border-line hover:border-line-strong',
            )}
          >
            <span className="flex h-36 items-center justify-center bg-canvas">
              <img
                src={thumbnailUrl(picture)}
                alt=""
                draggable={false}
                className={clsx('size-full object-contain', picture.id !== keptId && 'opacity-70')}
              />
            </span>
            <span className="flex items-start gap-2 px-2.5 py-2 text-sm">
              <input
                type="radio"
                name={name}
                checked={picture.id === keptId}
                onChange={() => onKeep(picture.id)}
                aria-label={t('keepThis', { caption: picture.caption || t('untitled') })}
                className="mt-1 size-3.5 shrink-0 accent-(--accent)"
              />
              <span className="min-w-0">
                <span className="flex items-center gap-1.5 tabular-nums">
                  {picture.width} × {picture.height}
                  {picture.isFavorite && <Heart size={12} aria-hidden className="fill-current" />}
                  {picture.rating !== null && (
                    <span className="flex items-center gap-0.5">
                      <Star size={11} aria-hidden className="fill-current" />
                      {picture.rating}
                    </span>
                  )}
                </span>
                <span className="block truncate text-xs text-ink-soft" title={picture.caption}>
                  {picture.caption || t('untitled')}
                </span>
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
