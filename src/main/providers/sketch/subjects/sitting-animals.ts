import type { Brush } from '../brush.ts'
import { darken, fade, type Hex, lighten, mix } from '../colour.ts'
import { cream, ink, model, onBothSides, type Subject } from './subject.ts'

const body = 'M-25 0C-34 -14 -28 -42 -14 -54H14C28 -42 34 -14 25 0Z'
const head = 'M-28 -66C-28 -82 -15 -90 0 -90C15 -90 28 -82 28 -66C28 -51 15 -45 0 -45C-15 -45 -28 -51 -28 -66Z'
const chest = 'M-12 -50C-15 -34 -11 -20 0 -18C11 -20 15 -34 12 -50Z'

/** The animals that sit and look at you share one body; ears, face and tail tell them apart. */
interface Coat {
  readonly ears: (brush: Brush, colour: Hex) => void
  readonly tail: (brush: Brush, colour: Hex) => void
  readonly face: (brush: Brush, colour: Hex) => void
  readonly chest?: (colour: Hex) => Hex
  readonly legs?: (colour: Hex) => Hex
}

const sitting =
  (coat: Coat): Subject['draw'] =>
  (brush, colour) => {
    coat.tail(brush, colour)
    model(brush, body, colour, [-20, -60], [44, 12])
    brush.fill(chest, coat.chest?.(colour) ?? lighten(colour, 0.1))
    const legs = coat.legs?.(colour) ?? colour
    onBothSides(brush, () => {
      brush.ellipse(22, -8, 11, 8, darken(legs, 0.05))
      const leg = 'M1.5 -32C1.5 -36 14 -36 14 -30L13.5 -5C15 -1 13 0 10 0H4C1 0 1 -2 2 -5Z'
      brush.fill(leg, legs)
      brush.shade(leg, mix(legs, brush.palette.ink, 0.4), [4, -30], [20, 8])
      brush.line('M6.5 -0.6V-3.6M10 -0.6V-3.6', fade(ink, 0.45), 0.9)
    })
    coat.ears(brush, colour)
    model(brush, head, colour, [-20, -88], [40, -36])
    coat.face(brush, colour)
  }

function eyes(brush: Brush, y = -68, apart = 11.5, size = 3.4): void {
  onBothSides(brush, () => {
    brush.ellipse(apart, y, size, size * 1.18, ink)
    brush.disc(apart - 1.1, y - 1.4, size * 0.32, '#ffffff')
    brush.ellipse(apart + 6.5, y + 8, 3.6, 2.3, fade('#ff7d7d', 0.4))
  })
}

function nose(brush: Brush, y = -59, colour = ink): void {
  brush.fill(`M-3.4 ${y}Q0 ${y - 2.4} 3.4 ${y}Q2.4 ${y + 3.2} 0 ${y + 3.6}Q-2.4 ${y + 3.2} -3.4 ${y}Z`, colour)
  brush.line(`M0 ${y + 3}V${y + 5}M0 ${y + 5}q-3.4 3.2 -6 0.4M0 ${y + 5}q3.4 3.2 6 0.4`, ink, 1.1)
}

const pointedEars =
  (inner: Hex, tip: Hex | null = null) =>
  (brush: Brush, colour: Hex): void =>
    onBothSides(brush, () => {
      const ear = 'M5 -86L22 -102Q25.5 -104 26 -100L27.5 -70Z'
      model(brush, ear, colour, [8, -100], [44, -60])
      if (tip !== null) brush.fill('M15 -95.5L22 -102Q25.5 -104 26 -100L26.4 -91Z', tip)
      brush.fill('M13 -84L21.5 -94Q23 -95 23.2 -93L24 -75Z', inner)
    })

const roundEars =
  (inner: (colour: Hex) => Hex, outer?: Hex) =>
  (brush: Brush, colour: Hex): void =>
    onBothSides(brush, () => {
      brush.disc(20, -86, 9.5, outer ?? darken(colour, 0.03))
      brush.disc(20, -85, 5.5, inner(outer ?? colour))
    })

const whiskers = (brush: Brush): void =>
  onBothSides(brush, () => brush.line('M13 -57L30 -60M13 -54.5L30 -53', fade(cream, 0.9), 0.8))

const curledTail = (brush: Brush, colour: Hex): void => {
  brush.line('M20 -7C42 -2 52 -18 45 -32C42 -39 36 -38 37 -32', darken(colour, 0.04), 8.5)
}

const stubTail = (brush: Brush, colour: Hex): void => brush.disc(26, -12, 8, lighten(colour, 0.06))

const muzzle = (brush: Brush, colour: Hex, size = 1): void => brush.ellipse(0, -56, 12.5 * size, 9 * size, colour)

const stripes = (brush: Brush, colour: Hex): void => {
  brush.line('M0 -89V-79M-6.5 -88L-5 -80.5M6.5 -88L5 -80.5', colour, 2.6)
  onBothSides(brush, () =>
    brush.line('M27.4 -69L20.5 -67.5M26.5 -62L20.5 -62M28 -32L20 -30M29.5 -22L21.5 -21', colour, 2.4),
  )
}

const pick = {
  height: 0.36,
  width: 78,
  home: 'ground',
  hand: [-27, -14],
} as const

export const cat: Subject = {
  ...pick,
  colours: ['#f0913f', '#4a4a63', '#f3e6d0', '#8f8fa3'],
  draw: sitting({
    ears: pointedEars('#f5a9a4'),
    tail: curledTail,
    face: (brush, colour) => {
      stripes(brush, fade(darken(colour, 0.13), 0.9))
      muzzle(brush, lighten(colour, 0.13), 0.8)
      eyes(brush)
      nose(brush, -60, '#d9646a')
      whiskers(brush)
    },
    chest: (colour) => lighten(colour, 0.13),
  }),
}

export const dog: Subject = {
  ...pick,
  colours: ['#d99a5b', '#f0dcc0', '#8a5a3f', '#f6f0e4'],
  draw: sitting({
    ears: () => undefined,
    tail: (brush, colour) => brush.line('M20 -12C34 -14 42 -24 42 -36', colour, 8),
    face: (brush, colour) => {
      muzzle(brush, mix(lighten(colour, 0.1), cream, 0.6), 1.15)
      eyes(brush, -69)
      brush.fill('M-3.6 -53.5H3.6V-48.5Q3.6 -44.5 0 -44.5Q-3.6 -44.5 -3.6 -48.5Z', '#ee6f72')
      nose(brush, -61)
      onBothSides(brush, () =>
        model(
          brush,
          'M14 -88C26 -92 35 -84 36 -70C37 -58 32 -50 27 -52C21 -55 24 -76 14 -88Z',
          darken(colour, 0.13),
          [18, -88],
          [44, -46],
        ),
      )
      brush.line('M-15 -45Q0 -38.5 15 -45', '#d8433f', 4)
      brush.disc(0, -39.6, 3.2, '#f4c04a')
    },
    chest: (colour) => mix(lighten(colour, 0.1), cream, 0.5),
  }),
}

export const fox: Subject = {
  ...pick,
  width: 96,
  colours: ['#e2662f', '#d9532c'],
  draw: sitting({
    ears: pointedEars('#4a2c2c', '#3a2526'),
    tail: (brush, colour) => {
      const tail = 'M16 -6C34 2 60 -6 58 -34C57 -44 50 -52 46 -50C48 -36 40 -24 22 -22Z'
      model(brush, tail, colour, [20, -40], [64, 0])
      brush.fill('M58 -34C57 -44 50 -52 46 -50C47 -43 45.5 -36 42 -31.5Q51 -29 58 -34Z', cream)
    },
    face: (brush) => {
      brush.fill(
        'M-28 -65C-18 -70 -9 -66 0 -55C9 -66 18 -70 28 -65C28 -51 14 -44 0 -44C-14 -44 -28 -51 -28 -65Z',
        cream,
      )
      eyes(brush, -69)
      nose(brush, -57)
    },
    chest: () => cream,
    legs: (colour) => mix(colour, '#3a2526', 0.35),
  }),
}

export const bear: Subject = {
  ...pick,
  height: 0.42,
  colours: ['#8b5d42', '#6d4636', '#a9764f'],
  draw: sitting({
    ears: roundEars((colour) => lighten(colour, 0.14)),
    tail: stubTail,
    face: (brush, colour) => {
      muzzle(brush, lighten(colour, 0.2), 1.05)
      eyes(brush, -70, 12, 2.9)
      nose(brush, -61)
    },
  }),
}

export const panda: Subject = {
  ...pick,
  height: 0.4,
  colours: ['#f6f1e6'],
  draw: sitting({
    ears: roundEars((colour) => lighten(colour, 0.12), '#33303a'),
    tail: () => undefined,
    face: (brush) => {
      onBothSides(brush, () => brush.ellipse(12, -67.5, 7, 8.6, '#33303a', -0.5))
      onBothSides(brush, () => brush.disc(11, -68, 2.6, cream))
      onBothSides(brush, () => brush.disc(11, -68, 1.7, ink))
      nose(brush, -59)
    },
    chest: () => '#f6f1e6',
    legs: () => '#3b3843',
  }),
}

export const tiger: Subject = {
  ...pick,
  height: 0.4,
  colours: ['#ef9233', '#f2a544'],
  draw: sitting({
    ears: roundEars(() => '#f7c9a0'),
    tail: (brush, colour) => {
      brush.line('M20 -7C42 -2 52 -18 45 -34', colour, 8)
      brush.line('M45.6 -30L45 -36', ink, 8)
    },
    face: (brush) => {
      brush.ellipse(0, -55, 15, 9.5, cream)
      stripes(brush, ink)
      eyes(brush, -69)
      nose(brush, -60, '#d9646a')
      whiskers(brush)
    },
    chest: () => cream,
  }),
}

export const rabbit: Subject = {
  ...pick,
  height: 0.34,
  width: 66,
  colours: ['#f4ede2', '#cfa985', '#b9b3bd'],
  draw: (brush, colour) => brush.at(0, 0, 0.78, () => drawRabbit(brush, colour)),
}

const drawRabbit = sitting({
  ears: (brush, colour) =>
    onBothSides(brush, (side) =>
      brush.at(
        11,
        -82,
        1,
        () => {
          model(brush, 'M-7 6C-11 -18 -8 -44 0 -46C8 -44 11 -18 7 6Z', colour, [-6, -40], [18, 14])
          brush.fill('M-3.4 2C-6 -14 -4 -34 0 -36C4 -34 6 -14 3.4 2Z', '#f3b3b4')
        },
        side === 1 ? 0.16 : 0.26,
      ),
    ),
  tail: (brush, colour) => brush.disc(27, -12, 9.5, lighten(colour, 0.05)),
  face: (brush, colour) => {
    muzzle(brush, lighten(colour, 0.06), 0.8)
    eyes(brush, -68, 13)
    nose(brush, -60, '#e0787f')
    whiskers(brush)
  },
})
