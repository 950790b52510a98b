import { darken, fade, lighten, mix } from '../colour.ts'
import { cream, ink, model, onBothSides, type Subject } from './subject.ts'

export const cup: Subject = {
  colours: ['#f4ece0', '#e2644f', '#3f8a8f', '#f0b84a'],
  height: 0.32,
  width: 104,
  home: 'ground',
  draw: (brush, colour) => {
    for (const x of [-14, 2, 18])
      brush.line(
        `M${x} -68C${x - 8} -76 ${x + 8} -82 ${x} -90C${x - 5} -95 ${x + 2} -99 ${x + 3} -103`,
        fade(brush.palette.light, 0.75),
        3,
      )
    brush.ellipse(0, -3, 50, 6, darken(colour, 0.08))
    brush.ellipse(0, -5, 48, 5, lighten(colour, 0.03))
    brush.line('M32 -50C56 -54 56 -22 28 -20', darken(colour, 0.04), 7)
    model(brush, 'M-37 -58H37C37 -30 28 -8 14 -5H-14C-28 -8 -37 -30 -37 -58Z', colour, [-30, -54], [54, -10])
    brush.ellipse(0, -58, 37, 7.4, lighten(colour, 0.05))
    brush.ellipse(0, -57.4, 33, 5.8, '#6a4230')
    brush.fill('M0 -54.6C-8 -57 -8 -61 -3.4 -60.4Q0 -60 0 -58.4Q0 -60 3.4 -60.4C8 -61 8 -57 0 -54.6Z', '#f0d9b8')
    brush.fill(
      'M-20 -34a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M-4 -28a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M12 -36a3 3 0 1 0 6 0a3 3 0 1 0 -6 0',
      fade(brush.palette.accent, 0.9),
    )
  },
}

export const book: Subject = {
  colours: ['#c94f4a', '#2f6f8f', '#4f8a6a', '#8a5a9a'],
  height: 0.24,
  width: 160,
  home: 'ground',
  draw: (brush, colour) => {
    model(brush, 'M-82 -60L-4 -44V0L-82 -16ZM82 -60L4 -44V0L82 -16Z', darken(colour, 0.02), [-60, -60], [60, 20])
    brush.fill('M-6 -46H6V2H-6Z', darken(colour, 0.1))
    onBothSides(brush, () => {
      const page = 'M0 -8C20 -26 50 -28 76 -22V-70C50 -76 20 -74 0 -56Z'
      brush.fill('M0 -4C20 -22 50 -24 76 -18V-24L0 -12Z', mix(cream, '#b89a78', 0.5))
      brush.fill(page, cream)
      brush.shade(page, mix(cream, brush.palette.ink, 0.4), [60, -40], [-8, -36])
      for (const [row, y] of [-56, -47, -38].entries())
        brush.line(`M14 ${y - 6}C32 ${y - 12} 48 ${y - 13} ${row === 2 ? 50 : 66} ${y - 11}`, fade(ink, 0.32), 2)
    })
    brush.fill('M34 -73L44 -73V-40L39 -46L34 -40Z', brush.palette.accent2)
  },
}

export const apple: Subject = {
  colours: ['#dd3f3f', '#e2553a', '#a8bf4a'],
  height: 0.28,
  width: 92,
  home: 'ground',
  draw: (brush, colour) => {
    brush.line('M1 -74C1 -84 4 -92 9 -98', '#6a4632', 4)
    model(brush, 'M4 -84C12 -100 30 -102 42 -94C34 -80 16 -76 4 -84Z', '#5f9a55', [10, -98], [34, -76])
    model(
      brush,
      'M0 -74C-12 -84 -44 -82 -45 -46C-45 -18 -26 0 -13 0C-7 0 -4 -3 0 -3C4 -3 7 0 13 0C26 0 45 -18 45 -46C44 -82 12 -84 0 -74Z',
      colour,
      [-30, -76],
      [46, 8],
    )
    brush.ellipse(0, -72.5, 10, 3, mix(colour, ink, 0.35))
    brush.ellipse(-25, -56, 5, 12, fade('#ffffff', 0.5), 0.4)
  },
}

export const cake: Subject = {
  colours: ['#f6b5c0', '#f4e6cf', '#a8d4c8'],
  height: 0.34,
  width: 96,
  home: 'ground',
  draw: (brush, colour) => {
    brush.ellipse(0, -3, 48, 6, mix(cream, '#a8b5c4', 0.35))
    for (const [y, half, tall] of [
      [-4, 40, 32],
      [-36, 28, 26],
    ] as const) {
      model(
        brush,
        `M${-half} ${y - tall}V${y - 4}Q0 ${y + 5} ${half} ${y - 4}V${y - tall}Z`,
        mix(cream, colour, y === -4 ? 0.35 : 0.15),
        [-half, y - tall],
        [half * 1.6, y],
      )
      let icing = `M${-half} ${y - tall}`
      for (let drop = 0; drop < 5; drop++) icing += `q${half * 0.2} ${drop % 2 === 0 ? 18 : 11} ${half * 0.4} 0`
      brush.fill(`${icing}Z`, colour)
      brush.ellipse(0, y - tall, half, half * 0.17, lighten(colour, 0.03))
    }
    for (const x of [-16, 0, 16]) {
      brush.glow(x, -86, 13, '#ffd479', 0.75)
      brush.fill(`M${x - 1.8} -63V-79H${x + 1.8}V-63Z`, x === 0 ? brush.palette.accent2 : brush.palette.accent)
      brush.fill(`M${x} -92Q${x + 5} -84 ${x} -80Q${x - 5} -84 ${x} -92Z`, '#ffb83f')
    }
    for (const [x, y] of [
      [-28, -13],
      [-9, -11],
      [11, -12],
      [29, -14],
    ] as const)
      brush.disc(x, y, 3, brush.palette.accent)
  },
}

export const heart: Subject = {
  colours: ['#e2445c', '#f0708a'],
  height: 0.3,
  width: 104,
  home: 'air',
  draw: (brush, colour) => {
    model(
      brush,
      'M0 -4C-24 -22 -52 -42 -50 -70C-48 -98 -12 -102 0 -76C12 -102 48 -98 50 -70C52 -42 24 -22 0 -4Z',
      colour,
      [-36, -92],
      [44, 4],
    )
    brush.ellipse(-30, -74, 7, 13, fade('#ffffff', 0.45), 0.6)
  },
}

export const balloon: Subject = {
  colours: ['#e2504a', '#f2b13a', '#4f9ac0', '#e58aa8'],
  height: 0.34,
  width: 48,
  home: 'air',
  heldBy: { size: 0.95, below: 0.04 },
  draw: (brush, colour) => {
    brush.line('M0 -38C-9 -26 8 -16 -2 4', fade(brush.palette.ink, 0.6), 1)
    brush.fill('M0 -43L-4 -36H4Z', darken(colour, 0.08))
    model(
      brush,
      'M0 -41C-16 -49 -24 -62 -24 -75C-24 -91 -13 -101 0 -101C13 -101 24 -91 24 -75C24 -62 16 -49 0 -41Z',
      colour,
      [-16, -94],
      [26, -38],
    )
    brush.ellipse(-11, -84, 4, 8, fade('#ffffff', 0.55), 0.5)
  },
}

export const umbrella: Subject = {
  colours: ['#e5484d', '#f0b23a', '#3f8a9a', '#d86f9a'],
  height: 0.4,
  width: 110,
  home: 'ground',
  heldBy: { size: 1.3, below: 0 },
  draw: (brush, colour) => {
    brush.line('M0 -92V-8C0 4 -14 4 -14 -7', '#6a4632', 3.4)
    const canopy =
      'M-55 -50C-54 -80 -30 -96 0 -96C30 -96 54 -80 55 -50Q46 -58 36.6 -50Q27 -58 18.3 -50Q9 -58 0 -50Q-9 -58 -18.3 -50Q-27 -58 -36.6 -50Q-46 -58 -55 -50Z'
    model(brush, canopy, colour, [-36, -92], [52, -30])
    brush.fill(
      'M0 -96C-14 -90 -18 -70 -18.3 -50Q-9 -58 0 -50Q9 -58 18.3 -50C18 -70 14 -90 0 -96Z',
      fade(lighten(colour, 0.13), 0.85),
    )
    brush.line('M0 -96V-102', '#6a4632', 3)
  },
}

export const lantern: Subject = {
  colours: ['#e5573f', '#f0a83f'],
  height: 0.3,
  width: 66,
  home: 'air',
  draw: (brush, colour) => {
    brush.glow(0, -52, 74, '#ffcf7a', 0.65)
    brush.line('M0 -100V-88M0 -18V-8', '#6a3f30', 1.8)
    brush.line('M-4 -12V2M0 -12V4M4 -12V2', brush.palette.accent2, 1.8)
    model(brush, 'M-14 -84H14C38 -76 38 -30 14 -20H-14C-38 -30 -38 -76 -14 -84Z', colour, [-10, -70], [50, -20])
    brush.glow(0, -50, 30, '#fff0b0', 0.75)
    brush.line(
      'M-5 -84C-16 -68 -16 -36 -5 -20M5 -84C16 -68 16 -36 5 -20M-12 -84C-30 -70 -30 -34 -12 -20M12 -84C30 -70 30 -34 12 -20',
      fade(darken(colour, 0.1), 0.6),
      1.2,
    )
    brush.fill('M-15 -88H15V-82H-15ZM-15 -22H15V-16H-15Z', '#5a352c')
  },
}
