import { fade, lighten, mix } from '../colour.ts'
import type { Stage } from '../stage.ts'

/** Open water from the horizon down, with the path of light that sun or moon lays on it. */
export function paintWater(stage: Stage, top: number): void {
  const { brush, width, height, unit, light } = stage
  const { random, palette, context } = brush
  context.fillStyle = brush.gradient(top, height, [
    palette.waterFar,
    mix(palette.waterFar, palette.waterNear, 0.65),
    palette.waterNear,
  ])
  context.fillRect(0, top, width, height - top)
  brush.shade(`M0 ${top}H${width}V${height}H0Z`, mix(palette.waterNear, palette.ink, 0.35), [0, top], [0, height * 1.2])

  for (let row = 0; row < 26; row++) {
    const depth = (row + random.between(0, 1)) / 26
    const y = top + (height - top) * depth ** 1.5
    const long = unit * (2 + depth * 13) * random.between(0.6, 1.4)
    const colour = random.chance(0.62) ? lighten(palette.waterFar, 0.05) : mix(palette.waterNear, palette.ink, 0.3)
    for (let count = 0; count < 3; count++)
      paintRipple(stage, random.between(0, width), y, long, unit * (0.16 + depth * 0.6), fade(colour, 0.55))
  }
  for (let row = 0; row < 22; row++) {
    const depth = (row + 0.3) / 22
    const y = top + (height - top) * depth ** 1.35
    const spread = light.radius * (0.5 + depth * 0.9)
    const long = spread * random.between(0.35, 1)
    paintRipple(
      stage,
      light.x + random.between(-0.4, 0.4) * spread,
      y,
      long,
      unit * (0.22 + depth * 0.7),
      fade(palette.glow, 0.85 - depth * 0.35),
    )
  }
}

/** A lens of light or shade lying on the water. */
export function paintRipple({ brush }: Stage, x: number, y: number, long: number, thick: number, paint: string): void {
  brush.fill(`M${x - long} ${y}Q${x} ${y - thick * 2} ${x + long} ${y}Q${x} ${y + thick * 2} ${x - long} ${y}Z`, paint)
}

/** Sand in front, with the last of a wave running up it. */
export function paintBeach({ brush, width, height, unit, variant }: Stage): void {
  const { palette, random } = brush
  const sand = palette.isNight ? mix('#e8cfa2', palette.near, 0.62) : mix('#f4dfb4', palette.skyLow, 0.3)
  const side = variant % 2 === 0 ? 1 : -1
  const left = height * (0.79 - side * 0.03)
  const right = height * (0.79 + side * 0.03)
  const shore = (offset: number): string =>
    `M0 ${left + offset}C${width * 0.25} ${left + offset - unit * 4} ${width * 0.4} ${(left + right) / 2 + offset + unit * 3} ${width * 0.6} ${(left + right) / 2 + offset}S${width * 0.85} ${right + offset - unit * 3} ${width} ${right + offset}V${height}H0Z`
  brush.fill(shore(-unit * 2.4), fade(palette.light, 0.35))
  brush.fill(shore(-unit * 1.1), fade(palette.light, 0.9))
  brush.fill(shore(0), mix(sand, palette.waterNear, 0.22))
  brush.fill(shore(unit * 1.6), sand)
  brush.shade(shore(unit * 1.6), mix(sand, '#a8763e', 0.5), [0, height * 0.8], [0, height * 1.12])
  for (let index = 0; index < 12; index++) {
    const [x, y] = [random.between(0, width), random.between(height * 0.86, height)]
    brush.ellipse(x, y, unit * random.between(0.3, 0.7), unit * 0.3, mix(sand, palette.ink, random.between(0.15, 0.3)))
  }
}

/** Islands that the haze has nearly taken. */
export function paintIslands({ brush, width, unit, variant }: Stage, horizon: number): void {
  const { palette } = brush
  const x = variant % 2 === 0 ? width * 0.8 : width * 0.18
  const far = mix(palette.far, palette.skyLow, 0.3)
  const island = (middle: number, long: number, tall: number): string =>
    `M${middle - long} ${horizon}C${middle - long * 0.6} ${horizon - tall * 0.5} ${middle - long * 0.35} ${horizon - tall} ${middle} ${horizon - tall * 0.9}S${middle + long * 0.5} ${horizon - tall * 0.3} ${middle + long} ${horizon}Z`
  for (const [path, colour] of [
    [island(x - unit * 8, unit * 22, unit * 5), far],
    [island(x + unit * 10, unit * 16, unit * 8), palette.far],
  ] as const) {
    brush.fill(path, colour)
    brush.shade(path, mix(palette.middle, palette.far, 0.4), [x, horizon - unit * 9], [x, horizon + unit * 3])
  }
}
