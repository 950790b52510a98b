import { fitScale, placeOnStage, type Stage, type View } from './zoom.ts'

/**
 * The view of one picture carried over to another: the same part of it, as large in proportion to the whole. For two
 * pictures of one size on stages of one size it is the same view.
 */
export function mirrorView(view: View, from: Stage, to: Stage): View {
  if (view.kind === 'fit') return view
  const before = placeOnStage(view, from)
  const scale = (before.scale / fitScale(from)) * fitScale(to)
  const x = (before.x / (from.image.width * before.scale)) * to.image.width * scale
  const y = (before.y / (from.image.height * before.scale)) * to.image.height * scale
  return { kind: 'free', ...placeOnStage({ kind: 'free', scale, x, y }, to) }
}
