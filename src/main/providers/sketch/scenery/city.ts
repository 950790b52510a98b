import { darken, fade, type Hex, lighten, mix } from '../colour.ts'
import type { Stage } from '../stage.ts'

/** Houses in rows: pale and far, then dark and near, with windows lit when it is dark. */
export function paintSkyline(stage: Stage, base: number, rows: number): void {
  const { brush, height, unit } = stage
  const { palette } = brush
  const colours = [mix(palette.far, palette.skyLow, 0.35), mix(palette.far, palette.middle, 0.6), palette.near]
  for (let row = 0; row < rows; row++) {
    const nearness = row / Math.max(1, rows - 1)
    paintRow(stage, {
      base: base + unit * 3 * row,
      tall: height * (0.34 - nearness * 0.08),
      colour: colours[row] ?? palette.near,
      windows: nearness,
    })
  }
}

function paintRow(
  stage: Stage,
  row: {
    readonly base: number
    readonly tall: number
    readonly colour: Hex
    readonly windows: number
  },
): void {
  const { brush, width, unit } = stage
  const { random, palette } = brush
  let x = -unit * random.between(0, 6)
  while (x < width) {
    const wide = unit * random.between(6.5, 12)
    const tall = row.tall * random.between(0.38, 1)
    const colour = mix(row.colour, random.pick([palette.accent, palette.accent2, palette.middle]), row.windows * 0.16)
    paintBuilding(stage, {
      x,
      wide,
      top: row.base - tall,
      base: row.base,
      colour,
      windows: row.windows,
    })
    x += wide + unit * random.between(-0.4, 1.2)
  }
}

function paintBuilding(
  { brush, unit, light, width, height }: Stage,
  house: {
    readonly x: number
    readonly wide: number
    readonly top: number
    readonly base: number
    readonly colour: Hex
    readonly windows: number
  },
): void {
  const { random, palette } = brush
  const { x, wide, top, base, colour } = house
  const roof = random.whole(0, 4)
  if (roof === 1)
    brush.fill(`M${x + wide * 0.3} ${top + 1}v${-unit * 2}h${wide * 0.32}v${unit * 2}Z`, darken(colour, 0.05))
  if (roof === 2) brush.line(`M${x + wide * 0.7} ${top}v${-unit * 5}`, colour, unit * 0.35)
  const outline =
    roof === 3
      ? `M${x} ${height}V${top + wide * 0.3}L${x + wide} ${top}V${height}Z`
      : roof === 4
        ? `M${x} ${height}V${top + unit}Q${x} ${top} ${x + unit} ${top}H${x + wide - unit}Q${x + wide} ${top} ${x + wide} ${top + unit}V${height}Z`
        : `M${x} ${height}V${top}H${x + wide}V${height}Z`
  brush.fill(outline, colour)
  const isLitFromLeft = light.x < width / 2
  const [near, far] = isLitFromLeft ? [x, x + wide * 1.4] : [x + wide, x - wide * 0.4]
  brush.shade(outline, mix(colour, palette.ink, 0.4), [near, base], [far, base])
  brush.shade(outline, mix(colour, palette.skyLow, 0.6), [x, base - (base - top) * 0.6], [x, base + (base - top) * 0.3])
  if (house.windows === 0) return

  const columns = Math.max(2, Math.round(wide / (unit * 2.3)))
  const step = wide / (columns + 0.6)
  const lit = palette.isNight ? palette.accent2 : lighten(palette.skyLow, 0.02)
  const unlit = mix(colour, palette.ink, 0.28)
  for (let y = top + unit * 2.6; y < base - unit * 2; y += unit * 2.9)
    for (let column = 0; column < columns; column++) {
      const isLit = random.chance(palette.isNight ? 0.5 : 0.3)
      brush.context.fillStyle = isLit ? fade(lit, 0.5 + house.windows * 0.45) : fade(unlit, 0.55)
      brush.context.fillRect(x + step * (column + 0.42), y, step * 0.56, unit * 1.5)
    }
}

/** The street before the houses, with a pavement and a dashed line. */
export function paintStreet({ brush, width, height, unit }: Stage, top: number): void {
  const { palette, context } = brush
  const asphalt = mix(palette.ground, palette.ink, 0.35)
  context.fillStyle = mix(palette.ground, palette.light, 0.3)
  context.fillRect(0, top, width, height - top)
  context.fillStyle = asphalt
  const road = top + (height - top) * 0.3
  context.fillRect(0, road, width, height - road)
  brush.shade(`M0 ${road}H${width}V${height}H0Z`, mix(asphalt, palette.skyLow, 0.3), [0, height], [0, road - unit * 4])
  context.fillStyle = fade(palette.light, 0.75)
  for (let x = -unit * 4; x < width; x += unit * 14) context.fillRect(x, height - unit * 3.4, unit * 7, unit * 0.8)
}
