import type { Brush } from '../brush.ts'
import { darken, fade, type Hex, lighten, mix } from '../colour.ts'
import { cream, ink, model, type Subject } from './subject.ts'

const bark = '#7a5240'
const stem = '#4c8a5b'

const round = (x: number, y: number, radius: number): string =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`

const crown: readonly (readonly [x: number, y: number, radius: number])[] = [
  [-25, -50, 17],
  [25, -49, 17],
  [-14, -66, 20],
  [17, -67, 19],
  [0, -80, 18],
  [0, -54, 20],
]

function drawTree(brush: Brush, colour: Hex, trunk: Hex): void {
  model(brush, 'M-6 0C-4 -14 -4 -30 -4.5 -44H4.5C4 -30 4 -14 6 0Q0 -3 -6 0Z', trunk, [-6, -40], [14, 0])
  brush.line('M0 -34C5 -42 11 -46 17 -50M0 -28C-6 -38 -11 -42 -16 -48', trunk, 3)
  for (const [x, y, radius] of crown) {
    brush.disc(x, y, radius, colour)
    brush.shade(
      round(x, y, radius),
      mix(colour, brush.palette.ink, 0.42),
      [x - radius * 0.6, y - radius * 0.8],
      [x + radius * 0.9, y + radius * 1.3],
    )
    brush.shade(
      round(x, y, radius),
      lighten(colour, 0.09),
      [x + radius * 0.2, y + radius * 0.5],
      [x - radius * 0.6, y - radius * 1.4],
    )
  }
}

export const tree: Subject = {
  colours: ['#4f9a6d', '#3f8f7a', '#7aa84f', '#e09a3c'],
  height: 0.52,
  width: 86,
  home: 'ground',
  draw: (brush, colour) => drawTree(brush, colour, bark),
}

export const blossom: Subject = {
  colours: ['#f8b6c8', '#f59fba'],
  height: 0.56,
  width: 90,
  home: 'ground',
  draw: (brush, colour) => {
    drawTree(brush, colour, '#5e4046')
    for (let index = 0; index < 46; index++) {
      const [x, y, radius] = brush.random.pick([...crown] as [(typeof crown)[number], ...(typeof crown)[number][]])
      const turn = brush.random.between(0, 6.3)
      const far = radius * brush.random.between(0.2, 1)
      brush.disc(
        x + Math.cos(turn) * far,
        y + Math.sin(turn) * far,
        brush.random.between(0.8, 1.9),
        fade('#fff3f5', 0.9),
      )
    }
  },
}

export const pine: Subject = {
  colours: ['#2f7a5f', '#2c6e63'],
  height: 0.54,
  width: 60,
  home: 'ground',
  draw: (brush, colour) => {
    brush.fill('M-4 0V-14H4V0Z', bark)
    for (const [y, half, tall] of [
      [-10, 28, 34],
      [-32, 22, 32],
      [-54, 16, 30],
      [-74, 10, 26],
    ] as const) {
      const tier = `M0 ${y - tall}C${half * 0.3} ${y - tall * 0.5} ${half * 0.7} ${y - tall * 0.2} ${half} ${y}Q${half * 0.5} ${y + 4} 0 ${y + 2}Q${-half * 0.5} ${y + 4} ${-half} ${y}C${-half * 0.7} ${y - tall * 0.2} ${-half * 0.3} ${y - tall * 0.5} 0 ${y - tall}Z`
      model(brush, tier, colour, [-half, y - tall], [half * 1.3, y + 8])
    }
  },
}

export const flower: Subject = {
  colours: ['#ee5a6f', '#f7a63b', '#c471c9', '#f6d04d'],
  height: 0.34,
  width: 64,
  home: 'ground',
  draw: (brush, colour) => {
    const heads = [
      [0, -84, 1, colour],
      [-21, -60, 0.78, lighten(colour, 0.1)],
      [21, -64, 0.84, mix(colour, '#ffd166', 0.3)],
    ] as const
    for (const [x, y] of heads) brush.line(`M0 0C${x * 0.1} -24 ${x} ${y * 0.5} ${x} ${y}`, stem, 2.6)
    for (const side of [-1, 1])
      model(
        brush,
        `M0 -4C${side * 14} -8 ${side * 24} -20 ${side * 25} -34C${side * 12} -30 ${side * 3} -18 0 -4Z`,
        stem,
        [0, -36],
        [side * 12, 8],
      )
    for (const [x, y, size, petal] of heads)
      brush.at(x, y, size, () => {
        model(
          brush,
          'M-13 -12C-10 -8 -8 -6 -6.5 -13C-4 -8 -2 -6 0 -15C2 -6 4 -8 6.5 -13C8 -6 10 -8 13 -12C16 4 10 14 0 14C-10 14 -16 4 -13 -12Z',
          petal,
          [-8, -12],
          [14, 20],
        )
      })
  },
}

export const sunflower: Subject = {
  colours: ['#f7b92f'],
  height: 0.44,
  width: 52,
  home: 'ground',
  draw: (brush, colour) => {
    brush.line('M0 0C4 -24 -2 -44 0 -70', stem, 3.4)
    for (const [side, y] of [
      [-1, -22],
      [1, -34],
    ] as const)
      model(
        brush,
        `M0 ${y}C${side * 6} ${y - 14} ${side * 20} ${y - 16} ${side * 27} ${y - 9}C${side * 22} ${y + 2} ${side * 10} ${y + 6} 0 ${y}Z`,
        stem,
        [0, y - 16],
        [side * 16, y + 12],
      )
    for (const [count, long, paint] of [
      [14, 25, darken(colour, 0.07)],
      [14, 22, colour],
    ] as const)
      for (let petal = 0; petal < count; petal++)
        brush.at(
          0,
          -74,
          1,
          () =>
            model(brush, `M-4.4 -8Q-6 -${long * 0.7} 0 -${long}Q6 -${long * 0.7} 4.4 -8Z`, paint, [0, -long], [6, 6]),
          ((petal + (long === 22 ? 0.5 : 0)) / count) * Math.PI * 2,
        )
    model(brush, round(0, -74, 11.5), '#6b4230', [-8, -82], [12, -60])
    for (let index = 0; index < 26; index++) {
      const far = Math.sqrt(index / 26) * 9.6
      brush.disc(Math.cos(index * 2.4) * far, -74 + Math.sin(index * 2.4) * far, 0.85, fade('#d99a4e', 0.9))
    }
  },
}

export const cactus: Subject = {
  colours: ['#4a9a72', '#3b8a7a'],
  height: 0.42,
  width: 70,
  home: 'ground',
  draw: (brush, colour) => {
    brush.line('M-4 -34H-26Q-30 -34 -30 -38V-56M4 -46H24Q29 -46 29 -51V-70', colour, 12)
    model(brush, 'M-12 0V-84C-12 -104 12 -104 12 -84V0Z', colour, [-12, -60], [24, -50])
    brush.line('M-4.5 -4V-86M4.5 -4V-86', fade(darken(colour, 0.13), 0.7), 1.4)
    for (const [x, y] of [
      [0, -72],
      [0, -52],
      [0, -30],
      [-30, -48],
      [29, -60],
      [-8, -62],
      [8, -40],
    ] as const)
      brush.line(`M${x} ${y}l-2.4 -2.4M${x} ${y}l2.4 -2.4`, cream, 0.9)
    for (const [x, y, size] of [
      [0, -101, 6],
      [29, -77, 4.6],
      [-30, -63, 4],
    ] as const)
      for (let petal = 0; petal < 5; petal++)
        brush.ellipse(
          x + Math.cos(petal * 1.26 - 1.57) * size * 0.7,
          y + Math.sin(petal * 1.26 - 1.57) * size * 0.7,
          size * 0.6,
          size * 0.6,
          brush.palette.accent,
        )
  },
}

export const mushroom: Subject = {
  colours: ['#dd4b42', '#e07a45', '#b5567a'],
  height: 0.3,
  width: 84,
  home: 'ground',
  draw: (brush, colour) => {
    model(brush, 'M-15 0C-10 -18 -9 -34 -11 -50H11C9 -34 10 -18 15 0Q0 6 -15 0Z', cream, [-10, -40], [26, 4])
    brush.ellipse(0, -47, 33, 6.5, mix(cream, '#c9a27a', 0.5))
    const cap = 'M-42 -47C-44 -76 -20 -98 0 -98C20 -98 44 -76 42 -47C22 -40 -22 -40 -42 -47Z'
    model(brush, cap, colour, [-30, -94], [42, -30])
    brush.context.save()
    brush.context.clip(brush.path(cap))
    for (const [x, y, radius] of [
      [-16, -76, 8],
      [12, -84, 6],
      [22, -60, 8.5],
      [-30, -54, 6],
      [-3, -56, 5.5],
      [38, -72, 4],
    ] as const)
      brush.ellipse(x, y, radius, radius * 0.9, cream)
    brush.context.restore()
    brush.line('M-20 0q3 -8 1 -13M18 0q0 -8 4 -12M24 0q1 -6 6 -8', mix(stem, ink, 0.1), 1.8)
  },
}
