import { darken, fade, lighten, mix } from '../colour.ts'
import type { Stage } from '../stage.ts'
import { paintHill } from './land.ts'

/** Dunes with one lit and one dark slope, parted by a winding crest. */
export function paintDunes(stage: Stage): void {
  const { brush, width, height, horizon, unit, variant } = stage
  const { palette, random } = brush
  const dunes = [
    { y: horizon, colour: palette.far, peak: 0.3, tall: 0.1 },
    {
      y: horizon + height * 0.06,
      colour: palette.middle,
      peak: 0.74,
      tall: 0.13,
    },
    {
      y: horizon + height * 0.17,
      colour: mix(palette.middle, palette.near, 0.6),
      peak: 0.28,
      tall: 0.12,
    },
  ]
  for (const { y, colour, peak, tall } of dunes) {
    const mirrored = variant % 2 === 0 ? peak : 1 - peak
    const x = width * (mirrored + random.between(-0.06, 0.06))
    const top = y - height * tall * random.between(0.7, 1)
    const body = `M0 ${y}C${x * 0.5} ${y} ${x - width * 0.14} ${top + unit * 2} ${x} ${top}C${x + width * 0.12} ${top + unit * 3} ${width - (width - x) * 0.5} ${y - unit * 2} ${width} ${y + unit}V${height}H0Z`
    brush.fill(body, lighten(colour, 0.04))
    brush.shade(body, mix(colour, palette.light, 0.4), [0, y + unit * 12], [0, top - unit * 10])
    const dark = `M${x} ${top}C${x + width * 0.12} ${top + unit * 3} ${width - (width - x) * 0.5} ${y - unit * 2} ${width} ${y + unit}V${height}H${x + width * 0.06}C${x - width * 0.1} ${y + unit * 9} ${x + width * 0.1} ${top + (y - top) * 0.6} ${x} ${top}Z`
    brush.fill(dark, mix(colour, palette.ink, 0.2))
    brush.shade(dark, mix(colour, palette.ink, 0.5), [x, top], [x + width * 0.4, height * 1.1])
  }
  paintHill(stage, {
    top: height * 0.83,
    swell: unit * 2.4,
    colour: mix(palette.near, palette.middle, 0.35),
    waves: 0.7,
  })
}

/** Deep blue, light from above, weed on both sides, sand below. */
export function paintUnderwater(stage: Stage): void {
  const { brush, width, height, unit } = stage
  const { palette, random, context } = brush
  context.fillStyle = brush.gradient(0, height, [
    lighten(palette.waterFar, 0.06),
    mix(palette.waterFar, palette.waterNear, 0.75),
    palette.waterNear,
    mix(palette.waterNear, palette.ink, 0.45),
  ])
  context.fillRect(0, 0, width, height)
  brush.shade(
    `M0 0H${width}V${height}H0Z`,
    mix(palette.waterNear, palette.ink, 0.5),
    [0, height * 0.3],
    [0, height * 1.5],
  )
  for (let index = 0; index < 5; index++) {
    const x = width * (0.12 + index * 0.2) + random.between(-6, 6) * unit
    const beam = context.createLinearGradient(0, 0, 0, height * 0.75)
    beam.addColorStop(0, fade(palette.light, 0.34))
    beam.addColorStop(1, fade(palette.light, 0))
    brush.fill(`M${x} 0h${unit * 6}l${unit * random.between(4, 14)} ${height * 0.75}h${-unit * 22}Z`, beam)
  }
  for (const [top, colour] of [
    [0.8, mix(palette.waterNear, palette.ink, 0.2)],
    [0.87, mix(palette.waterNear, palette.accent2, 0.28)],
  ] as const)
    paintHill(stage, { top: height * top, swell: unit * 2.2, colour })
  for (let index = 0; index < 12; index++) {
    const x = index % 2 === 0 ? random.between(0, width * 0.24) : random.between(width * 0.76, width)
    const tall = unit * random.between(16, 40)
    const colour = random.pick([palette.accent, palette.near, mix(palette.near, palette.accent2, 0.3), palette.middle])
    paintWeed(stage, x, height * random.between(0.9, 1), tall, colour)
  }
  for (let index = 0; index < 26; index++) {
    const [x, y, radius] = [random.between(0, width), random.between(0, height * 0.85), unit * random.between(0.3, 1.3)]
    brush.line(
      `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0`,
      fade(palette.light, 0.6),
      unit * 0.2,
    )
    brush.disc(x - radius * 0.35, y - radius * 0.35, radius * 0.25, fade(palette.light, 0.8))
  }
}

function paintWeed({ brush, unit }: Stage, x: number, base: number, tall: number, colour: string): void {
  const bend = brush.random.between(-1, 1) * unit * 5
  brush.line(
    `M${x} ${base}C${x + bend} ${base - tall * 0.3} ${x - bend} ${base - tall * 0.6} ${x + bend * 0.6} ${base - tall}`,
    colour,
    unit * 1.1,
  )
  for (let leaf = 1; leaf < 8; leaf++) {
    const share = leaf / 8
    const y = base - tall * share
    const side = leaf % 2 === 0 ? 1 : -1
    const long = unit * 4.6 * (1.15 - share)
    brush.ellipse(
      x + bend * 0.4 * Math.sin(share * 6) + (side * long) / 1.6,
      y,
      long,
      unit * 1.05,
      colour,
      side * -0.55,
    )
  }
}

/** Stars, a nebula, planets, and the bare ground of a moon. */
export function paintSpace(stage: Stage): void {
  const { brush, width, height, unit, variant } = stage
  const { palette, random, context } = brush
  context.fillStyle = brush.gradient(0, height, [
    mix(palette.skyTop, palette.ink, 0.5),
    palette.skyTop,
    palette.skyMiddle,
  ])
  context.fillRect(0, 0, width, height)
  for (let index = 0; index < 5; index++)
    brush.glow(
      width * random.between(0.05, 0.95),
      height * random.between(0.1, 0.7),
      unit * random.between(22, 42),
      random.pick([palette.skyLow, palette.accent, palette.accent2, palette.skyLow]),
      0.3,
    )
  for (let index = 0; index < 190; index++)
    brush.disc(
      random.between(0, width),
      random.between(0, height * 0.9),
      unit * random.between(0.08, 0.3),
      fade(palette.light, random.between(0.4, 1)),
    )

  const side = variant % 2 === 0 ? 1 : -1
  paintPlanet(stage, width * (0.5 + side * 0.26), height * 0.28, unit * 13, palette.accent, true)
  paintPlanet(stage, width * (0.5 - side * 0.32), height * 0.2, unit * 4.4, palette.accent2, false)
  const radius = width * 1.1
  const ground = `M${-width * 0.3} ${height}L${-width * 0.3} ${height * 0.9}A${radius} ${radius} 0 0 1 ${width * 1.3} ${height * 0.9}V${height}Z`
  const dust = mix(palette.skyLow, palette.light, 0.3)
  brush.fill(ground, dust)
  brush.shade(ground, mix(dust, palette.ink, 0.6), [0, height * 0.74], [0, height * 1.1])
  for (let index = 0; index < 9; index++) {
    const [x, y, size] = [
      random.between(0, width),
      random.between(height * 0.87, height * 0.99),
      unit * random.between(1.4, 5),
    ]
    brush.ellipse(x, y, size, size * 0.3, mix(dust, palette.ink, 0.38))
    brush.ellipse(x, y + size * 0.07, size * 0.92, size * 0.23, mix(dust, palette.ink, 0.22))
  }
}

function paintPlanet(
  { brush, unit }: Stage,
  x: number,
  y: number,
  radius: number,
  colour: string,
  hasRing: boolean,
): void {
  const { palette, context } = brush
  const disc = `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`
  brush.glow(x, y, radius * 1.9, colour, 0.4)
  brush.fill(disc, colour)
  context.save()
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.clip()
  for (const [dy, thick] of [
    [-0.45, 0.18],
    [0.05, 0.26],
    [0.5, 0.16],
  ] as const)
    brush.ellipse(x, y + dy * radius, radius * 1.1, thick * radius, fade(mix(colour, palette.light, 0.5), 0.5), -0.2)
  context.restore()
  brush.shade(
    disc,
    darken(mix(colour, palette.ink, 0.6), 0.02),
    [x - radius * 0.5, y - radius * 0.7],
    [x + radius * 0.9, y + radius * 1.1],
  )
  if (!hasRing) return
  context.save()
  context.beginPath()
  context.rect(x - radius * 3, y - radius * 3, radius * 6, radius * 6)
  context.arc(x, y, radius, 0, Math.PI * 2, true)
  context.clip('evenodd')
  brush.at(
    x,
    y,
    1,
    () =>
      brush.line(
        `M${-radius * 1.75} 0a${radius * 1.75} ${radius * 0.42} 0 1 0 ${radius * 3.5} 0a${radius * 1.75} ${radius * 0.42} 0 1 0 ${-radius * 3.5} 0`,
        palette.glow,
        unit * 1.2,
      ),
    -0.32,
  )
  context.restore()
  brush.at(
    x,
    y,
    1,
    () =>
      brush.line(
        `M${-radius * 1.75} 0a${radius * 1.75} ${radius * 0.42} 0 0 0 ${radius * 3.5} 0`,
        palette.glow,
        unit * 1.2,
      ),
    -0.32,
  )
}
