import { mix } from '../colour.ts'
import type { Stage } from '../stage.ts'

/** For words that name nothing the sketch can draw: shapes and colours alone, three ways. */
export function paintAbstract(stage: Stage): void {
  const { brush, width, height, variant } = stage
  const { palette, context } = brush
  const ground = palette.isNight ? palette.skyMiddle : palette.skyLow
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  brush.shade(`M0 0H${width}V${height}H0Z`, mix(ground, palette.skyTop, 0.7), [0, height * 0.7], [0, -height * 0.4])
  const styles = [paintWaves, paintTiles, paintRounds]
  styles[variant % styles.length]?.(stage)
}

const inksOf = ({ brush: { palette } }: Stage): readonly [string, ...string[]] => [
  palette.accent,
  palette.accent2,
  palette.near,
  palette.middle,
  palette.far,
  palette.glow,
]

/** Bands that flow from edge to edge under one disc. */
function paintWaves(stage: Stage): void {
  const { brush, width, height, unit } = stage
  const { random, palette } = brush
  const x = width * random.between(0.3, 0.7)
  const radius = unit * 23
  const disc = `M${x - radius} ${height * 0.34}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`
  brush.fill(disc, palette.accent)
  brush.shade(disc, palette.accent2, [x, height * 0.34 + radius * 0.6], [x, height * 0.34 - radius * 1.6])
  const colours = [palette.far, palette.accent2, palette.middle, palette.light, palette.near, palette.ground]
  for (const [index, colour] of colours.entries()) {
    const y = height * (0.4 + index * 0.105)
    const swell = unit * random.between(4, 10) * (random.chance(0.5) ? 1 : -1)
    const band = `M0 ${y}C${width * 0.25} ${y - swell * 2} ${width * 0.4} ${y + swell * 2} ${width * 0.6} ${y}S${width * 0.9} ${y - swell} ${width} ${y + swell * 0.4}V${height}H0Z`
    brush.fill(band, colour)
    brush.shade(band, mix(colour, palette.ink, 0.45), [0, y + unit], [0, y + height * 0.36])
  }
}

/** A grid of quarter rounds, discs and leaves. */
function paintTiles(stage: Stage): void {
  const { brush, width, height, unit } = stage
  const { random, palette } = brush
  const columns = Math.max(3, Math.round(width / (unit * 24)))
  const rows = Math.max(3, Math.round(height / (unit * 24)))
  const [wide, tall] = [width / columns, height / rows]
  const inks = inksOf(stage)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const back = random.pick([palette.skyLow, palette.skyMiddle, palette.light, ...inks])
      const front = random.pick(inks.filter((colour) => colour !== back) as [string, ...string[]])
      brush.at(column * wide + wide / 2, row * tall + tall / 2, [wide, tall], () => {
        brush.fill('M-0.505 -0.505H0.505V0.505H-0.505Z', back)
        const shape = random.pick([
          'M-0.5 -0.5A1 1 0 0 1 0.5 0.5H-0.5Z',
          'M-0.5 -0.5A1 1 0 0 1 0.5 0.5A1 1 0 0 1 -0.5 -0.5Z',
          'M-0.5 0.5A0.5 0.5 0 0 1 0.5 0.5Z',
          'M-0.38 0a0.38 0.38 0 1 0 0.76 0a0.38 0.38 0 1 0 -0.76 0Z',
          'M-0.5 0.5A1 1 0 0 1 0.5 -0.5V0.5Z',
        ])
        brush.at(
          0,
          0,
          1,
          () => {
            brush.fill(shape, front)
            brush.shade(shape, mix(front, palette.ink, 0.5), [-0.4, -0.5], [0.6, 0.75])
          },
          random.whole(0, 3) * (Math.PI / 2),
        )
      })
    }
}

/** A few large rounds and arches that lean on each other. */
function paintRounds(stage: Stage): void {
  const { brush, width, height, unit } = stage
  const { random, palette } = brush
  const colours = [palette.far, palette.accent2, palette.middle, palette.accent, palette.near]
  for (const [index, colour] of colours.entries()) {
    const radius = unit * random.between(15, 27) * (1 - index * 0.08)
    const x = width * (0.2 + ((index * 0.37 + random.between(0, 0.12)) % 0.65))
    const y = height * (0.26 + ((index * 0.29 + random.between(0, 0.1)) % 0.5))
    const isArch = index % 2 === 0
    const shape = isArch
      ? `M${x - radius} ${height}V${y}a${radius} ${radius} 0 0 1 ${radius * 2} 0V${height}Z`
      : `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`
    brush.fill(shape, colour)
    brush.shade(shape, mix(colour, palette.ink, 0.5), [x - radius, y - radius], [x + radius * 1.3, y + radius * 1.8])
    brush.shade(
      shape,
      mix(colour, palette.light, 0.6),
      [x + radius * 0.3, y + radius * 0.4],
      [x - radius, y - radius * 1.5],
    )
  }
  const base = `M0 ${height}V${height * 0.86}Q${width * 0.5} ${height * 0.78} ${width} ${height * 0.88}V${height}Z`
  brush.fill(base, palette.ground)
  brush.shade(base, mix(palette.ground, palette.ink, 0.5), [0, height * 0.8], [0, height * 1.1])
}
