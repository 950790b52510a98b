import type { SKRSContext2D } from '@napi-rs/canvas'
import { createSeededRandom, hashText } from '#shared/seeded-random.ts'
import { arrange, type Layout, type Placed } from './arrange.ts'
import { type Brush, createBrush } from './brush.ts'
import { fade, type Hex, lighten, mix } from './colour.ts'
import { choosePalette } from './palette.ts'
import type { Noun, Place, Scene } from './scene.ts'
import { paintAbstract } from './scenery/abstract.ts'
import { settings } from './scenery/places.ts'
import { paintRipple } from './scenery/water.ts'
import { paintWeather } from './scenery/weather.ts'
import type { Stage } from './stage.ts'
import { subjectsByNoun } from './subjects/subjects.ts'

/** In pixels. */
export interface Frame {
  readonly width: number
  readonly height: number
}

/** What is drawn, and everything that decides how. */
export interface Motif {
  readonly prompt: string
  /** What stands below it; `''` = that it is a sketch, and nothing else. */
  readonly caption: string
  readonly scene: Scene
  /** Tells the pictures of one prompt apart. */
  readonly index: number
  /** `null` = the words alone decide. */
  readonly seed: number | null
  /** Colours of pictures that came along. */
  readonly guides: readonly Hex[]
}

/** Where things are usually met, for prompts that do not say. */
const usualPlaces: Readonly<Partial<Record<Noun, Place>>> = {
  boat: 'sea',
  whale: 'sea',
  lighthouse: 'sea',
  turtle: 'sea',
  fish: 'underwater',
  cactus: 'desert',
  rocket: 'space',
  airplane: 'air',
  'hot-air-balloon': 'air',
  bird: 'air',
  cloud: 'air',
  moon: 'sea',
  sun: 'sea',
  star: 'field',
  rainbow: 'field',
  tree: 'field',
  pine: 'mountain',
  blossom: 'field',
  flower: 'field',
  sunflower: 'field',
  butterfly: 'field',
  mushroom: 'forest',
  owl: 'forest',
  fox: 'forest',
  bear: 'forest',
  tiger: 'forest',
  house: 'field',
  hanok: 'field',
  castle: 'mountain',
  tent: 'mountain',
  train: 'field',
  bicycle: 'field',
  penguin: 'field',
  snowman: 'field',
}
const isInTheSky: ReadonlySet<Noun> = new Set(['moon', 'sun', 'star', 'cloud', 'rainbow'])

/** The whole picture, from sky to rain. */
export function drawScene(context: SKRSContext2D, frame: Frame, motif: Motif): void {
  const { scene } = motif
  const { stage, place } = prepare(context, frame, motif)
  if (place === 'abstract') {
    paintAbstract(stage)
    return
  }
  settings[place].paint(stage)
  const subjects = scene.subjects.filter(({ noun }) => !isInTheSky.has(noun))
  for (const placed of arrange(subjects, layoutOf(stage, place), stage.brush.random)) drawPlaced(stage, placed, true)
  paintWeather(stage)
}

/** The subjects alone, for a transparent background. */
export function drawSubjects(context: SKRSContext2D, frame: Frame, motif: Motif): void {
  const { scene } = motif
  const { stage } = prepare(context, frame, motif)
  const { width, height } = frame
  const hasFlyers = scene.subjects.some(({ noun }) => subjectsByNoun[noun].home !== 'ground')
  const hasWalkers = scene.subjects.some(({ noun }) => subjectsByNoun[noun].home === 'ground')
  const layout: Layout = {
    width,
    height,
    groundBack: height * 0.83,
    groundFront: height * 0.89,
    waterTop: height * 0.3,
    waterBottom: height * 0.86,
    airTop: height * 0.06,
    airBottom: height * (hasWalkers ? 0.4 : 0.86),
    middle: 0.5,
    scale: hasFlyers && hasWalkers ? 1.35 : 1.75,
  }
  for (const placed of arrange(scene.subjects, layout, stage.brush.random)) drawPlaced(stage, placed, false)
}

/** Light and weather alone, over a picture that is there. */
export function drawMood(context: SKRSContext2D, frame: Frame, motif: Motif): void {
  const { stage } = prepare(context, frame, motif)
  const { palette } = stage.brush
  context.fillStyle = stage.brush.gradient(0, frame.height, [palette.skyTop, palette.skyMiddle, palette.skyLow])
  // The second keeps night over night from becoming black.
  for (const [operation, opacity] of [
    [palette.isNight ? 'multiply' : 'soft-light', 0.6],
    ['source-over', 0.22],
  ] as const) {
    context.globalCompositeOperation = operation
    context.globalAlpha = opacity
    context.fillRect(0, 0, frame.width, frame.height)
  }
  context.globalCompositeOperation = 'source-over'
  context.globalAlpha = 1
  paintWeather(stage)
}

function prepare(
  context: SKRSContext2D,
  { width, height }: Frame,
  { prompt, scene, index, seed, guides }: Motif,
): { readonly stage: Stage; readonly place: Place | 'backdrop' | 'abstract' } {
  const variant = (hashText(prompt) % 1000) + index + (seed ?? 0)
  const random = createSeededRandom(seed === null ? `${prompt}\n${index}` : `${prompt}\n${index}\n${seed}`)
  const palette = choosePalette(scene, variant, guides)
  const brush = createBrush(context, palette, random, (Math.min(width, height) / 1000) * 1.15)
  const place = choosePlace(scene, index + (seed ?? 0))
  const horizon = height * (place === 'abstract' ? 0.6 : settings[place].horizon)
  const unit = Math.min(width, height) / 100

  const isNamed = scene.subjects.some(({ noun }) => noun === 'moon' || noun === 'sun')
  const radius = unit * random.between(6.5, 8.5) * (isNamed ? 1.55 : 1)
  const isLow = (scene.time === 'sunset' || scene.time === 'dawn') && place !== 'city' && place !== 'mountain'
  const [shareX, shareY] = (
    [
      [0.7, 0.26],
      [0.28, 0.3],
      [0.58, 0.36],
      [0.8, 0.42],
    ] as const
  )[variant % 4] ?? [0.7, 0.26]
  const light = {
    x: width * shareX,
    y: isLow ? horizon - radius * 0.9 : horizon * (shareY + 0.16),
    radius,
  }

  const hasGroundSubjects = scene.subjects.some(
    ({ noun }) => !isInTheSky.has(noun) && subjectsByNoun[noun].home === 'ground',
  )
  return {
    stage: {
      brush,
      scene,
      width,
      height,
      unit,
      horizon,
      light,
      hasGroundSubjects,
      variant,
    },
    place,
  }
}

function choosePlace(scene: Scene, index: number): Place | 'backdrop' | 'abstract' {
  const named = scene.places.find((place) => place !== 'air') ?? scene.places[0]
  if (named !== undefined) return named
  const usual = scene.subjects.map(({ noun }) => usualPlaces[noun]).find((place) => place !== undefined)
  if (usual !== undefined) return usual
  if (scene.weather.includes('rain')) return 'city'
  if (scene.weather.length > 0 || scene.season !== null) return scene.subjects.length > 0 ? 'field' : 'mountain'
  if (scene.subjects.length > 0) return (['backdrop', 'field', 'room', 'backdrop'] as const)[index % 4] ?? 'backdrop'
  return scene.time === null ? 'abstract' : ((['sea', 'mountain', 'field', 'city'] as const)[index % 4] ?? 'sea')
}

function layoutOf(
  { width, height, horizon, light, variant, hasGroundSubjects }: Stage,
  place: Place | 'backdrop',
): Layout {
  const isWater = place === 'sea' || place === 'lake'
  const isStill = place === 'backdrop'
  const floor = horizon + (height - horizon) * 0.66
  return {
    width,
    height,
    groundBack: isStill ? floor : Math.max(height * 0.83, horizon + height * 0.06),
    groundFront: isStill ? floor : height * 0.93,
    waterTop: isWater ? horizon + height * 0.07 : height * 0.16,
    waterBottom: isWater ? height * (hasGroundSubjects ? 0.72 : 0.9) : height * 0.8,
    airTop: height * 0.06,
    airBottom: hasGroundSubjects ? horizon * 0.72 : height * 0.74,
    // A lone thing keeps out of the light's way.
    middle: isStill ? 0.5 : light.x < width / 2 ? 0.62 - (variant % 3) * 0.02 : 0.38 + (variant % 3) * 0.02,
    scale: isStill ? 1.28 : 1,
  }
}

function drawPlaced(
  stage: Stage,
  { subject, colour, foot: [x, y], height, isMirrored }: Placed,
  hasGround: boolean,
): void {
  const { brush, unit } = stage
  const scale = height / 100
  const half = (height * subject.width) / 200
  const draw = (scaleY: number): void =>
    brush.at(x, y, [isMirrored ? -scale : scale, scaleY], () => subject.draw(brush, inLight(brush, colour)))

  if (hasGround && subject.home === 'ground') brush.shadow(x, y - height * 0.005, half * 1.12, height * 0.07)
  if (hasGround && subject.home === 'water') {
    brush.context.globalAlpha = 0.24
    draw(-scale * 0.42)
    brush.context.globalAlpha = 1
  }
  draw(scale)
  if (hasGround && subject.home === 'water')
    for (const [dx, dy, long] of [
      [0, 0.2, 1.15],
      [-0.3, 1.3, 0.8],
      [0.35, 2.3, 0.6],
    ] as const)
      paintRipple(
        stage,
        x + dx * half,
        y + dy * unit,
        half * long,
        unit * 0.5,
        fade(lighten(brush.palette.waterFar, 0.08), 0.8),
      )
}

/** Everything in one picture stands in the same light: at night colours are a little darker and bluer. */
const inLight = ({ palette }: Brush, colour: string): string =>
  palette.isNight ? mix(colour, palette.skyMiddle, 0.16) : colour
