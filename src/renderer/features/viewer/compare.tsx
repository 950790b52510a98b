import { X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'
import { ComparisonViewer } from '../../comparison/comparison-viewer.tsx'
import { useImage } from '../../data/images.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { useOrganiseStore } from '../../organise-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useEscape } from '../../use-escape.ts'
import { useTakenFocus } from '../../use-taken-focus.ts'
import { promptOf } from './compare-differences.ts'
import { CompareLabels } from './compare-labels.tsx'

/** Two pictures of the library against each other. Whoever mounts it makes the rest of the page inert. */
export function Compare() {
  const compare = useOrganiseStore((state) => state.compare)
  return compare?.kind === 'shown' ? <OpenCompare leftId={compare.leftId} rightId={compare.rightId} /> : null
}

function OpenCompare({ leftId, rightId }: { readonly leftId: number; readonly rightId: number }) {
  const { t } = useTranslation('viewer')
  const { showCompare, closeCompare } = useOrganiseStore.getState()
  const root = useRef<HTMLDivElement>(null)
  useTakenFocus(root, leftId)
  useEscape(closeCompare)
  const left = useImage(leftId)
  const right = useImage(rightId)
  const failed = [left, right].find((query) => query.isError)
  const compared = (name: string, record: CallOutput<'images.get'> | undefined) => ({
    image: record?.image ?? null,
    name,
    caption: (record !== undefined && promptOf(record)?.slice(0, 200)) || t('untitled'),
  })
  return (
    <ComparisonViewer
      ref={root}
      role="dialog"
      aria-modal="true"
      aria-label={t('compareTitle')}
      tabIndex={-1}
      className="h-full"
      left={compared(t('compareLeft'), left.data)}
      right={compared(t('compareRight'), right.data)}
      onSwapSides={() => showCompare(rightId, leftId)}
      start={
        <>
          <IconButton
            label={t('compareClose')}
            icon={X}
            shortcut="Escape"
            tooltipSide="bottom"
            onClick={closeCompare}
          />
          <h2 className="truncate px-2 text-base font-semibold max-[1100px]:sr-only">{t('compareTitle')}</h2>
        </>
      }
      problem={
        failed?.error && (
          <FailureNotice
            failure={failed.error.failure}
            steps={{ 'try-again': () => void failed.refetch() }}
            className="m-auto max-w-md"
          />
        )
      }
    >
      {left.data !== undefined && right.data !== undefined && <CompareLabels left={left.data} right={right.data} />}
    </ComparisonViewer>
  )
}
