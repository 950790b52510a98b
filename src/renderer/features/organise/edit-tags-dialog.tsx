import { Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { maxTagLength } from '#shared/limits.ts'
import type { Tag } from '#shared/organising.ts'
import { useSummary, useTags } from '../../data/organising.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { focusNextRow } from '../../focus-next-row.ts'
import { matchesName } from '../../match-name.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TokenField } from '../../ui/token-field.tsx'
import { useChangePictures } from '../../use-change-pictures.ts'

interface EditTagsDialogProps {
  readonly ids: readonly number[]
  readonly onClose: () => void
}

/** The tags of any number of pictures. Each addition or removal is done at once, and is one step for Undo. */
export function EditTagsDialog({ ids, onClose }: EditTagsDialogProps) {
  const { t, i18n } = useTranslation('organise')
  const summary = useSummary(ids)
  const { data: known = [] } = useTags()
  const change = useChangePictures()
  const add = (name: string): void => void change.mark(ids, { kind: 'add-tags', tags: [name] })
  const remove = (name: string): void => void change.mark(ids, { kind: 'remove-tags', tags: [name] })
  const onAll = summary.data?.tags.filter(({ imageCount }) => imageCount >= ids.length) ?? []
  const onSome = summary.data?.tags.filter(({ imageCount }) => imageCount < ids.length) ?? []

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('editTagsTitle', { count: ids.length, shown: ids.length.toLocaleString(i18n.language) })}
      {...(ids.length > 1 && { description: t('editTagsHint') })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      {/* Room for what is offered below the field. */}
      <div className="flex min-h-60 flex-col gap-4">
        <TokenField
          label={ids.length > 1 ? t('tagsOfAll') : t('tags')}
          placeholder={t('addTagPlaceholder')}
          tokens={onAll.map(({ name }) => ({ name }))}
          suggest={(typed) => known.filter(({ name }) => matchesName(name, typed)).map(({ name }) => name)}
          onAdd={add}
          onRemove={remove}
          removeLabel={(name) => t('removeTag', { name })}
          maxLength={maxTagLength}
        />
        {summary.isError ? (
          <FailureNotice failure={summary.error.failure} steps={{ 'try-again': () => void summary.refetch() }} />
        ) : summary.data === undefined ? (
          <Spinner label={t('loading')} size={14} />
        ) : (
          onSome.length > 0 && <SomeTags tags={onSome} total={ids.length} onAdd={add} onRemove={remove} />
        )}
      </div>
    </Dialog>
  )
}

interface SomeTagsProps {
  readonly tags: readonly Tag[]
  readonly total: number
  readonly onAdd: (name: string) => void
  readonly onRemove: (name: string) => void
}

function SomeTags({ tags, total, onAdd, onRemove }: SomeTagsProps) {
  const { t } = useTranslation('organise')
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-ink-soft">{t('tagsOfSome')}</h3>
      <ul className="-mx-2">
        {tags.map(({ name, imageCount }) => (
          <li key={name} className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-ink/4">
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-sm text-ink-soft tabular-nums">
              {t('tagOfSome', { some: imageCount, all: total })}
            </span>
            <IconButton
              label={t('addTagToAll', { name })}
              icon={Plus}
              size="small"
              onClick={({ currentTarget }) => {
                focusNextRow(currentTarget)
                onAdd(name)
              }}
            />
            <IconButton
              label={t('removeTagFromAll', { name })}
              icon={Minus}
              size="small"
              onClick={({ currentTarget }) => {
                focusNextRow(currentTarget)
                onRemove(name)
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
