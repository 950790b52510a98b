import { darken, fade, lighten, mix } from '../colour.ts'
import type { Stage } from '../stage.ts'
import { paintCloud, sparkle } from './sky.ts'

/** A calm wall, one great round or arch, and a floor: for things that are the picture themselves. */
export function paintBackdrop({ brush, width, height, unit, horizon, variant }: Stage): void {
  const { palette, context } = brush
  const wall = palette.isNight ? palette.skyMiddle : mix(palette.skyLow, palette.skyMiddle, 0.5)
  context.fillStyle = brush.gradient(0, horizon, [mix(wall, palette.skyTop, 0.4), wall, lighten(wall, 0.02)])
  context.fillRect(0, 0, width, height)
  brush.shade(`M0 0H${width}V${horizon}H0Z`, mix(wall, palette.skyTop, 0.9), [0, horizon * 0.9], [0, -horizon * 0.5])

  const colour = palette.isNight ? palette.glow : variant % 2 === 0 ? palette.glow : palette.accent2
  const radius = Math.min(width, height) * 0.33
  const middle = width / 2
  const shapes = [
    `M${middle - radius} ${horizon - radius * 0.86}a${radius} ${radius} 0 1 1 ${radius * 2} 0a${radius} ${radius} 0 1 1 ${-radius * 2} 0Z`,
    `M${middle - radius} ${horizon + unit}V${horizon - radius * 1.05}a${radius} ${radius} 0 0 1 ${radius * 2} 0V${horizon + unit}Z`,
  ]
  const shape = shapes[variant % shapes.length] ?? ''
  brush.fill(shape, colour)
  brush.shade(
    shape,
    mix(colour, palette.accent, 0.5),
    [middle - radius * 0.4, horizon - radius * 1.9],
    [middle + radius * 0.9, horizon + radius * 0.5],
  )

  context.fillStyle = palette.near
  context.fillRect(0, horizon, width, height - horizon)
  const floor = `M0 ${horizon}H${width}V${height}H0Z`
  brush.shade(
    floor,
    lighten(palette.near, 0.1),
    [0, horizon + (height - horizon) * 0.7],
    [0, horizon - (height - horizon) * 0.6],
  )
  brush.shade(floor, mix(palette.near, palette.ink, 0.5), [0, horizon], [0, height * 1.2])
  brush.ellipse(
    middle,
    horizon + (height - horizon) * 0.62,
    radius * 1.25,
    (height - horizon) * 0.28,
    fade(palette.light, 0.13),
  )
}

/** A room: wall, window with the outside in it, boards, rug, plant and lamp. */
export function paintRoom(stage: Stage): void {
  const { brush, width, height, unit, horizon, variant } = stage
  const { palette, context } = brush
  const wall = palette.isNight ? mix(palette.near, palette.accent, 0.18) : mix(palette.skyLow, palette.accent2, 0.22)
  context.fillStyle = brush.gradient(0, horizon, [darken(wall, 0.04), wall])
  context.fillRect(0, 0, width, height)
  const isWindowLeft = variant % 2 === 0
  brush.shade(
    `M0 0H${width}V${horizon}H0Z`,
    mix(wall, palette.ink, 0.3),
    [isWindowLeft ? width * 0.3 : width * 0.7, 0],
    [isWindowLeft ? width * 1.5 : -width * 0.5, 0],
  )

  const floor = palette.isNight ? mix('#8a5a44', palette.ground, 0.5) : mix('#c98f62', palette.skyLow, 0.15)
  context.fillStyle = floor
  context.fillRect(0, horizon, width, height - horizon)
  for (let row = 0; row < 7; row++) {
    const y = horizon + (height - horizon) * (row / 7) ** 1.3
    brush.line(`M0 ${y}H${width}`, fade(darken(floor, 0.14), 0.7), unit * 0.25)
  }
  brush.shade(`M0 ${horizon}H${width}V${height}H0Z`, mix(floor, palette.ink, 0.4), [0, horizon], [0, height * 1.2])
  context.fillStyle = lighten(wall, 0.05)
  context.fillRect(0, horizon - unit * 2.2, width, unit * 2.2)

  const windowX = isWindowLeft ? width * 0.36 : width * 0.64
  paintWindow(stage, windowX)
  paintFramedPicture(stage, isWindowLeft ? width * 0.79 : width * 0.21)
  brush.fill(
    `M${windowX - unit * 12} ${horizon + unit * 2}H${windowX + unit * 12}L${windowX + unit * (isWindowLeft ? 34 : 4)} ${height}H${windowX - unit * (isWindowLeft ? 4 : 34)}Z`,
    fade(palette.glow, palette.isNight ? 0.1 : 0.24),
  )
  brush.ellipse(width / 2, height * 0.885, Math.min(width * 0.4, unit * 46), unit * 8, palette.accent)
  brush.ellipse(
    width / 2,
    height * 0.885,
    Math.min(width * 0.36, unit * 41),
    unit * 6.8,
    mix(palette.accent, palette.light, 0.55),
  )
  brush.ellipse(
    width / 2,
    height * 0.885,
    Math.min(width * 0.34, unit * 38),
    unit * 6.1,
    mix(palette.accent, palette.light, 0.12),
  )
  paintPottedPlant(stage, isWindowLeft ? width * 0.86 : width * 0.14, horizon + unit * 7)
}

function paintFramedPicture({ brush, unit, horizon }: Stage, x: number): void {
  const { palette } = brush
  brush.at(x, horizon * 0.38, unit, () => {
    brush.fill('M-9.4 -12.4H9.8V12.8H-9.4Z', fade(palette.ink, 0.22))
    brush.fill('M-10 -13H9V12H-10Z', mix(palette.near, palette.ink, 0.2))
    brush.fill('M-9 -12H8V11H-9Z', palette.light)
    brush.disc(1.6, -3.4, 3.6, palette.accent)
    brush.fill('M-6.5 8C-5 1 -1 1 1 4C2.5 1.4 5 2 5.5 8Z', palette.middle)
    brush.shade('M-6.5 8C-5 1 -1 1 1 4C2.5 1.4 5 2 5.5 8Z', palette.ink, [0, 0], [0, 14])
  })
}

function paintWindow({ brush, unit, horizon, scene }: Stage, x: number): void {
  const { palette, context } = brush
  const [wide, tall] = [unit * 34, Math.min(unit * 40, horizon * 0.66)]
  const [left, top] = [x - wide / 2, horizon * 0.44 - tall / 2]
  const frame = mix(palette.light, palette.accent2, 0.08)
  brush.fill(
    `M${left - unit * 1.6} ${top - unit * 1.6}H${left + wide + unit * 1.6}V${top + tall + unit * 1.6}H${left - unit * 1.6}Z`,
    frame,
  )
  context.save()
  context.beginPath()
  context.rect(left, top, wide, tall)
  context.clip()
  context.fillStyle = brush.gradient(top, top + tall, [palette.skyTop, palette.skyMiddle, palette.skyLow])
  context.fillRect(left, top, wide, tall)
  brush.disc(x + wide * 0.22, top + tall * 0.3, unit * 4.6, palette.glow)
  if (palette.isNight)
    for (const [dx, dy] of [
      [0.15, 0.2],
      [0.3, 0.45],
      [0.42, 0.15],
      [0.85, 0.6],
    ] as const)
      brush.fill(sparkle(left + wide * dx, top + tall * dy, unit * 1.1), palette.light)
  else paintCloud(brush, x - wide * 0.2, top + tall * 0.42, unit * 9, lighten(palette.skyLow, 0.03))
  for (const [height, colour, bend] of [
    [0.3, palette.far, 8],
    [0.18, palette.middle, -6],
  ] as const) {
    const y = top + tall * (1 - height)
    brush.fill(`M${left} ${y}Q${x} ${y - unit * bend} ${left + wide} ${y}V${top + tall}H${left}Z`, colour)
  }
  if (scene.weather.includes('rain'))
    for (let index = 0; index < 14; index++)
      brush.line(
        `M${left + (wide * index) / 13} ${top + ((index * 7) % 11) * unit * 3}l${-unit} ${unit * 5}`,
        fade(palette.light, 0.6),
        unit * 0.3,
      )
  context.restore()
  context.fillStyle = frame
  context.fillRect(x - unit * 0.7, top, unit * 1.4, tall)
  context.fillRect(left, top + tall * 0.5, wide, unit * 1.2)
  context.fillRect(left - unit * 3, top + tall + unit * 1.2, wide + unit * 6, unit * 2)
}

function paintPottedPlant({ brush, unit }: Stage, x: number, y: number): void {
  const { palette } = brush
  const leaf = palette.isNight ? mix('#3f7a63', palette.near, 0.4) : '#3f8a68'
  brush.shadow(x, y, unit * 10, unit * 2)
  brush.at(x, y, unit / 4, () => {
    for (const [turn, long] of [
      [-0.9, 74],
      [-0.5, 96],
      [-0.12, 110],
      [0.3, 100],
      [0.72, 80],
      [1.05, 60],
    ] as const)
      brush.at(
        0,
        -34,
        1,
        () => {
          const path = `M0 0C${-long * 0.22} ${-long * 0.35} ${-long * 0.14} ${-long * 0.8} 0 ${-long}C${long * 0.14} ${-long * 0.8} ${long * 0.22} ${-long * 0.35} 0 0Z`
          brush.fill(path, mix(leaf, palette.light, 0.06 + Math.abs(turn) * 0.1))
          brush.shade(path, darken(leaf, 0.16), [0, -long], [8, 8])
        },
        turn,
      )
    const pot = 'M-22 -38H22L17 0Q16 3 12 3H-12Q-16 3 -17 0Z'
    brush.fill(pot, palette.accent)
    brush.shade(pot, mix(palette.accent, palette.ink, 0.5), [-20, 0], [30, 0])
  })
}
