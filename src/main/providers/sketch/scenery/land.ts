import { darken, fade, type Hex, lighten, mix } from '../colour.ts'
import type { Stage } from '../stage.ts'

/** Soft hills: a filled wave from edge to edge, shaded towards its foot. Returns the height of its edge at an x. */
export function paintHill(
  { brush, width, height }: Stage,
  options: {
    readonly top: number
    readonly swell: number
    readonly colour: Hex
    readonly waves?: number
  },
): (x: number) => number {
  const { random, palette } = brush
  const { top, swell, colour, waves = random.between(0.7, 1.3) } = options
  const phase = random.between(0, Math.PI * 2)
  const edge = (x: number): number =>
    top -
    swell * Math.sin((x / width) * Math.PI * 2 * waves + phase) -
    swell * 0.35 * Math.sin((x / width) * Math.PI * 5.2 * waves + phase * 1.7)
  const steps = Array.from({ length: 41 }, (_, index) => (index / 40) * width)
  const path = `M0 ${height}L${steps.map((x) => `${x} ${edge(x)}`).join('L')}L${width} ${height}Z`
  brush.fill(path, colour)
  brush.shade(path, lighten(colour, 0.06), [0, top + swell * 2.4], [0, top - swell * 2.2])
  brush.shade(path, mix(colour, palette.ink, 0.4), [0, top], [0, Math.min(height * 1.25, top + height * 0.42)])
  return edge
}

/** A range of peaks with a lit and a shaded side, and snow where it is high. */
export function paintPeaks(
  stage: Stage,
  options: {
    readonly base: number
    readonly rise: number
    readonly colour: Hex
    readonly count: number
    readonly hasSnow: boolean
  },
): void {
  const { brush, width, height, light } = stage
  const { random, palette } = brush
  const { base, rise, colour, count, hasSnow } = options
  const isLitFromLeft = light.x < width / 2
  const order = Array.from({ length: count }, (_, index) => index).sort((a, b) => ((a * 7) % count) - ((b * 7) % count))
  for (const index of order) {
    const x = width * ((index + random.between(0.25, 0.75)) / count)
    const peak = base - rise * random.between(0.55, 1)
    const half = (base - peak) * random.between(1.05, 1.4)
    const foot = base + height * 0.06
    const left = jag(brush.random, x, peak, x - half, foot)
    const right = jag(brush.random, x, peak, x + half, foot)
    const ridge = jag(brush.random, x, peak, x + (isLitFromLeft ? 0.16 : -0.16) * half, foot)
    const whole = `M${x} ${peak}L${right.join('L')}L${[...left].reverse().join('L')}Z`
    brush.fill(whole, lighten(colour, 0.035))
    const dark = isLitFromLeft ? right : left
    const side = `M${x} ${peak}L${dark.join('L')}L${[...ridge].reverse().join('L')}Z`
    brush.fill(side, mix(colour, palette.ink, 0.16))
    brush.shade(whole, mix(colour, palette.skyLow, 0.75), [x, peak + (base - peak) * 0.35], [x, foot + rise * 0.1])
    if (hasSnow) paintSnowCap(stage, x, peak, half, foot, isLitFromLeft)
  }
}

function paintSnowCap(
  { brush }: Stage,
  x: number,
  peak: number,
  half: number,
  foot: number,
  isLitFromLeft: boolean,
): void {
  const { palette } = brush
  const at = (share: number, side: number): string => `${x + side * half * share} ${peak + (foot - peak) * share}`
  const white = palette.isNight ? mix(palette.light, palette.skyMiddle, 0.35) : palette.light
  const zigzag = `L${x + half * 0.12} ${peak + (foot - peak) * 0.2}L${x + half * 0.04} ${peak + (foot - peak) * 0.31}L${x - half * 0.06} ${peak + (foot - peak) * 0.2}L${x - half * 0.13} ${peak + (foot - peak) * 0.29}`
  brush.fill(`M${x} ${peak}L${at(0.24, 1)}${zigzag}L${at(0.22, -1)}Z`, white)
  const side = isLitFromLeft ? 1 : -1
  brush.fill(
    `M${x} ${peak}L${at(0.24, side)}L${x + side * half * 0.12} ${peak + (foot - peak) * 0.2}L${x + side * half * 0.05} ${peak + (foot - peak) * 0.29}Z`,
    fade(mix(white, palette.middle, 0.5), 0.75),
  )
}

/** Points of a rough line between two places, the first left out. */
function jag(random: Stage['brush']['random'], x: number, y: number, endX: number, endY: number): readonly string[] {
  const steps = 7
  return Array.from({ length: steps }, (_, index) => {
    const share = (index + 1) / steps
    const wobble = index === steps - 1 ? 0 : random.between(-0.045, 0.045)
    return `${x + (endX - x) * (share + wobble)} ${y + (endY - y) * (share - wobble * 0.4)}`
  })
}

/** A row of firs along an edge, like teeth of a comb that nobody made. */
export function paintFirs(
  { brush, width, unit }: Stage,
  edge: (x: number) => number,
  options: {
    readonly height: number
    readonly colour: Hex
    readonly count: number
    readonly from?: number
    readonly to?: number
  },
): void {
  const { random } = brush
  const { colour, count, from = 0, to = 1 } = options
  for (let index = 0; index < count; index++) {
    const x = width * (from + ((to - from) * (index + random.between(0.1, 0.9))) / count)
    const tall = options.height * random.between(0.6, 1.15)
    paintFir(brush, x, edge(x) + unit, tall, mix(colour, brush.palette.middle, random.between(0, 0.16)))
  }
}

function paintFir(brush: Stage['brush'], x: number, y: number, tall: number, colour: Hex): void {
  const path =
    'M0 -100C5 -86 11 -76 17 -70L9 -71C14 -58 20 -49 27 -42L15 -44C20 -30 27 -20 35 -10L5 -13L5 2H-5V-13L-35 -10C-27 -20 -20 -30 -15 -44L-27 -42C-20 -49 -14 -58 -9 -71L-17 -70C-11 -76 -5 -86 0 -100Z'
  brush.at(x, y, [tall / 110, tall / 100], () => {
    brush.fill(path, colour)
    brush.shade(path, darken(colour, 0.12), [-10, -80], [30, 10])
  })
}

/** Mist that lies in front of what is far. */
export function paintHaze({ brush, width }: Stage, top: number, bottom: number, opacity: number): void {
  const haze = brush.context.createLinearGradient(0, top, 0, bottom)
  haze.addColorStop(0, fade(brush.palette.skyLow, 0))
  haze.addColorStop(0.7, fade(brush.palette.skyLow, opacity))
  haze.addColorStop(1, fade(brush.palette.skyLow, 0))
  brush.context.fillStyle = haze
  brush.context.fillRect(0, top, width, bottom - top)
}

/** Blades and small flowers where the ground is near. */
export function paintMeadow(stage: Stage, edge: (x: number) => number, flowers: number): void {
  const { brush, width, height, unit, scene } = stage
  const { random, palette } = brush
  const isUnderSnow = scene.season === 'winter' || scene.weather.includes('snow')
  if (isUnderSnow) return
  for (let index = 0; index < 46; index++) {
    const x = random.between(0, width)
    const top = edge(x) + unit * 2
    const y = random.between(top, height)
    const size = unit * random.between(1.2, 2.2) * (0.6 + (y - top) / (height - top + 1))
    const colour = mix(palette.ground, random.chance(0.5) ? palette.light : palette.ink, 0.2)
    brush.line(
      `M${x} ${y}q${size * 0.1} ${-size * 0.7} ${size * 0.5} ${-size}M${x} ${y}q0 ${-size * 0.8} ${-size * 0.2} ${-size * 1.3}M${x} ${y}q${-size * 0.2} ${-size * 0.6} ${-size * 0.7} ${-size * 0.8}`,
      colour,
      unit * 0.28,
    )
  }
  for (let index = 0; index < flowers; index++) {
    const x = random.between(0, width)
    const top = edge(x) + unit * 3
    const y = random.between(top, height)
    const size = unit * random.between(0.45, 0.8) * (0.7 + (y - top) / (height - top + 1))
    const colour = random.pick([palette.accent, palette.accent2, palette.light, palette.light])
    brush.line(`M${x} ${y}v${size * 4}`, mix(palette.ground, palette.ink, 0.35), unit * 0.22)
    for (let petal = 0; petal < 5; petal++) {
      const turn = (petal / 5) * Math.PI * 2
      brush.disc(x + Math.cos(turn) * size, y + Math.sin(turn) * size, size * 0.72, colour)
    }
    brush.disc(x, y, size * 0.6, colour === palette.accent2 ? palette.accent : palette.accent2)
  }
}
