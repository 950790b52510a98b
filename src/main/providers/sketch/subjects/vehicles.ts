import { darken, fade, lighten, mix } from '../colour.ts'
import { cream, ink, model, onBothSides, type Subject } from './subject.ts'

const glass = '#bfe3ee'

export const boat: Subject = {
  colours: ['#d8483f', '#f4ede0', '#2f5f8f', '#e9a23b'],
  height: 0.36,
  width: 84,
  home: 'water',
  draw: (brush, colour) => {
    brush.line('M0 -14V-98', '#6e4a38', 2.2)
    model(brush, 'M3 -94C26 -74 36 -46 36 -24Q18 -20 3 -22Z', cream, [4, -60], [54, -10])
    brush.fill('M26.5 -62Q32 -50 34 -40H3V-62Z', brush.palette.accent2)
    brush.shade('M3 -94C26 -74 36 -46 36 -24Q18 -20 3 -22Z', mix(cream, brush.palette.ink, 0.45), [4, -60], [58, -10])
    model(
      brush,
      'M-3 -86C-20 -66 -28 -46 -30 -24Q-14 -20 -3 -22Z',
      mix(cream, brush.palette.accent, 0.12),
      [-26, -60],
      [12, -10],
    )
    brush.fill('M0 -98L13 -94L0 -90Z', brush.palette.accent)
    const hull = 'M-42 -17H42C40 -6 34 2 24 4H-22C-32 2 -39 -6 -42 -17Z'
    model(brush, hull, colour, [-10, -24], [14, 12])
    brush.fill('M-42 -17H42L41 -13H-41Z', lighten(colour, 0.14))
  },
}

function wheel(brush: Parameters<Subject['draw']>[0], x: number, radius: number): void {
  brush.disc(x, -radius, radius, '#2b2a33')
  brush.disc(x, -radius, radius * 0.55, '#d9d5cc')
  brush.disc(x, -radius, radius * 0.22, '#7d7a80')
}

export const car: Subject = {
  colours: ['#e5503f', '#f0b23a', '#3f8fb5', '#6aa37a'],
  height: 0.24,
  width: 190,
  home: 'ground',
  draw: (brush, colour) => {
    if (brush.palette.isNight) {
      const beam = brush.context.createLinearGradient(90, 0, 190, 0)
      beam.addColorStop(0, fade('#ffe9a8', 0.7))
      beam.addColorStop(1, fade('#ffe9a8', 0))
      brush.fill('M90 -42L190 -60V4L90 -30Z', beam)
    }
    const body =
      'M-92 -22V-40C-92 -50 -84 -54 -70 -56L-48 -60C-38 -84 -26 -96 -6 -96H18C38 -96 48 -76 56 -60C78 -58 92 -52 93 -38V-22Q93 -16 86 -16H-86Q-92 -16 -92 -22Z'
    model(brush, body, colour, [-10, -90], [14, 6])
    brush.fill('M-36 -60C-30 -78 -22 -87 -6 -87H0V-60Z', glass)
    brush.fill('M7 -60V-87H17C32 -87 38 -74 43 -60Z', glass)
    brush.line('M-20 -64L-8 -83M20 -64L28 -80', fade('#ffffff', 0.75), 3.5)
    brush.line('M3.5 -58V-24', fade(darken(colour, 0.16), 0.8), 1.5)
    brush.fill('M12 -49H22V-46H12ZM-92 -34H93V-30H-92Z', fade(cream, 0.85))
    brush.ellipse(88, -42, 5, 6, '#fff0b8')
    brush.ellipse(-90, -44, 3, 6, '#b92f35')
    for (const x of [-52, 54]) {
      brush.disc(x, -18, 22, mix(colour, ink, 0.7))
      wheel(brush, x, 18)
    }
  },
}

export const train: Subject = {
  colours: ['#cf4a3f', '#2f7a77', '#3f66a8'],
  height: 0.22,
  width: 330,
  home: 'ground',
  draw: (brush, colour) => {
    for (const x of [-104, 2]) {
      model(
        brush,
        `M${x - 50} -14V-74Q${x - 50} -82 ${x - 42} -82H${x + 42}Q${x + 50} -82 ${x + 50} -74V-14Z`,
        x < 0 ? lighten(colour, 0.04) : colour,
        [x, -90],
        [x + 14, 10],
      )
      brush.fill(`M${x - 50} -34H${x + 50}V-27H${x - 50}Z`, cream)
      for (const dx of [-34, -8, 18])
        brush.fill(`M${x + dx} -68H${x + dx + 18}V-46H${x + dx}Z`, brush.palette.isNight ? '#ffd479' : glass)
      for (const dx of [-30, 30]) wheel(brush, x + dx, 10)
    }
    brush.line('M-54 -20H-48M52 -20H60', ink, 5)
    model(brush, 'M58 -14V-88H92V-62H140Q152 -60 152 -46V-14Z', darken(colour, 0.04), [80, -90], [110, 10])
    brush.fill('M54 -88H96V-95H54Z', darken(colour, 0.14))
    brush.fill('M66 -80H85V-58H66Z', brush.palette.isNight ? '#ffd479' : glass)
    model(brush, 'M120 -62V-84H115V-92H137V-84H132V-62Z', '#3a3740')
    brush.fill('M58 -34H152V-27H58Z', cream)
    brush.fill('M150 -14L166 0H140Z', '#3a3740')
    brush.ellipse(150, -46, 5, 6, '#fff0b8')
    for (const x of [76, 104, 132]) wheel(brush, x, 12)
    for (const [x, y, size] of [
      [128, -104, 8],
      [112, -118, 12],
      [88, -130, 17],
      [54, -138, 21],
    ] as const)
      brush.disc(x, y, size, fade(brush.palette.light, 0.82))
  },
}

export const bicycle: Subject = {
  colours: ['#e2574c', '#2f8f8a', '#f0b23a'],
  height: 0.3,
  width: 150,
  home: 'ground',
  draw: (brush, colour) => {
    for (const x of [-44, 44]) {
      for (let spoke = 0; spoke < 6; spoke++) {
        const turn = (spoke / 6) * Math.PI
        brush.line(
          `M${x - Math.cos(turn) * 28} ${-30 - Math.sin(turn) * 28}L${x + Math.cos(turn) * 28} ${-30 + Math.sin(turn) * 28}`,
          fade(ink, 0.3),
          0.9,
        )
      }
      brush.line(`M${x - 28} -30a28 28 0 1 0 56 0a28 28 0 1 0 -56 0`, '#2f2c36', 4.4)
      brush.disc(x, -30, 3.4, ink)
    }
    brush.line('M-44 -30L-20 -72L28 -70L-6 -30L-44 -30M-20 -72L-6 -30M28 -70L44 -30', colour, 5)
    brush.line('M-20 -72L-24 -84M28 -70L24 -88Q36 -94 42 -86', '#4a4048', 3.6)
    brush.line('M-34 -86H-15', '#6a4432', 6.5)
    brush.disc(-6, -30, 6.5, '#4a4048')
    model(brush, 'M34 -82H62L58 -62H38Z', '#c99a63', [36, -80], [66, -58])
    for (const [x, y] of [
      [40, -86],
      [48, -89],
      [56, -86],
    ] as const)
      brush.disc(x, y, 5, brush.palette.accent2)
  },
}

export const airplane: Subject = {
  colours: ['#f5efe3', '#e5503f', '#3f7fb5'],
  height: 0.17,
  width: 190,
  home: 'air',
  draw: (brush, colour) =>
    brush.at(
      0,
      -30,
      1,
      () => {
        const trim = brush.palette.accent
        model(brush, 'M-16 -12L-46 -48H-30L18 -14Z', darken(colour, 0.1))
        model(brush, 'M-70 -16L-92 -52H-76L-44 -18Z', trim)
        model(
          brush,
          'M-92 -8C-90 -20 -60 -24 20 -24C66 -24 92 -12 94 -2C92 8 66 14 20 14C-40 14 -86 8 -92 -8Z',
          colour,
          [0, -24],
          [8, 26],
        )
        brush.fill('M-92 -8C-86 8 -40 14 20 14C66 14 92 8 94 -2C60 4 -40 4 -92 -8Z', trim)
        brush.fill('M62 -18Q78 -15 86 -9L66 -9Z', '#3f5a78')
        for (let x = -52; x < 52; x += 14) brush.disc(x, -10, 3.4, '#3f5a78')
        model(brush, 'M-8 2L-58 46H-38L34 6Z', mix(colour, '#8aa0b5', 0.25), [-20, 0], [-20, 60])
      },
      -0.16,
    ),
}

export const rocket: Subject = {
  colours: ['#f4efe4', '#e9e4f0'],
  height: 0.5,
  width: 56,
  home: 'air',
  draw: (brush, colour) =>
    brush.at(
      0,
      0,
      1,
      () => {
        brush.glow(0, -6, 34, '#ffb347', 0.75)
        brush.fill('M-9 -20C-16 -4 -6 2 0 18C6 2 16 -4 9 -20Z', '#ff8a3d')
        brush.fill('M-5 -20C-8 -10 -3 -4 0 4C3 -4 8 -10 5 -20Z', '#ffe08a')
        onBothSides(brush, () =>
          model(brush, 'M12 -46C24 -38 27 -26 25 -12L12 -22Z', brush.palette.accent, [12, -44], [30, -10]),
        )
        model(brush, 'M0 -102C16 -86 20 -56 13 -20H-13C-20 -56 -16 -86 0 -102Z', colour, [-12, -70], [24, -50])
        model(
          brush,
          'M0 -102C8 -94 13 -83 15.4 -72H-15.4C-13 -83 -8 -94 0 -102Z',
          brush.palette.accent,
          [-10, -90],
          [18, -70],
        )
        brush.fill('M-14 -26H14L13 -20H-13Z', '#4a4a5e')
        brush.disc(0, -55, 8.6, '#4a4a5e')
        brush.disc(0, -55, 6.4, '#8fd0e2')
        brush.line('M-3.5 -57Q-2 -60 1 -60', '#ffffff', 1.6)
      },
      0.3,
    ),
}

export const hotAirBalloon: Subject = {
  colours: ['#e5533f', '#f0a83a', '#3f9a94', '#d9628a'],
  height: 0.36,
  width: 76,
  home: 'air',
  draw: (brush, colour) => {
    const envelope =
      'M-36 -64C-36 -88 -20 -101 0 -101C20 -101 36 -88 36 -64C36 -46 18 -32 9 -20H-9C-18 -32 -36 -46 -36 -64Z'
    brush.line('M-8.5 -21L-6 -11M8.5 -21L6 -11', '#6b4a38', 1)
    brush.fill(envelope, colour)
    brush.fill(
      'M0 -101C-20 -101 -27 -82 -25 -62C-23 -44 -10 -30 -6 -20H6C10 -30 23 -44 25 -62C27 -82 20 -101 0 -101Z',
      cream,
    )
    brush.fill(
      'M0 -101C-9 -101 -12.5 -82 -12 -62C-11 -44 -4 -30 -2.4 -20H2.4C4 -30 11 -44 12 -62C12.5 -82 9 -101 0 -101Z',
      mix(colour, brush.palette.accent2, 0.45),
    )
    brush.shade(envelope, mix(colour, brush.palette.ink, 0.5), [-22, -90], [48, -30])
    brush.line('M-35.6 -60Q0 -50 35.6 -60', fade(darken(colour, 0.08), 0.9), 2.6)
    model(brush, 'M-7.5 -11H7.5L6 0Q5.6 1.6 4 1.6H-4Q-5.6 1.6 -6 0Z', '#b07a4a', [-6, -10], [12, 4])
    brush.line('M-7.5 -11H7.5', '#7d5233', 1.8)
  },
}
