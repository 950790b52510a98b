import { fade, lighten, mix } from '../colour.ts'
import type { Stage } from '../stage.ts'

export function paintSky(stage: Stage): void {
  const { brush, width, height, horizon, scene } = stage
  const { palette } = brush
  const bottom = Math.max(horizon, height * 0.55)
  brush.context.fillStyle = brush.gradient(0, bottom, [palette.skyTop, palette.skyMiddle, palette.skyLow])
  brush.context.fillRect(0, 0, width, height)
  brush.shade(
    `M0 0H${width}V${bottom}H0Z`,
    mix(palette.skyTop, palette.ink, 0.12),
    [0, bottom * 0.8],
    [0, -bottom * 0.5],
  )

  if (palette.isNight) paintStars(stage)
  if (!scene.weather.includes('rain')) paintLight(stage)
  if (scene.subjects.some(({ noun }) => noun === 'rainbow')) paintRainbow(stage)
  const wantsClouds = scene.subjects.find(({ noun }) => noun === 'cloud')
  paintClouds(stage, wantsClouds === undefined ? 3 : 4 + wantsClouds.count, wantsClouds === undefined ? 1 : 1.4)
}

/** Sun or moon, with the rings of light a poster gives it. */
function paintLight({ brush, light, unit, scene, variant }: Stage): void {
  const { palette, context } = brush
  const { x, y, radius } = light
  brush.glow(x, y, radius * 4.2, palette.glow, palette.isNight ? 0.34 : 0.5)
  for (const ring of [2.3, 1.6]) brush.disc(x, y, radius * ring, fade(palette.glow, 0.12))

  const isCrescent = palette.isNight && variant % 3 === 1 && !scene.subjects.some(({ noun }) => noun === 'sun')
  if (isCrescent) {
    context.save()
    context.beginPath()
    context.rect(x - radius * 3, y - radius * 3, radius * 6, radius * 6)
    context.arc(x + radius * 0.5, y - radius * 0.28, radius * 0.86, 0, Math.PI * 2, true)
    context.clip('evenodd')
    brush.disc(x, y, radius, palette.glow)
    context.restore()
    return
  }
  brush.disc(x, y, radius, palette.glow)
  const disc = `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`
  const shade = palette.isNight ? mix(palette.glow, palette.skyMiddle, 0.4) : mix(palette.glow, palette.accent2, 0.7)
  brush.shade(disc, shade, [x - radius * 0.5, y - radius * 0.6], [x + radius * 0.8, y + radius * 1.2])
  if (!palette.isNight) return
  const crater = fade(mix(palette.glow, palette.skyMiddle, 0.35), 0.5)
  for (const [dx, dy, size] of [
    [-0.3, -0.2, 0.2],
    [0.25, 0.3, 0.26],
    [0.34, -0.36, 0.11],
    [-0.26, 0.42, 0.1],
  ] as const)
    if (radius > unit * 5) brush.disc(x + dx * radius, y + dy * radius, size * radius, crater)
}

function paintStars({ brush, width, horizon, unit, scene }: Stage): void {
  const { random, palette } = brush
  for (let index = 0; index < 110; index++) {
    const y = random.between(0, 1) ** 1.4 * horizon
    const size = random.between(0.1, 0.26) * unit
    brush.disc(random.between(0, width), y, size, fade(palette.light, random.between(0.35, 1)))
  }
  const wanted = scene.subjects.find(({ noun }) => noun === 'star')
  const big = wanted === undefined ? 5 : wanted.count > 1 ? wanted.count : 12
  const scale = wanted === undefined ? 1 : 1.9
  for (let index = 0; index < big; index++) {
    const x = width * ((index + random.between(0.15, 0.85)) / big)
    const y = random.between(0.08, 0.62) * horizon
    const size = random.between(0.8, 1.5) * unit * scale
    brush.glow(x, y, size * 2.6, palette.glow, 0.35)
    brush.fill(sparkle(x, y, size), palette.light)
  }
}

/** A four-pointed star with hollow sides. */
export const sparkle = (x: number, y: number, size: number): string => {
  const inner = size * 0.16
  return (
    `M${x} ${y - size}Q${x + inner} ${y - inner} ${x + size} ${y}Q${x + inner} ${y + inner} ${x} ${y + size}` +
    `Q${x - inner} ${y + inner} ${x - size} ${y}Q${x - inner} ${y - inner} ${x} ${y - size}Z`
  )
}

export function paintClouds({ brush, width, horizon, unit, scene }: Stage, count: number, scale: number): void {
  const { random, palette } = brush
  const colour = palette.isNight ? mix(palette.skyMiddle, palette.skyLow, 0.55) : lighten(palette.skyLow, 0.03)
  const isHeavy = scene.weather.includes('rain')
  for (let index = 0; index < count; index++) {
    const size = random.between(9, 17) * unit * scale
    const x = width * ((index + random.between(0, 1)) / count)
    const y = horizon * random.between(0.12, isHeavy ? 0.4 : 0.66)
    paintCloud(brush, x, y, isHeavy ? size * 1.6 : size, isHeavy ? mix(palette.skyTop, palette.skyMiddle, 0.4) : colour)
  }
}

/** A flat-bottomed heap of rounds, shaded from below. */
export function paintCloud(brush: Stage['brush'], x: number, y: number, size: number, colour: string): void {
  const path =
    'M-50 0C-62 0 -64 -16 -50 -18C-50 -32 -30 -38 -22 -28C-14 -48 18 -48 22 -26C34 -36 52 -26 46 -14C60 -14 62 0 50 0Z'
  const shade = mix(colour, brush.palette.skyTop, 0.55)
  brush.at(x, y, [size / 60, size / 75], () => {
    brush.fill(path, fade(colour, 0.94))
    brush.shade(path, shade, [0, -30], [0, 14])
  })
}

function paintRainbow({ brush, width, horizon, unit }: Stage): void {
  const { palette } = brush
  const radius = Math.min(width * 0.46, horizon * 0.92)
  const bands = [palette.accent, '#f49a4a', palette.accent2, '#7fbf7a', '#5aa5d6', '#9a7cc8']
  for (const [index, colour] of bands.entries()) {
    const r = radius - index * unit * 2.1
    brush.line(`M${width / 2 - r} ${horizon + unit * 4}a${r} ${r} 0 0 1 ${r * 2} 0`, fade(colour, 0.82), unit * 2.2)
  }
}
