import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { DrawingKind } from '#shared/edit.ts'
import type { MaskMode } from '#shared/mask-document.ts'

export const maskTools = ['brush', 'eraser', 'rectangle', 'ellipse', 'lasso', 'polygon', 'fill', 'move'] as const
export type MaskTool = (typeof maskTools)[number]
export const markupTools = ['arrow', 'circle', 'note', 'move'] as const
export type MarkupTool = (typeof markupTools)[number]
export type Tool = MaskTool | MarkupTool

export const brushSizes = { min: 1, max: 1000 } as const

interface MaskEditorState {
  readonly maskTool: MaskTool
  /** The one before it, for going back. */
  readonly lastMaskTool: MaskTool
  readonly markupTool: MarkupTool
  readonly lastMarkupTool: MarkupTool
  /** Of shapes and fills; brush and eraser add and subtract. */
  readonly mode: MaskMode
  /** Diameter, in pixels of the picture. */
  readonly size: number
  /** 0–1. */
  readonly hardness: number
  /** 0–255. */
  readonly tolerance: number
  readonly overlayColor: string
  /** 0–1. */
  readonly overlayOpacity: number
  readonly isOverlayShown: boolean
  readonly isFeatherShown: boolean
  readonly markupColor: string
}

/** How a person draws, from picture to picture and from day to day. */
export const useMaskEditorStore = create<MaskEditorState>()(
  persist(
    (): MaskEditorState => ({
      maskTool: 'brush',
      lastMaskTool: 'eraser',
      markupTool: 'arrow',
      lastMarkupTool: 'move',
      mode: 'add',
      size: 60,
      hardness: 1,
      tolerance: 32,
      overlayColor: '#ff2d55',
      overlayOpacity: 0.5,
      isOverlayShown: true,
      isFeatherShown: false,
      markupColor: '#ff2d55',
    }),
    {
      name: 'mask-editor',
      storage: createJSONStorage(() => localStorage),
      partialize: ({ size, hardness, tolerance, overlayColor, overlayOpacity, markupColor }) => ({
        size,
        hardness,
        tolerance,
        overlayColor,
        overlayOpacity,
        markupColor,
      }),
    },
  ),
)

export const toolOf = ({ maskTool, markupTool }: MaskEditorState, kind: DrawingKind): Tool =>
  kind === 'mask' ? maskTool : markupTool

export function chooseTool(tool: Tool, kind: DrawingKind): void {
  const state = useMaskEditorStore.getState()
  if (toolOf(state, kind) === tool) return
  const maskTool = maskTools.find((one) => one === tool)
  const markupTool = markupTools.find((one) => one === tool)
  if (kind === 'mask' && maskTool !== undefined) useMaskEditorStore.setState({ maskTool, lastMaskTool: state.maskTool })
  if (kind === 'markup' && markupTool !== undefined)
    useMaskEditorStore.setState({ markupTool, lastMarkupTool: state.markupTool })
}

/** Back to the tool before this one. */
export function chooseLastTool(kind: DrawingKind): void {
  const { lastMaskTool, lastMarkupTool } = useMaskEditorStore.getState()
  chooseTool(kind === 'mask' ? lastMaskTool : lastMarkupTool, kind)
}

/** By a tenth, and by a pixel at least. */
export function stepSize(direction: 1 | -1): void {
  useMaskEditorStore.setState(({ size }) => ({
    size: Math.min(brushSizes.max, Math.max(brushSizes.min, size + direction * Math.max(1, Math.round(size / 10)))),
  }))
}

export function stepHardness(direction: 1 | -1): void {
  useMaskEditorStore.setState(({ hardness }) => ({
    hardness: Math.min(1, Math.max(0, Math.round(hardness * 10 + direction) / 10)),
  }))
}
