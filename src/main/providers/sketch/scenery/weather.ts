import { fade, mix } from '../colour.ts'
import type { Stage } from '../stage.ts'

/** What falls or drifts in front of everything. */
export function paintWeather(stage: Stage): void {
  const { brush, width, height, unit, scene } = stage
  const { palette, random } = brush
  const hasRoof = scene.places[0] === 'room'
  for (const weather of hasRoof ? [] : scene.weather) {
    if (weather === 'rain')
      for (let index = 0; index < 150; index++) {
        const [x, y, long] = [
          random.between(-0.1, 1.1) * width,
          random.between(-0.1, 1) * height,
          random.between(3, 8) * unit,
        ]
        brush.line(
          `M${x} ${y}l${-long * 0.2} ${long}`,
          fade(palette.light, random.between(0.25, 0.65)),
          unit * random.between(0.18, 0.34),
        )
      }
    if (weather === 'snow')
      for (let index = 0; index < 170; index++) {
        const size = random.between(0, 1) ** 3
        brush.disc(
          random.between(0, width),
          random.between(0, height),
          unit * (0.22 + size * 1.1),
          fade('#ffffff', 0.95 - size * 0.25),
        )
      }
    if (weather === 'fog')
      for (let index = 0; index < 9; index++)
        brush.at(
          random.between(0, width),
          height * random.between(0.4, 0.95),
          [unit * random.between(36, 70), unit * random.between(4, 9)],
          () => brush.glow(0, 0, 1, palette.skyLow, 0.75),
        )
    if (weather === 'petals' || weather === 'leaves')
      for (let index = 0; index < 46; index++) {
        const colour =
          weather === 'petals'
            ? random.pick(['#ffc1d0', '#ff9fb8', '#ffe3ea'])
            : random.pick(['#d4472f', '#ee9a35', '#f3c14b', '#a8402c'])
        const size = unit * random.between(0.7, 1.7)
        brush.at(
          random.between(0, width),
          random.between(0, height),
          size,
          () => {
            brush.fill('M0 -1C0.8 -0.7 0.8 0.5 0 1C-0.8 0.5 -0.8 -0.7 0 -1Z', fade(colour, 0.95))
            brush.line('M0 -0.6V0.7', fade(mix(colour, palette.ink, 0.3), 0.5), 0.12)
          },
          random.between(0, 6.3),
        )
      }
  }
}
