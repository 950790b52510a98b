import { FolderPlus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Image } from '#shared/image.ts'
import { maxTagLength } from '#shared/limits.ts'
import { pathOf } from '../../collection-tree.ts'
import { useCollections, useTags } from '../../data/organising.ts'
import { matchesName } from '../../match-name.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { Button } from '../../ui/button.tsx'
import { TokenField } from '../../ui/token-field.tsx'
import { useChangePictures } from '../../use-change-pictures.ts'
import { NoteField } from './note-field.tsx'
import { Section } from './section.tsx'

interface MarksSectionProps {
  readonly image: Image
  readonly tags: readonly string[]
  readonly collectionIds: readonly number[]
}

/** What the person says about the picture, as opposed to what is known of it. */
export function MarksSection({ image, tags, collectionIds }: MarksSectionProps) {
  const { t } = useTranslation('provenance')
  const { t: tOrganise } = useTranslation('organise')
  const { data: known = [] } = useTags()
  const change = useChangePictures()
  return (
    <Section title={t('marks')}>
      <div className="flex flex-col gap-3">
        <TokenField
          label={tOrganise('tags')}
          placeholder={tOrganise('addTagPlaceholder')}
          tokens={tags.map((name) => ({ name }))}
          suggest={(typed) => known.filter(({ name }) => matchesName(name, typed)).map(({ name }) => name)}
          onAdd={(name) => void change.mark([image.id], { kind: 'add-tags', tags: [name] })}
          onRemove={(name) => void change.mark([image.id], { kind: 'remove-tags', tags: [name] })}
          removeLabel={(name) => tOrganise('removeTag', { name })}
          maxLength={maxTagLength}
        />
        <NoteField imageId={image.id} note={image.note} />
        <Collections imageId={image.id} collectionIds={collectionIds} />
      </div>
    </Section>
  )
}

function Collections({
  imageId,
  collectionIds,
}: {
  readonly imageId: number
  readonly collectionIds: readonly number[]
}) {
  const { t } = useTranslation('organise')
  const { data: collections = [] } = useCollections()
  const openDialog = useOrganiseStore((state) => state.openDialog)
  const { uncollect } = useChangePictures()
  const shown = collections.filter(({ id }) => collectionIds.includes(id))
  return (
    <div>
      <h4 className="mb-1 text-sm font-medium text-ink-soft">{t('collections')}</h4>
      {shown.length > 0 && (
        <ul className="mb-1.5 flex flex-wrap gap-1">
          {shown.map(({ id, name }) => (
            <li
              key={id}
              title={pathOf(id, collections)}
              className="flex max-w-full min-w-0 items-center rounded-sm bg-ink/8 pl-2 text-sm"
            >
              <span className="truncate">{name}</span>
              <button
                type="button"
                aria-label={t('removeFromThisCollection', { name })}
                onClick={() => void uncollect([imageId], id)}
                className="ml-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-soft hover:bg-ink/8 hover:text-ink"
              >
                <X size={13} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button
        variant="quiet"
        size="small"
        icon={FolderPlus}
        onClick={() => openDialog({ kind: 'add-to-collection', ids: [imageId] })}
      >
        {t('addToCollection')}
      </Button>
    </div>
  )
}
