import { fade, mix } from '../colour.ts'
import type { Stage } from '../stage.ts'
import { paintHaze, paintHill } from './land.ts'

/** Trunks behind trunks, paler the farther, with light falling between them. */
export function paintForest(stage: Stage): void {
  const { brush, width, height, unit, light } = stage
  const { random, palette, context } = brush
  context.fillStyle = brush.gradient(0, height * 0.8, [
    mix(palette.skyMiddle, palette.far, 0.35),
    mix(palette.skyLow, palette.far, 0.15),
  ])
  context.fillRect(0, 0, width, height)
  brush.glow(light.x, height * 0.4, unit * 60, palette.glow, palette.isNight ? 0.4 : 0.75)
  const layers = [
    {
      base: 0.7,
      trunks: 13,
      wide: 1.4,
      colour: mix(palette.far, palette.skyLow, 0.35),
    },
    {
      base: 0.75,
      trunks: 9,
      wide: 2.2,
      colour: mix(palette.far, palette.middle, 0.6),
    },
    {
      base: 0.8,
      trunks: 6,
      wide: 3.4,
      colour: mix(palette.middle, palette.near, 0.7),
    },
  ]
  for (const [index, { base, trunks, wide, colour }] of layers.entries()) {
    if (index === layers.length - 1) paintBeams(stage)
    paintCanopy(stage, height * (0.2 - index * 0.05), colour)
    for (let trunk = 0; trunk < trunks; trunk++) {
      const x = width * ((trunk + random.between(0.1, 0.9)) / trunks)
      paintTrunk(stage, x, height * base + unit * 4, wide * unit * random.between(0.75, 1.3), colour)
    }
    paintHill(stage, {
      top: height * (base + 0.01),
      swell: unit * 1.6,
      colour: mix(colour, palette.ground, 0.35),
    })
    paintHaze(stage, height * (base - 0.32), height * (base + 0.1), 0.42 - index * 0.14)
  }
}

/** Light that falls between the trees. */
function paintBeams({ brush, width, height, unit, light }: Stage): void {
  const { palette, context } = brush
  context.globalCompositeOperation = palette.isNight ? 'screen' : 'soft-light'
  for (const lean of [-0.34, -0.08, 0.22]) {
    const top = light.x + lean * width * 0.4
    const beam = context.createLinearGradient(0, 0, 0, height * 0.86)
    beam.addColorStop(0, fade(palette.glow, palette.isNight ? 0.22 : 0.8))
    beam.addColorStop(1, fade(palette.glow, 0))
    brush.fill(
      `M${top - unit * 3} 0h${unit * 7}L${top + lean * width + unit * 15} ${height * 0.86}h${-unit * 22}Z`,
      beam,
    )
  }
  context.globalCompositeOperation = 'source-over'
}

function paintTrunk({ brush }: Stage, x: number, base: number, wide: number, colour: string): void {
  const { random, palette } = brush
  const lean = random.between(-1, 1) * wide
  const path = `M${x - wide * 1.25} ${base}C${x - wide * 0.5} ${base - wide * 3} ${x + lean - wide * 0.5} ${base * 0.4} ${x + lean - wide * 0.4} -5H${x + lean + wide * 0.4}C${x + lean + wide * 0.5} ${base * 0.4} ${x + wide * 0.5} ${base - wide * 3} ${x + wide * 1.25} ${base}Z`
  brush.fill(path, colour)
  brush.shade(path, mix(colour, palette.ink, 0.4), [x - wide, 0], [x + wide * 2.2, 0])
}

function paintCanopy({ brush, width, unit }: Stage, depth: number, colour: string): void {
  const { random, palette } = brush
  const count = Math.ceil(width / (unit * 9))
  for (let index = 0; index <= count; index++) {
    const x = (index / count) * width
    const radius = unit * random.between(7, 11)
    const y = depth * random.between(0.2, 0.9)
    brush.disc(x, y, radius, colour)
    brush.context.fillStyle = colour
    brush.context.fillRect(x - radius, -1, radius * 2, y)
    if (index % 2 === 0)
      brush.shade(
        `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`,
        mix(colour, palette.ink, 0.25),
        [x, y - radius],
        [x, y + radius * 1.3],
      )
  }
}
