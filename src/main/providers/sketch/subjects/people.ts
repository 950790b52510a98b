import { darken, fade, lighten, mix } from '../colour.ts'
import { cream, ink, model, onBothSides, type Subject } from './subject.ts'

const skin = '#f3c9a5'
const hair = '#3a2a2c'

function face(brush: Parameters<Subject['draw']>[0], y: number): void {
  brush.ellipse(0, y, 8.6, 9.4, skin)
  onBothSides(brush, () => {
    brush.disc(3.4, y + 0.6, 0.95, ink)
    brush.ellipse(5.4, y + 3.6, 1.7, 1.1, fade('#f07a72', 0.55))
  })
  brush.line(`M-1.8 ${y + 4.4}q1.8 1.6 3.6 0`, fade(ink, 0.8), 0.7)
}

export const person: Subject = {
  colours: ['#e0a63a', '#d4574a', '#3f7a9a', '#5a8a6a'],
  height: 0.4,
  width: 44,
  home: 'ground',
  hand: [16, -34],
  draw: (brush, colour) => {
    brush.fill('M-8 -24H-1.4L-2 -2H-8.4ZM1.4 -24H8L8.4 -2H2Z', '#3b4360')
    brush.fill('M-11 0Q-11 -5 -6 -5H-1.6V0ZM11 0Q11 -5 6 -5H1.6V0Z', '#5a3a30')
    onBothSides(brush, () => {
      model(
        brush,
        'M10 -66C16 -62 19 -48 19 -36L13 -35C13 -44 11 -50 9 -54Z',
        darken(colour, 0.06),
        [10, -60],
        [24, -30],
      )
      brush.disc(16, -34, 2.9, skin)
    })
    model(
      brush,
      'M-11 -68C-6 -71 6 -71 11 -68C15 -54 17 -38 17 -22Q0 -17 -17 -22C-17 -38 -15 -54 -11 -68Z',
      colour,
      [-12, -64],
      [24, -14],
    )
    brush.line('M0 -66V-20', fade(darken(colour, 0.14), 0.8), 1)
    brush.fill(
      'M-13 -95C-12 -102 12 -102 13 -92C15 -82 13 -76 11 -73C4 -70 -4 -70 -11 -73C-13 -76 -15 -84 -13 -95Z',
      hair,
    )
    face(brush, -82)
    brush.fill('M-9.4 -83C-9 -93 -3 -95 2 -94C7 -93 9.6 -89 9.4 -82C6 -84 3 -87 1 -89.5C-2 -86 -6 -84 -9.4 -83Z', hair)
    model(brush, 'M-10.5 -72Q0 -66.5 10.5 -72L11.5 -67Q0 -61 -11.5 -67Z', brush.palette.accent, [-10, -72], [14, -60])
    brush.fill('M4 -67L10 -68L11 -50L5.5 -50Z', mix(brush.palette.accent, ink, 0.14))
  },
}

/** Jeogori and chima: a short jacket with its ribbon over a full skirt, and braided hair with a ribbon. */
export const hanbok: Subject = {
  colours: ['#d8475a', '#3f6fb0', '#e08aa6', '#6a5aa8'],
  height: 0.44,
  width: 76,
  home: 'ground',
  hand: [11, -43],
  draw: (brush, colour) => {
    const jacket = '#f7e3a8'
    model(brush, 'M-9 -60H9C14 -44 32 -20 36 -2Q0 6 -36 -2C-32 -20 -14 -44 -9 -60Z', colour, [-26, -54], [44, 8])
    brush.line(
      'M-5 -56Q-12 -30 -18 -1M0 -56V1M5 -56Q12 -30 18 -1M-8 -54Q-20 -30 -28 -1M8 -54Q20 -30 28 -1',
      fade(darken(colour, 0.1), 0.55),
      1,
    )
    brush.line('M-35 -4Q0 4 35 -4', fade(lighten(colour, 0.2), 0.75), 1.6)
    onBothSides(brush, () => {
      model(brush, 'M8 -69C17 -66 25 -54 26 -43C22 -38 15 -40 12 -43C11 -50 9 -54 7 -56Z', jacket, [10, -64], [30, -36])
      brush.fill('M26 -43C22 -38 15 -40 12 -43L13 -47C16 -44 22 -44 25.5 -47Z', mix(colour, '#7d3fa0', 0.25))
      brush.ellipse(7, -42.5, 6, 3, skin)
    })
    model(brush, 'M-9 -70Q0 -66 9 -70L13 -57Q0 -51 -13 -57Z', jacket, [-10, -68], [20, -50])
    brush.line('M-5.5 -70.5L2 -58L5.5 -70.5', cream, 2.6)
    brush.line('M1.5 -59C-1 -50 0 -42 -2 -34M2.5 -59C5 -52 4 -46 5.5 -40', mix(colour, '#7d3fa0', 0.25), 2.6)
    brush.line('M1 -60q-5 -4 -6 0q2 3 6 1', mix(colour, '#7d3fa0', 0.25), 2)
    brush.fill('M-11 -84C-12 -97 12 -97 11 -84C11 -77 8 -73 6 -72H-6C-8 -73 -11 -77 -11 -84Z', hair)
    brush.disc(9.5, -77, 5, hair)
    brush.line('M6 -73L14 -80', '#e8b84a', 1.6)
    face(brush, -81)
    brush.fill('M-9 -81C-9 -91 -4 -92 0 -91.6C4 -92 9 -91 9 -81C6 -83 2 -87 0 -91C-2 -87 -6 -83 -9 -81Z', hair)
  },
}

export const robot: Subject = {
  colours: ['#8fb5c4', '#e0b04a', '#c98a9a'],
  height: 0.38,
  width: 74,
  home: 'ground',
  hand: [35, -21],
  draw: (brush, colour) => {
    onBothSides(brush, () => {
      brush.line('M26 -46C36 -42 38 -32 35 -24', darken(colour, 0.12), 6)
      brush.disc(35, -21, 5.4, darken(colour, 0.16))
      brush.fill('M5 -20H16V-4H5Z', darken(colour, 0.12))
      brush.fill('M2 0Q2 -7 10 -7Q20 -7 20 0Z', darken(colour, 0.2))
    })
    brush.line('M0 -90V-99', darken(colour, 0.16), 2)
    brush.disc(0, -100, 4, brush.palette.accent)
    model(
      brush,
      'M-20 -52H20Q26 -52 26 -46V-22Q26 -16 20 -16H-20Q-26 -16 -26 -22V-46Q-26 -52 -20 -52Z',
      colour,
      [-22, -50],
      [40, -4],
    )
    brush.fill('M-13 -44H13V-27H-13Z', lighten(colour, 0.12))
    for (const [x, paint] of [
      [-7, '#e5533f'],
      [0, '#f0b23a'],
      [7, '#5aa37a'],
    ] as const)
      brush.disc(x, -32, 2.3, paint)
    brush.line('M-9 -39H9', fade(ink, 0.4), 1.6)
    brush.fill('M-8 -58H8V-51H-8Z', darken(colour, 0.16))
    model(
      brush,
      'M-22 -90H22Q30 -90 30 -82V-65Q30 -57 22 -57H-22Q-30 -57 -30 -65V-82Q-30 -90 -22 -90Z',
      lighten(colour, 0.04),
      [-24, -88],
      [42, -50],
    )
    brush.fill('M-20 -84H20Q24 -84 24 -80V-68Q24 -64 20 -64H-20Q-24 -64 -24 -68V-80Q-24 -84 -20 -84Z', '#26324a')
    onBothSides(brush, () => brush.ellipse(9, -75, 3.6, 4.4, '#8ff0e0'))
    brush.line('M-5 -68q5 3 10 0', '#8ff0e0', 1.5)
  },
}

export const snowman: Subject = {
  colours: ['#fbfaf6'],
  height: 0.42,
  width: 70,
  home: 'ground',
  draw: (brush, colour) => {
    const ball = (y: number, radius: number): void => {
      const path = `M${-radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`
      brush.fill(path, colour)
      brush.shade(
        path,
        mix('#8fb0d6', brush.palette.ink, 0.15),
        [-radius * 0.5, y - radius],
        [radius, y + radius * 1.3],
      )
    }
    onBothSides(brush, () => brush.line('M20 -50L40 -64M33 -59L36 -68M33 -59L42 -58', '#7a5240', 2.2))
    ball(-24, 27)
    ball(-60, 19)
    brush.fill('M-17 -52Q0 -43 17 -52L18 -45Q0 -36 -18 -45Z', brush.palette.accent)
    brush.fill('M7 -45L16 -47L18 -26L10 -25Z', brush.palette.accent)
    for (const y of [-34, -22]) brush.disc(0, y, 2.2, ink)
    onBothSides(brush, () => brush.disc(6.5, -64, 2, ink))
    brush.fill('M0 -61L16 -57L0 -56.6Z', '#f08a3a')
    model(brush, 'M-12 -77H12L11 -97H-11Z', '#3a3a4e')
    brush.line('M-18 -77H18', '#3a3a4e', 3.6)
    brush.fill('M-12 -79H12V-84H-12Z', brush.palette.accent)
  },
}
