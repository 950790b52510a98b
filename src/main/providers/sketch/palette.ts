import { adjust, chromaOf, type Hex, hueOf, mix } from './colour.ts'
import type { ColourName, Scene } from './scene.ts'

/** The inks of one picture, like those of a print: few, and chosen together. */
export interface Palette {
  readonly skyTop: Hex
  readonly skyMiddle: Hex
  readonly skyLow: Hex
  /** Sun or moon. */
  readonly glow: Hex
  readonly far: Hex
  readonly middle: Hex
  readonly near: Hex
  readonly ground: Hex
  readonly waterFar: Hex
  readonly waterNear: Hex
  readonly accent: Hex
  readonly accent2: Hex
  readonly light: Hex
  readonly ink: Hex
  readonly paper: Hex
  readonly isNight: boolean
}

type Inks = readonly [
  sky: readonly [Hex, Hex, Hex],
  glow: Hex,
  land: readonly [far: Hex, middle: Hex, near: Hex, ground: Hex],
  water: readonly [Hex, Hex],
  accents: readonly [Hex, Hex],
  lightAndInk: readonly [Hex, Hex],
]

function palette([sky, glow, land, water, accents, lightAndInk]: Inks, isNight = false): Palette {
  return {
    skyTop: sky[0],
    skyMiddle: sky[1],
    skyLow: sky[2],
    glow,
    far: land[0],
    middle: land[1],
    near: land[2],
    ground: land[3],
    waterFar: water[0],
    waterNear: water[1],
    accent: accents[0],
    accent2: accents[1],
    light: lightAndInk[0],
    ink: lightAndInk[1],
    paper: '#f6f1e7',
    isNight,
  }
}

const retro = palette([
  ['#f3d9ac', '#f7e6c8', '#fbf1de'],
  '#ef5b3c',
  ['#f0b68e', '#e0845c', '#2f7a77', '#1c5558'],
  ['#9ccac0', '#2e7f86'],
  ['#ef5b3c', '#f4b23c'],
  ['#fff6e3', '#17353d'],
])
const clear = palette([
  ['#4fa8dc', '#93cdea', '#e4f3ea'],
  '#ffe9a3',
  ['#a5cfd3', '#62aaa6', '#34857c', '#2c7059'],
  ['#7fcfd9', '#1d78a4'],
  ['#ff6a48', '#ffc93c'],
  ['#fffaf0', '#14364a'],
])
const mint = palette([
  ['#a7d8cf', '#d3eadb', '#f8f0da'],
  '#ff8a5c',
  ['#a9cfb4', '#6cab93', '#3a7f74', '#285e5d'],
  ['#a8d8d0', '#3b8f98'],
  ['#ff7a59', '#f7c548'],
  ['#fffaf0', '#173f45'],
])
const dawn = palette([
  ['#8ba5d8', '#eebdc4', '#fde3c2'],
  '#ff9a76',
  ['#c3aed2', '#9388bd', '#60659c', '#434a7b'],
  ['#e3bccb', '#7186bd'],
  ['#ff7a66', '#ffc65c'],
  ['#fff3e2', '#2a2b52'],
])
const rose = palette([
  ['#f2a7a0', '#f8cdbb', '#fdeeda'],
  '#fff4dc',
  ['#e9a3a6', '#c87690', '#8b4f7d', '#5b3a68'],
  ['#f3bdb6', '#a76a93'],
  ['#e8455b', '#f9c25e'],
  ['#fff5e8', '#3d2550'],
])
const sunset = palette([
  ['#5a3d8a', '#ea6480', '#ffb765'],
  '#ffe6ad',
  ['#bb5b8a', '#824181', '#4e2f6b', '#33234f'],
  ['#f59a72', '#533582'],
  ['#ff5d5d', '#ffd166'],
  ['#fff0d6', '#20173b'],
])
const ember = palette([
  ['#c9425a', '#f28555', '#fcd089'],
  '#fff1c4',
  ['#d5705c', '#97485a', '#5d3154', '#3c2340'],
  ['#f6ab72', '#7a3d5c'],
  ['#ffb52e', '#ff6b5e'],
  ['#fff0d6', '#29152e'],
])
const moonlit = palette(
  [
    ['#101f47', '#20427a', '#5a7db0'],
    '#fff3cc',
    ['#3d619b', '#29497f', '#1a3263', '#112349'],
    ['#5479b0', '#10275a'],
    ['#ffb84d', '#ff8390'],
    ['#fdf3dc', '#0a1433'],
  ],
  true,
)
const violetNight = palette(
  [
    ['#1c1547', '#442f7d', '#9a5fa5'],
    '#ffe9bd',
    ['#6b4990', '#4b3577', '#32265c', '#221a44'],
    ['#8b5ba3', '#241b55'],
    ['#ff8f6b', '#7fd8d4'],
    ['#fdeedd', '#130e30'],
  ],
  true,
)
const tealNight = palette(
  [
    ['#072a3a', '#10505c', '#4d938a'],
    '#fff0bf',
    ['#2f7577', '#1d5a62', '#12434e', '#0b303b'],
    ['#4b9490', '#093544'],
    ['#ff9a4d', '#ffd873'],
    ['#f9f1da', '#061f2a'],
  ],
  true,
)
const autumn = palette([
  ['#efcf9d', '#f7e2bd', '#fbf0d8'],
  '#f0803c',
  ['#e8b077', '#cf7440', '#95432f', '#612d2b'],
  ['#e0bb8e', '#8a6a60'],
  ['#d4323f', '#f2b134'],
  ['#fff4dd', '#3a1d1f'],
])
const spring = palette([
  ['#a9d8ea', '#dceeee', '#fdeef0'],
  '#fff3c9',
  ['#cfe0b5', '#9cc79a', '#63a67f', '#4f8f72'],
  ['#b5e0e2', '#5aa9bb'],
  ['#ff86a5', '#ffd166'],
  ['#fffaf2', '#2b4a4c'],
])
const winter = palette([
  ['#9fbedd', '#d0e0ee', '#f6f4ef'],
  '#fff4d8',
  ['#c3d4e5', '#9bb4d0', '#6e8fb3', '#e9f0f6'],
  ['#c0d7e8', '#6b98c0'],
  ['#e4572e', '#f3a712'],
  ['#ffffff', '#2a3e5c'],
])
const rainy = palette([
  ['#5f7891', '#8fa6b5', '#cad6d6'],
  '#f3ead0',
  ['#9db1ba', '#6f8b98', '#4a6877', '#364f5f'],
  ['#a6bcc2', '#46687c'],
  ['#f26b3a', '#f6c65b'],
  ['#f7f5ea', '#1f3342'],
])
const sand = palette([
  ['#f2b47a', '#f8d3a0', '#fdebc8'],
  '#e8503c',
  ['#eeb077', '#dd8450', '#bd5c3c', '#91402f'],
  ['#a9cfc0', '#3c8a8a'],
  ['#2f8f8a', '#f7c95c'],
  ['#fff3da', '#43201f'],
])
const sandNight = palette(
  [
    ['#231b4f', '#5a3a77', '#c9737c'],
    '#ffedc4',
    ['#a05a7c', '#7a406c', '#542c59', '#371f45'],
    ['#9d6a93', '#33245c'],
    ['#ffb05c', '#7fd8d4'],
    ['#fdeedd', '#1a1033'],
  ],
  true,
)

const days: readonly Palette[] = [retro, clear, dawn, mint, rose, sunset]
const nights: readonly Palette[] = [moonlit, violetNight, tealNight, sandNight]

/**
 * `variant` walks through the palettes that fit the words, so that neighbouring pictures of one prompt never look
 * alike where there is a choice. `guides` are colours of pictures that came along; a colour in words outweighs them.
 */
export function choosePalette(scene: Scene, variant: number, guides: readonly Hex[]): Palette {
  const fitting = findFitting(scene)
  const base = follow(fitting[variant % fitting.length] ?? retro, guides)
  const named = scene.colours[variant % Math.max(1, scene.colours.length)]
  return named === undefined ? base : steer(base, named)
}

/** The first picture's colour goes into land, water and sky, the next two pictures' into what stands out. */
function follow(base: Palette, [main, second = main, third = second]: readonly Hex[]): Palette {
  if (main === undefined || second === undefined || third === undefined) return base
  const isGrey = chromaOf(main) < 0.02
  return {
    ...turnInks(base, isGrey ? towardsGrey(0) : towardsHue(hueOf(main))),
    accent: second,
    accent2: third,
  }
}

function findFitting({ time, season, weather, places, subjects, colours }: Scene): readonly Palette[] {
  const isDesert = places.includes('desert')
  if (time === 'night' || colours[0] === 'black')
    return isDesert ? [sandNight, violetNight, moonlit, tealNight] : nights
  if (places.includes('space')) return nights
  if (time === 'sunset') return [sunset, ember, rose, dawn]
  if (time === 'dawn') return [dawn, rose, mint, spring]
  if (weather.includes('rain') || weather.includes('fog')) return [rainy, tealNight, mint, violetNight]
  if (season === 'winter' || weather.includes('snow')) return [winter, moonlit, dawn, rose]
  if (season === 'autumn') return [autumn, ember, retro, sand]
  if (season === 'spring' || weather.includes('petals')) return [spring, rose, clear, mint]
  if (isDesert) return [sand, ember, sandNight, retro]
  if (time === 'day' || season === 'summer') return [clear, mint, retro, spring]
  if (places.includes('underwater')) return [clear, mint, tealNight, moonlit]
  if (subjects.some(({ noun }) => noun === 'moon' || noun === 'star' || noun === 'owl')) return nights
  return days
}

export const colourInks: Readonly<Record<ColourName, Hex>> = {
  red: '#dc3a3a',
  orange: '#f0802f',
  gold: '#f2b632',
  green: '#3f9a63',
  teal: '#2fa39a',
  blue: '#2f74c8',
  purple: '#8457b8',
  pink: '#f28ba8',
  brown: '#8c5a3c',
  white: '#f7f3ea',
  black: '#2b2b36',
  grey: '#9aa0a8',
}

/** Turns every ink but the accents towards the named colour, keeping light and dark where they are. */
function steer(base: Palette, name: ColourName): Palette {
  if (name === 'black') return base
  if (name === 'white') return turnInks(base, towardsGrey(0.3))
  return turnInks(base, name === 'grey' ? towardsGrey(0) : towardsHue(hueOf(colourInks[name])))
}

/** `lighter`: the share of the way to white. */
const towardsGrey =
  (lighter: number) =>
  (colour: Hex): Hex =>
    adjust(colour, ({ lightness, chroma }) => ({
      lightness: lightness + (1 - lightness) * lighter,
      chroma: chroma * 0.25,
    }))

const towardsHue =
  (target: number) =>
  (colour: Hex): Hex =>
    adjust(colour, ({ lightness, chroma, hue }) => ({
      hue: target + Math.atan2(Math.sin(hue - target), Math.cos(hue - target)) * 0.22,
      chroma: Math.max(chroma, 0.06 + 0.05 * (1 - lightness)),
    }))

function turnInks(base: Palette, turn: (colour: Hex) => Hex): Palette {
  return {
    ...base,
    skyTop: turn(base.skyTop),
    skyMiddle: turn(base.skyMiddle),
    skyLow: mix(turn(base.skyLow), base.skyLow, 0.4),
    far: turn(base.far),
    middle: turn(base.middle),
    near: turn(base.near),
    ground: turn(base.ground),
    waterFar: turn(base.waterFar),
    waterNear: turn(base.waterNear),
    ink: turn(base.ink),
  }
}
