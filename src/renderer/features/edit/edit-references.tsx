import { useQueries } from '@tanstack/react-query'
import { ImagePlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '#shared/image.ts'
import type { DraftProblem } from '../../composing/check-draft.ts'
import { ReferencesField } from '../../composing/references-field.tsx'
import { oneImage } from '../../data/images.ts'
import { referencesOf } from '../../draft-store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { OpenFile } from './choose-picture.tsx'
import { useEditDraft } from './edit-store.ts'
import { NewestPictures } from './newest-pictures.tsx'

/** Pictures that go along after the one that is edited. */
export function EditReferences({ image, problem }: { readonly image: Image; readonly problem: DraftProblem | null }) {
  const { t } = useTranslation('edit')
  const [isChoosing, setChoosing] = useState(false)
  const sources = useEditDraft((draft) => draft.sources)
  const { useAsReference: addReference, removeReference } = useEditDraft.getState()
  const ids = referencesOf({ sources }).map(({ imageId }) => imageId)
  const found = useQueries({ queries: ids.map(oneImage) })
  const hashes = [image.sha256, ...found.flatMap(({ data }) => (data === undefined ? [] : [data.image.sha256]))]
  return (
    <div className="flex flex-col gap-2">
      <ReferencesField problem={problem} />
      {new Set(hashes).size < hashes.length && <p className="text-sm text-warning">{t('duplicateReference')}</p>}
      <Button size="small" icon={ImagePlus} onClick={() => setChoosing(true)} className="self-start">
        {t('addReferences')}
      </Button>
      <Dialog
        isOpen={isChoosing}
        onClose={() => setChoosing(false)}
        title={t('references')}
        description={t('addReferencesHint')}
        size="large"
        footer={
          <Button variant="primary" onClick={() => setChoosing(false)}>
            {t('referencesDone')}
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          <OpenFile onOpened={addReference} />
          <NewestPictures
            nameOf={(caption) => t('addAsReference', { caption })}
            chosenIds={ids}
            onChoose={(id) => (ids.includes(id) ? removeReference(id) : addReference(id))}
          />
        </div>
      </Dialog>
    </div>
  )
}
