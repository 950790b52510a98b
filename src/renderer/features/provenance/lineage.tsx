import { clsx } from 'clsx'
import { ImageOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'
import type { GridCard } from '#shared/image.ts'
import { useAppStore } from '../../app-store.ts'
import { useLineage } from '../../data/organising.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { PictureThumbnail } from '../../picture-thumbnail.tsx'
import { type LineageNode, layOutLineage } from './lay-out-lineage.ts'
import { Section } from './section.tsx'

/** CSS pixels. */
const side = 52
const labelHeight = 20
const columnWidth = 84
const rankHeight = 104

/** What this picture came from and what came of it, as a small graph from top to bottom. */
export function Lineage({ imageId }: { readonly imageId: number }) {
  const { t } = useTranslation('provenance')
  const lineage = useLineage(imageId)
  if (lineage.isError)
    return (
      <Section title={t('lineage')}>
        <FailureNotice failure={lineage.error.failure} steps={{ 'try-again': () => void lineage.refetch() }} />
      </Section>
    )
  // Most pictures stand alone; a heading over nothing would only take the eye.
  if (lineage.data === undefined || lineage.data.edges.length === 0) return null
  return (
    <Section title={t('lineage')}>
      <Graph imageId={imageId} {...lineage.data} />
    </Section>
  )
}

interface GraphProps extends CallOutput<'images.lineage'> {
  readonly imageId: number
}

function Graph({ imageId, cards, edges }: GraphProps) {
  const { nodes, minRank, rankCount, columnCount } = layOutLineage(
    imageId,
    cards.map(({ id }) => id),
    edges,
  )
  const nodeById = new Map(nodes.map((node) => [node.id, node]))
  const cardById = new Map(cards.map((card) => [card.id, card]))
  const imageIds = nodes.map(({ id }) => id).filter((id) => id > 0)
  const left = ({ column }: LineageNode): number => column * columnWidth + (columnWidth - side) / 2
  const top = ({ rank }: LineageNode): number => (rank - minRank) * rankHeight
  const width = columnCount * columnWidth
  const height = (rankCount - 1) * rankHeight + side + labelHeight
  return (
    <div className="overflow-x-auto py-1">
      <div className="relative" style={{ width, height }}>
        <svg aria-hidden width={width} height={height} className="absolute inset-0 text-line-strong">
          {edges.map(({ fromId, toId, role }) => {
            const from = nodeById.get(fromId)
            const to = nodeById.get(toId)
            if (from === undefined || to === undefined) return null
            const x1 = left(from) + side / 2
            const y1 = top(from) + side + labelHeight
            const x2 = left(to) + side / 2
            const y2 = top(to)
            const bend = (y2 - y1) / 2
            return (
              <path
                key={`${fromId}-${toId}-${role}`}
                d={`M ${x1} ${y1} C ${x1} ${y1 + bend}, ${x2} ${y2 - bend}, ${x2} ${y2}`}
                fill="none"
                stroke="currentColor"
                strokeWidth={1.5}
              />
            )
          })}
        </svg>
        <ul>
          {nodes.map((node) => {
            const card = cardById.get(node.id)
            return (
              card !== undefined && (
                <li
                  key={node.id}
                  className="absolute"
                  style={{ left: node.column * columnWidth, top: top(node), width: columnWidth }}
                >
                  <NodeButton node={node} card={card} imageIds={imageIds} isHere={node.id === imageId} />
                </li>
              )
            )
          })}
        </ul>
      </div>
    </div>
  )
}

interface NodeButtonProps {
  readonly node: LineageNode
  readonly card: GridCard
  readonly imageIds: readonly number[]
  readonly isHere: boolean
}

function NodeButton({ node: { id, rank, roles }, card, imageIds, isHere }: NodeButtonProps) {
  const { t } = useTranslation('provenance')
  const roleNames = {
    prompt: t('rolePrompt'),
    recipe: t('roleRecipe'),
    reference: t('roleReference'),
    edit: t('roleEdit'),
  }
  const role = roles.map((each) => roleNames[each]).join(', ')
  const caption = card.caption === '' ? t('untitled') : card.caption
  const label = isHere
    ? t('lineageHere', { caption })
    : t(rank < 0 ? 'lineageFrom' : rank > 0 ? 'lineageTo' : 'lineageBeside', { caption, role })
  return (
    <button
      type="button"
      title={caption}
      aria-current={isHere || undefined}
      onClick={() => {
        const { openViewer, closeViewer, selectImage } = useAppStore.getState()
        if (card.kind === 'image') openViewer(imageIds, id)
        else {
          closeViewer()
          selectImage(id)
        }
      }}
      className="group block w-full rounded-sm px-1"
    >
      <span
        className={clsx(
          'mx-auto flex items-center justify-center overflow-hidden rounded-sm bg-canvas',
          isHere ? 'ring-2 ring-accent-text' : 'ring-1 ring-line group-hover:ring-line-strong',
        )}
        style={{ width: side, height: side }}
      >
        {card.kind === 'image' ? (
          <PictureThumbnail sha256={card.sha256} hasPixels={card.hasPixels} className="size-full" />
        ) : (
          <ImageOff size={18} aria-hidden className="text-ink-soft" />
        )}
      </span>
      <span className="sr-only">{label}</span>
      <span aria-hidden className="block truncate text-center text-xs text-ink-soft" style={{ height: labelHeight }}>
        {isHere ? t('lineageThis') : role}
      </span>
    </button>
  )
}
