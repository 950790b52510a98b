import {
  ArrowUpRight,
  Brush,
  Circle,
  Eraser,
  Lasso,
  type LucideIcon,
  MousePointer2,
  PaintBucket,
  Pentagon,
  Square,
  StickyNote,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DrawingKind } from '#shared/edit.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { shortcutOfTool } from './editor-key.ts'
import { chooseTool, markupTools, maskTools, type Tool, toolOf, useMaskEditorStore } from './mask-editor-store.ts'

const icons: Readonly<Record<Tool, LucideIcon>> = {
  brush: Brush,
  eraser: Eraser,
  rectangle: Square,
  ellipse: Circle,
  lasso: Lasso,
  polygon: Pentagon,
  fill: PaintBucket,
  move: MousePointer2,
  arrow: ArrowUpRight,
  circle: Circle,
  note: StickyNote,
}

/** What is drawn with, each by a click or its key. */
export function ToolBar({ kind, isDisabled }: { readonly kind: DrawingKind; readonly isDisabled: boolean }) {
  const { t } = useTranslation('mask')
  const current = useMaskEditorStore((state) => toolOf(state, kind))
  const tools: readonly Tool[] = kind === 'mask' ? maskTools : markupTools
  return (
    <div
      role="toolbar"
      aria-orientation="vertical"
      aria-label={t('tools')}
      className="flex shrink-0 flex-col gap-0.5 overflow-y-auto border-r border-line bg-surface p-1.5"
    >
      {tools.map((tool) => (
        <IconButton
          key={tool}
          label={t(tool)}
          icon={icons[tool]}
          shortcut={shortcutOfTool(tool, kind)}
          isPressed={tool === current}
          disabled={isDisabled}
          tooltipSide="right"
          onClick={() => chooseTool(tool, kind)}
        />
      ))}
    </div>
  )
}
