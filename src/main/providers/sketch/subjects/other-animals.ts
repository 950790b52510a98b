import { darken, fade, lighten, mix } from '../colour.ts'
import { cream, ink, model, onBothSides, type Subject } from './subject.ts'

export const bird: Subject = {
  colours: ['#3f7fc1', '#e2583e', '#f2b23a', '#fff3df'],
  height: 0.17,
  width: 150,
  home: 'air',
  draw: (brush, colour) => {
    model(brush, 'M-4 -48C-26 -62 -34 -86 -30 -104C-10 -96 12 -78 20 -54Z', mix(colour, brush.palette.ink, 0.25))
    const body =
      'M-72 -22C-58 -30 -46 -34 -34 -40C-16 -56 18 -62 36 -56C42 -66 58 -68 64 -57L76 -52L64 -48C60 -28 34 -14 4 -16C-16 -17 -30 -20 -44 -18C-54 -16 -64 -14 -74 -8C-70 -14 -70 -18 -72 -22Z'
    model(brush, body, colour, [-10, -64], [20, 4])
    brush.fill('M62 -49C58 -30 34 -15 8 -16.5C26 -22 44 -34 50 -46Z', cream)
    model(
      brush,
      'M-12 -44C-22 -70 -18 -98 -4 -118C12 -104 30 -78 30 -48C18 -38 0 -36 -12 -44Z',
      lighten(colour, 0.06),
      [0, -116],
      [20, -30],
    )
    brush.line('M-4 -52C-8 -68 -8 -84 -3 -98M6 -48C4 -64 4 -76 8 -86', fade(darken(colour, 0.12), 0.8), 1.8)
    brush.fill('M64 -57L78 -52L64 -48Z', '#f2a03a')
    brush.disc(55, -55, 2.6, ink)
  },
}

export const owl: Subject = {
  colours: ['#9a6b4a', '#7a6a86', '#c08a55'],
  height: 0.34,
  width: 74,
  home: 'ground',
  draw: (brush, colour) => {
    onBothSides(brush, () => brush.fill('M10 -92L32 -104Q34 -96 30 -80Z', darken(colour, 0.06)))
    model(
      brush,
      'M-34 -62C-34 -84 -20 -96 0 -96C20 -96 34 -84 34 -62V-36C34 -14 22 -4 0 -4C-22 -4 -34 -14 -34 -36Z',
      colour,
      [-24, -90],
      [46, 4],
    )
    brush.fill('M-20 -46C-20 -22 -12 -9 0 -9C12 -9 20 -22 20 -46Z', mix(colour, cream, 0.62))
    for (const [row, y] of [-40, -31, -22].entries())
      for (let x = -12 + row * 2; x <= 12; x += 6)
        brush.line(`M${x - 2} ${y}q2 3 4 0`, fade(darken(colour, 0.06), 0.8), 1.4)
    onBothSides(brush, () => {
      brush.disc(13.5, -66, 14, mix(colour, cream, 0.72))
      brush.disc(13, -66, 8, '#f4b53c')
      brush.disc(12.6, -66, 5, ink)
      brush.disc(11, -68, 1.6, '#ffffff')
      model(brush, 'M34 -58C42 -40 40 -22 30 -12C24 -22 24 -44 34 -58Z', darken(colour, 0.1), [26, -56], [46, -10])
      brush.line('M5 -4V-1M9 -4V-1M13 -4V-1', '#e99a35', 2.6)
    })
    brush.fill('M-4 -61H4L0 -51Z', '#e99a35')
  },
}

export const penguin: Subject = {
  colours: ['#2f3b56', '#26344a'],
  height: 0.36,
  width: 68,
  home: 'ground',
  draw: (brush, colour) => {
    onBothSides(brush, () => brush.ellipse(12, -2.4, 10, 3.6, '#f29a38'))
    onBothSides(brush, (side) =>
      model(
        brush,
        'M24 -62C38 -50 42 -34 36 -22C30 -26 26 -38 22 -46Z',
        darken(colour, 0.05),
        [24, -60],
        [40, side === 1 ? -10 : -60],
      ),
    )
    model(
      brush,
      'M-28 -36C-30 -60 -24 -98 0 -98C24 -98 30 -60 28 -36C28 -14 18 -3 0 -3C-18 -3 -28 -14 -28 -36Z',
      colour,
      [-22, -96],
      [42, 4],
    )
    brush.fill(
      'M-19 -34C-22 -52 -18 -62 -14 -66C-24 -78 -12 -90 0 -80C12 -90 24 -78 14 -66C18 -62 22 -52 19 -34C18 -16 12 -8 0 -8C-12 -8 -18 -16 -19 -34Z',
      cream,
    )
    onBothSides(brush, () => {
      brush.disc(9, -75, 2.7, ink)
      brush.ellipse(14, -67.5, 3.4, 2.1, fade('#ff7d7d', 0.5))
    })
    brush.fill('M-5.5 -71H5.5L0 -64Z', '#f29a38')
    brush.fill('M-21 -58Q0 -50 21 -58L20 -51Q0 -43 -20 -51Z', brush.palette.accent)
    brush.fill('M10 -53L19 -55L20 -33L12 -32Z', brush.palette.accent)
  },
}

export const fish: Subject = {
  colours: ['#ff7a45', '#ffc23f', '#f25d6a', '#4fb8b3'],
  height: 0.22,
  width: 150,
  home: 'deep',
  draw: (brush, colour) => {
    model(
      brush,
      'M-38 -50C-56 -66 -66 -84 -76 -86C-72 -70 -68 -58 -68 -50C-68 -42 -72 -30 -76 -14C-66 -16 -56 -34 -38 -50Z',
      darken(colour, 0.06),
      [-70, -70],
      [-40, 0],
    )
    brush.fill('M-16 -78C-6 -100 16 -104 28 -94C24 -84 20 -78 14 -74Z', darken(colour, 0.07))
    brush.fill('M-6 -26C-4 -12 8 -4 18 -6C18 -16 14 -24 10 -28Z', darken(colour, 0.07))
    const body = 'M-46 -50C-32 -76 6 -92 36 -80C56 -72 68 -58 70 -50C68 -42 56 -28 36 -20C6 -8 -32 -24 -46 -50Z'
    model(brush, body, colour, [10, -88], [-6, 2])
    brush.context.save()
    brush.context.clip(brush.path(body))
    for (const x of [-20, 8]) brush.line(`M${x} -100Q${x + 14} -50 ${x} 0`, fade(cream, 0.9), 8)
    brush.context.restore()
    brush.disc(50, -56, 6.4, cream)
    brush.disc(51.4, -56, 3.8, ink)
    brush.line('M64 -44Q58 -39 53 -41', fade(ink, 0.7), 1.8)
    model(brush, 'M20 -46C12 -36 0 -32 -8 -36C-6 -46 6 -54 20 -52Z', lighten(colour, 0.06), [0, -50], [10, -28])
  },
}

export const whale: Subject = {
  colours: ['#3f6fa8', '#2f5d8c', '#5a86b5'],
  height: 0.3,
  width: 200,
  home: 'water',
  draw: (brush, colour) => {
    model(
      brush,
      'M62 -22C78 -34 84 -50 84 -64C74 -66 62 -74 58 -86C70 -88 84 -82 90 -72C96 -82 108 -90 122 -88C120 -76 110 -66 98 -62C100 -40 92 -14 70 0Z',
      darken(colour, 0.03),
      [60, -90],
      [110, 10],
    )
    const body = 'M-98 -22C-100 -52 -74 -68 -36 -68C12 -68 40 -46 78 -24L74 6H-86C-94 0 -98 -10 -98 -22Z'
    model(brush, body, colour, [-30, -70], [-10, 30])
    brush.context.save()
    brush.context.clip(brush.path(body))
    brush.fill('M-104 -26C-70 -14 -30 -10 10 10H-110Z', cream)
    brush.line('M-96 -15C-70 -6 -50 -2 -26 6M-92 -7C-76 -2 -66 2 -52 6', fade(darken(cream, 0.16), 0.9), 1.6)
    brush.context.restore()
    brush.disc(-66, -34, 3.6, ink)
    brush.disc(-67.2, -35.4, 1.1, '#ffffff')
    brush.line('M-98 -25Q-84 -22 -74 -17', fade(ink, 0.6), 1.8)
    model(brush, 'M-26 -8C-22 4 -8 12 6 10C6 0 -2 -12 -14 -16Z', darken(colour, 0.06), [-20, -14], [0, 12])
    for (const [x, lean] of [
      [-46, -20],
      [-42, 0],
      [-38, 20],
    ] as const)
      brush.line(
        `M${x} -70C${x} -84 ${x + lean * 0.4} -94 ${x + lean} -${lean === 0 ? 104 : 94}`,
        fade(cream, 0.9),
        3.4,
      )
  },
}

export const turtle: Subject = {
  colours: ['#4f9a6b', '#6b9a4f', '#3f8a82'],
  height: 0.2,
  width: 150,
  home: 'ground',
  draw: (brush, colour) => {
    const skin = lighten(mix(colour, '#cfd98a', 0.5), 0.02)
    for (const x of [-40, 28]) model(brush, `M${x - 9} -22H${x + 13}L${x + 10} -2Q${x} 2 ${x - 10} -2Z`, skin)
    brush.fill('M-58 -24L-76 -14L-58 -14Z', skin)
    model(brush, 'M46 -28C54 -46 58 -62 70 -64C84 -64 88 -48 80 -40C72 -32 66 -22 54 -16Z', skin, [56, -64], [80, -8])
    const shell = 'M-64 -18C-62 -66 -32 -88 -4 -88C28 -88 56 -62 58 -18Z'
    model(brush, shell, colour, [-30, -88], [40, 6])
    brush.line('M-62 -19H57', darken(colour, 0.12), 5)
    brush.line(
      'M-20 -76L-34 -50L-18 -24M-20 -76H14L28 -50L14 -24H-18M14 -76L28 -50L56 -44M-34 -50L-60 -44',
      fade(darken(colour, 0.13), 0.75),
      2.6,
    )
    brush.disc(74, -54, 2.8, ink)
    brush.line('M83 -46Q79 -42 74 -43', fade(ink, 0.7), 1.5)
  },
}

export const butterfly: Subject = {
  colours: ['#f28b3c', '#e85d8a', '#5a8fd8', '#f4c043'],
  height: 0.17,
  width: 120,
  home: 'air',
  draw: (brush, colour) =>
    brush.at(
      0,
      -46,
      1,
      () => {
        onBothSides(brush, () => {
          model(
            brush,
            'M3 2C16 8 44 10 46 30C46 44 26 48 14 34C8 26 4 14 3 2Z',
            darken(colour, 0.05),
            [10, 4],
            [44, 48],
          )
          model(brush, 'M3 0C8 -24 34 -54 56 -46C68 -38 58 -4 36 6C24 10 10 8 3 0Z', colour, [8, -10], [66, -50])
          brush.disc(44, -31, 5.4, fade(cream, 0.92))
          brush.disc(33, -17, 3.2, fade(cream, 0.92))
          brush.disc(31, 30, 4, fade(cream, 0.92))
          brush.line('M1.5 -18C6 -32 10 -36 16 -40', ink, 1.6)
          brush.disc(16.6, -40.6, 2, ink)
        })
        brush.ellipse(0, 2, 3.6, 21, ink)
      },
      0.28,
    ),
}
