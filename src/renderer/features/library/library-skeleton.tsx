import { useTranslation } from 'react-i18next'
import { useLibraryStore } from './library-store.ts'
import { gridGap } from './pictures-grid.tsx'

/** Where the pictures will be, in the same places; appears only when reading takes long enough to be noticed. */
export function LibrarySkeleton() {
  const { t } = useTranslation('library')
  const cellSize = useLibraryStore((state) => state.cellSize)
  return (
    <div role="status" aria-label={t('loading')} className="min-h-0 flex-1 overflow-hidden p-5">
      <div
        aria-hidden
        className="grid animate-pulse"
        style={{ gap: gridGap, gridTemplateColumns: `repeat(auto-fill, minmax(${cellSize}px, 1fr))` }}
      >
        {Array.from({ length: 40 }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places, not things
          <div key={place} className="aspect-square rounded-md bg-ink/6" />
        ))}
      </div>
    </div>
  )
}
