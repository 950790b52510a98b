import type { Brush } from '../brush.ts'
import { darken, fade, type Hex, lighten, mix } from '../colour.ts'
import { cream, model, type Subject } from './subject.ts'

/** Lit from inside at night, reflecting the sky by day. */
const pane = (brush: Brush): Hex => (brush.palette.isNight ? '#ffd479' : mix('#9fd0e2', brush.palette.skyLow, 0.35))

function glass(brush: Brush, x: number, y: number, wide: number, tall: number): void {
  if (brush.palette.isNight) brush.glow(x + wide / 2, y + tall / 2, wide * 2.2, '#ffd479', 0.5)
  brush.fill(`M${x - 1.4} ${y - 1.4}h${wide + 2.8}v${tall + 2.8}h${-wide - 2.8}Z`, cream)
  brush.fill(`M${x} ${y}h${wide}v${tall}h${-wide}Z`, pane(brush))
  brush.line(`M${x + wide / 2} ${y}v${tall}M${x} ${y + tall / 2}h${wide}`, cream, 1.2)
}

export const house: Subject = {
  colours: ['#f4e3c4', '#f0c9a4', '#e9ded0', '#cfe0d8'],
  height: 0.48,
  width: 104,
  home: 'ground',
  draw: (brush, colour) => {
    const roof = brush.palette.accent
    model(brush, 'M20 -80V-96H31V-66Z', mix(roof, brush.palette.ink, 0.3))
    model(brush, 'M-42 0V-52L0 -88L42 -52V0Z', colour, [-40, -40], [80, -20])
    const slope = 'M0 -96L-54 -50Q-56 -47 -52 -44L-47 -43L0 -82L47 -43L52 -44Q56 -47 54 -50Z'
    model(brush, slope, roof, [-40, -80], [60, -50])
    brush.fill('M-10 0V-27Q-10 -33 -4 -33H4Q10 -33 10 -27V0Z', mix(roof, brush.palette.ink, 0.42))
    brush.disc(6, -15, 1.4, brush.palette.accent2)
    glass(brush, -33, -38, 15, 16)
    glass(brush, 18, -38, 15, 16)
    brush.disc(0, -58, 7.4, cream)
    brush.disc(0, -58, 5.8, pane(brush))
    brush.fill('M-46 0C-46 -8 -38 -11 -34 -6C-30 -11 -22 -8 -23 0ZM24 0C24 -7 30 -9 34 -5C38 -9 47 -7 46 0Z', '#5a9a66')
  },
}

/** A tiled roof with its two curved eaves, pillars, papered doors and a stone base. */
export const hanok: Subject = {
  colours: ['#4a5560', '#3f4a55'],
  height: 0.36,
  width: 170,
  home: 'ground',
  draw: (brush, colour) => {
    const wood = '#8a4a34'
    model(brush, 'M-74 0L-70 -10H70L74 0Z', '#c3b6a2', [-60, -10], [90, 6])
    model(brush, 'M-60 -10V-48H60V-10Z', '#f1e2c4', [0, -60], [0, 14])
    for (const x of [-60, -30, 0, 30, 60]) brush.fill(`M${x - 2.6} -10V-50H${x + 2.6}V-10Z`, wood)
    for (const x of [-45, -15, 15, 45]) {
      brush.fill(`M${x - 10} -11V-42H${x + 10}V-11Z`, mix(pane(brush), '#fff3da', brush.palette.isNight ? 0.2 : 0.75))
      brush.line(
        `M${x} -11V-42M${x - 5} -11V-42M${x + 5} -11V-42M${x - 10} -21H${x + 10}M${x - 10} -32H${x + 10}M${x - 10} -11V-42H${x + 10}V-11Z`,
        wood,
        1.1,
      )
    }
    brush.fill('M-66 -48H66V-54H-66Z', '#3f7f72')
    brush.fill('M-66 -52H66V-55H-66Z', '#c8553d')
    const roof =
      'M-86 -64Q-84 -56 -76 -54Q0 -48 76 -54Q84 -56 86 -64C64 -66 50 -80 46 -93Q0 -86 -46 -93C-50 -80 -64 -66 -86 -64Z'
    model(brush, roof, colour, [0, -100], [10, -42])
    for (let x = -60; x <= 60; x += 10)
      brush.line(`M${x * 0.68} -88Q${x * 0.8} -70 ${x * 1.12} -56`, fade(lighten(colour, 0.13), 0.75), 1.5)
    brush.line('M-48 -94Q0 -87 48 -94', darken(colour, 0.1), 5)
    brush.fill('M-49 -100Q-54 -94 -48 -91ZM49 -100Q54 -94 48 -91Z', darken(colour, 0.1))
  },
}

export const castle: Subject = {
  colours: ['#cdbfb4', '#b9b3c4', '#e3cdb4'],
  height: 0.5,
  width: 100,
  home: 'ground',
  draw: (brush, colour) => {
    const spire = brush.palette.accent
    const tower = (x: number, half: number, top: number): void => {
      model(brush, `M${x - half} 0V${top}H${x + half}V0Z`, colour, [x - half, top], [x + half * 2.4, top + 30])
      model(
        brush,
        `M${x - half - 2.5} ${top}L${x} ${top - half * 2.9}L${x + half + 2.5} ${top}Z`,
        spire,
        [x - half, top - 20],
        [x + half * 1.6, top],
      )
      brush.fill(
        `M${x - 2.4} ${top + 18}V${top + 11}Q${x} ${top + 6} ${x + 2.4} ${top + 11}V${top + 18}Z`,
        brush.palette.isNight ? '#ffd479' : mix(colour, brush.palette.ink, 0.6),
      )
      brush.line(`M${x} ${top - half * 2.9}v-6`, brush.palette.ink, 0.9)
      brush.fill(`M${x} ${top - half * 2.9 - 6}l7 2l-7 2Z`, brush.palette.accent2)
    }
    tower(0, 10, -62)
    model(
      brush,
      'M-36 0V-38H-31V-42H-25V-38H-19V-42H-13V-38H-7V-42H-1V-38H5V-42H11V-38H17V-42H23V-38H29V-42H36V0Z',
      mix(colour, '#ffffff', 0.12),
      [-30, -30],
      [60, 10],
    )
    tower(-36, 9, -50)
    tower(36, 9, -50)
    brush.fill('M-9 0V-16Q0 -28 9 -16V0Z', mix(colour, brush.palette.ink, 0.66))
  },
}

export const lighthouse: Subject = {
  colours: ['#e5484d', '#3f6fb5'],
  height: 0.6,
  width: 46,
  home: 'ground',
  draw: (brush, colour) => {
    if (brush.palette.isNight) {
      brush.glow(0, -84, 60, '#ffe9a8', 0.7)
      for (const side of [-1, 1]) {
        const beam = brush.context.createLinearGradient(0, -84, side * 150, -84)
        beam.addColorStop(0, fade('#ffe9a8', 0.75))
        beam.addColorStop(1, fade('#ffe9a8', 0))
        brush.fill(`M0 -85.5L${side * 150} -108V-66L0 -82.5Z`, beam)
      }
    }
    brush.fill('M-26 2C-24 -6 -16 -9 -8 -7C0 -10 18 -9 26 2Z', mix('#8a7f78', brush.palette.near, 0.4))
    const tower = 'M-13 -4L-8.5 -74H8.5L13 -4Z'
    model(brush, tower, cream, [-10, -40], [22, -34])
    brush.context.save()
    brush.context.clip(brush.path(tower))
    for (const y of [-20, -48]) brush.fill(`M-20 ${y}H20V${y - 14}H-20Z`, colour)
    brush.fill('M-20 -76H20V-70H-20Z', colour)
    brush.context.restore()
    brush.shade(tower, mix(colour, brush.palette.ink, 0.55), [-10, -40], [22, -34])
    brush.fill('M-12 -74H12V-77H-12Z', '#33405a')
    brush.fill('M-6.6 -77V-90H6.6V-77Z', brush.palette.isNight ? '#fff0b8' : '#ffe9a0')
    brush.line('M-6.6 -77V-90M0 -77V-90M6.6 -77V-90', '#33405a', 1.1)
    model(brush, 'M-9 -90Q-7 -100 0 -101Q7 -100 9 -90Z', colour)
    brush.fill('M-3 -4V-12Q0 -16 3 -12V-4Z', '#33405a')
    brush.fill('M-1.8 -36V-41Q0 -43.5 1.8 -41V-36Z', '#33405a')
  },
}

export const tent: Subject = {
  colours: ['#ef8a3d', '#e2b93f', '#4f9a8c'],
  height: 0.26,
  width: 150,
  home: 'ground',
  draw: (brush, colour) => {
    if (brush.palette.isNight) brush.glow(0, -36, 90, '#ffd27a', 0.55)
    brush.line('M-40 -60L-74 0M44 -60L76 0', fade(brush.palette.ink, 0.5), 1.2)
    model(brush, 'M-4 -96L66 0H-18Z', darken(colour, 0.08), [0, -90], [80, 10])
    model(brush, 'M-4 -96L-58 0H28Z', colour, [-40, -80], [40, 30])
    brush.fill('M-6 -78L-30 0H8Z', brush.palette.isNight ? '#ffdf9a' : mix(colour, brush.palette.ink, 0.62))
    brush.fill('M-6 -78L-30 0H-40Q-20 -40 -6 -78Z', lighten(colour, 0.09))
  },
}
