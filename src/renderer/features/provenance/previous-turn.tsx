import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { useGeneration } from '../../data/generations.ts'
import { Fact } from './section.tsx'

/** The request that this one goes on from, by its words; they lead to its picture where it has one. */
export function PreviousTurn({ generationId }: { readonly generationId: number }) {
  const { t } = useTranslation('provenance')
  const openViewer = useAppStore((state) => state.openViewer)
  const { data: previous } = useGeneration(generationId)
  const images =
    previous?.status === 'succeeded' ? previous.images.filter(({ deletedAtMs }) => deletedAtMs === null) : []
  const [first] = images
  return (
    <Fact name={t('goesOnFrom')}>
      {previous === undefined || first === undefined ? (
        (previous?.typedPrompt ?? t('goesOnFromNumber', { id: generationId }))
      ) : (
        <button
          type="button"
          aria-label={t('openPreviousTurn', { prompt: previous.typedPrompt })}
          onClick={() =>
            openViewer(
              images.map(({ id }) => id),
              first.id,
            )
          }
          className="line-clamp-3 min-h-6 rounded-sm text-left text-accent-text hover:underline"
        >
          {previous.typedPrompt}
        </button>
      )}
    </Fact>
  )
}
