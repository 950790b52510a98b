import { fade, mix } from '../colour.ts'
import { model, type Subject } from './subject.ts'

const high = { home: 'air', width: 100 } as const
const disc = 'M-44 -50a44 44 0 1 0 88 0a44 44 0 1 0 -88 0Z'

/** The sky paints these itself; as subjects they are for pictures without a sky. */
export const moon: Subject = {
  ...high,
  height: 0.3,
  colours: ['#ffe9b0'],
  draw: (brush, colour) =>
    model(
      brush,
      'M16 -94C-14 -98 -44 -78 -44 -48C-44 -20 -20 0 8 -2C24 -4 36 -12 42 -22C14 -16 -8 -32 -8 -56C-8 -74 2 -86 16 -94Z',
      colour,
      [-30, -90],
      [40, 10],
    ),
}

export const sun: Subject = {
  ...high,
  height: 0.3,
  colours: ['#ffb53f', '#ff8a4a'],
  draw: (brush, colour) => {
    for (let ray = 0; ray < 12; ray++)
      brush.at(0, -50, 1, () => brush.line('M0 -38V-49', colour, 5), (ray / 12) * Math.PI * 2)
    brush.at(0, -17, 0.66, () => model(brush, disc, colour, [-30, -80], [40, 0]))
  },
}

export const star: Subject = {
  ...high,
  height: 0.2,
  colours: ['#ffcf4a'],
  draw: (brush, colour) => {
    const points = Array.from({ length: 10 }, (_, index) => {
      const turn = (index / 10) * Math.PI * 2 - Math.PI / 2
      const far = index % 2 === 0 ? 46 : 22
      return `${Math.cos(turn) * far} ${-50 + Math.sin(turn) * far}`
    })
    const shape = `M${points.join('L')}Z`
    brush.line(shape, colour, 8)
    model(brush, shape, colour, [-30, -90], [40, 0])
  },
}

export const cloud: Subject = {
  ...high,
  height: 0.16,
  width: 170,
  colours: ['#f7f3ea'],
  draw: (brush, colour) =>
    model(
      brush,
      'M-58 -4C-84 -4 -86 -38 -60 -42C-58 -72 -26 -82 -12 -62C0 -96 50 -94 54 -54C84 -56 88 -6 58 -4Z',
      colour,
      [0, -80],
      [10, 26],
    ),
}

export const rainbow: Subject = {
  ...high,
  height: 0.3,
  width: 190,
  colours: ['#e5533f'],
  draw: (brush, colour) => {
    for (const [index, band] of [colour, '#f49a4a', '#f4c94a', '#7fbf7a', '#5aa5d6', '#9a7cc8'].entries()) {
      const radius = 88 - index * 9
      brush.line(
        `M${-radius} -4a${radius} ${radius} 0 0 1 ${radius * 2} 0`,
        fade(mix(band, '#ffffff', 0.06), 0.95),
        9.2,
      )
    }
  },
}
