import { FolderOpen } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { FailureError } from '../../data/failure-error.ts'
import { importImage } from '../../data/images.ts'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { NewestPictures } from './newest-pictures.tsx'

/** Before there is a picture to edit. Files that are dropped or pasted anywhere come here too. */
export function ChoosePicture() {
  const { t } = useTranslation('edit')
  const editImage = useAppStore((state) => state.editImage)
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-5 px-8 py-10">
        <div>
          <h1 className="text-2xl font-semibold text-balance">{t('chooseTitle')}</h1>
          <p className="mt-2 max-w-prose text-ink-soft">{t('chooseBody')}</p>
        </div>
        <OpenFile onOpened={editImage} />
        <section aria-label={t('newest')}>
          <h2 className="mb-2 text-sm font-medium text-ink-soft">{t('newest')}</h2>
          <NewestPictures nameOf={(caption) => t('choosePicture', { caption })} onChoose={editImage} />
        </section>
      </div>
    </div>
  )
}

/** Takes a file into the Library, and tells what it became there. */
export function OpenFile({ onOpened }: { readonly onOpened: (imageId: number) => void }) {
  const { t } = useTranslation('edit')
  const input = useRef<HTMLInputElement>(null)
  const take = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      const taken = await importImage(file, file.name)
      if (taken.ok) onOpened(taken.value.id)
      else sayFailure(new FailureError(taken.failure))
    }
  }
  return (
    <div>
      <Button icon={FolderOpen} onClick={() => input.current?.click()}>
        {t('chooseFile')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="image/png,image/jpeg,image/webp"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // The same file can be chosen again.
          currentTarget.value = ''
          void take(files)
        }}
      />
    </div>
  )
}
