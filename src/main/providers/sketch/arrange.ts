import type { SeededRandom } from '#shared/seeded-random.ts'
import type { Point } from './brush.ts'
import type { Hex } from './colour.ts'
import { colourInks } from './palette.ts'
import type { SceneSubject } from './scene.ts'
import type { Subject } from './subjects/subject.ts'
import { subjectsByNoun } from './subjects/subjects.ts'

/** One thing in its place. */
export interface Placed {
  readonly subject: Subject
  readonly colour: Hex
  /** Where it stands, floats or flies: the middle of its foot. */
  readonly foot: Point
  /** Pixels. */
  readonly height: number
  readonly isMirrored: boolean
}

/** The parts of a picture that can hold things. Heights in pixels from the top. */
export interface Layout {
  readonly width: number
  readonly height: number
  /** Where the ground is walked on, back and front. */
  readonly groundBack: number
  readonly groundFront: number
  /** The water between, when there is any. */
  readonly waterTop: number
  readonly waterBottom: number
  /** Where things fly. */
  readonly airTop: number
  readonly airBottom: number
  /** The share of the width about which a lone thing stands. */
  readonly middle: number
  /** 1 in a landscape, more where the things are the picture themselves. */
  readonly scale: number
}

interface Wanted {
  readonly subject: Subject
  readonly colour: Hex
}

const crowding = [1, 1.18, 1.08, 0.98, 0.88, 0.8] as const

/** Gives everything a size and a place, the farthest first. */
export function arrange(subjects: readonly SceneSubject[], layout: Layout, random: SeededRandom): readonly Placed[] {
  const wanted = subjects.flatMap(({ noun, count, colour }): Wanted[] => {
    const subject = subjectsByNoun[noun]
    const first = random.whole(0, subject.colours.length - 1)
    return Array.from({ length: count }, (_, index) => ({
      subject,
      colour: colour === null ? (subject.colours[(first + index) % subject.colours.length] ?? '') : colourInks[colour],
    }))
  })
  const hasHands = wanted.some(({ subject }) => subject.hand !== undefined)
  const isHeld = ({ subject }: Wanted): boolean => hasHands && subject.heldBy !== undefined
  const free = wanted.filter((item) => !isHeld(item))
  const at = (home: Subject['home']): readonly Wanted[] => free.filter(({ subject }) => subject.home === home)
  const isTall = ({ subject }: Wanted): boolean => subject.height >= 0.45 || subject.width > 120
  const ground = at('ground')
  const hasBoth = ground.some(isTall) && !ground.every(isTall)
  // Space for what is held overhead.
  const scale = Math.min(free.length < wanted.length ? 1.1 : 2, layout.scale) * (crowding[free.length] ?? 0.74)
  // What stands before the water keeps to one side, and what is on the water or behind to the other.
  const isLeft = layout.middle === 0.5 ? random.chance(0.5) : layout.middle < 0.5
  const hasWater = at('water').length > 0
  const mySide = hasWater && ground.length > 0 ? { ...layout, middle: isLeft ? 0.24 : 0.76 } : layout
  const otherSide = ground.length > 0 ? { ...layout, middle: isLeft ? 0.66 : 0.34 } : layout

  const placed = [
    ...scatter(at('air'), otherSide, scale, random, [layout.airTop, layout.airBottom]),
    ...scatter(at('deep'), layout, scale, random, [layout.waterTop, layout.waterBottom]),
    ...lineUp(at('water'), otherSide, ground.length > 0 ? scale * 0.68 : scale, random, [
      layout.waterTop,
      (layout.waterTop + layout.waterBottom) / 2,
    ]),
    ...(hasBoth
      ? [
          ...lineUp(ground.filter(isTall), otherSide, scale * 1.08, random, [layout.groundBack, layout.groundBack]),
          ...lineUp(
            ground.filter((item) => !isTall(item)),
            mySide,
            scale * 0.92,
            random,
            [layout.groundFront, layout.groundFront],
          ),
        ]
      : lineUp(ground, mySide, scale, random, [
          layout.groundBack * 0.35 + layout.groundFront * 0.65,
          layout.groundFront,
        ])),
  ]
  return [...handOver(wanted.filter(isHeld), placed), ...placed]
}

/** Balloons and umbrellas go to whoever has a hand for them, each to the next; behind the face. */
function handOver(held: readonly Wanted[], placed: readonly Placed[]): readonly Placed[] {
  const holders = placed.flatMap(({ subject, foot, height }) =>
    subject.hand === undefined ? [] : [{ hand: subject.hand, foot, height }],
  )
  return held.flatMap(({ subject, colour }, index): Placed[] => {
    const holder = holders[index % holders.length]
    if (holder === undefined || subject.heldBy === undefined) return []
    const round = Math.floor(index / holders.length)
    const height = holder.height * subject.heldBy.size * (1 - round * 0.12)
    const [handX, handY] = holder.hand
    const foot: Point = [
      holder.foot[0] + (handX / 100) * holder.height + round * height * 0.3,
      holder.foot[1] + (handY / 100) * holder.height + subject.heldBy.below * height,
    ]
    return [{ subject, colour, foot, height, isMirrored: false }]
  })
}

/** Side by side about the middle, with air between, every second one a step nearer. */
function lineUp(
  wanted: readonly Wanted[],
  layout: Layout,
  scale: number,
  random: SeededRandom,
  [far, near]: Point,
): readonly Placed[] {
  if (wanted.length === 0) return []
  const shorter = Math.min(layout.width, layout.height)
  const heights = wanted.map(({ subject }) => subject.height * shorter * scale * random.between(0.94, 1.06))
  const widths = wanted.map(({ subject }, index) => ((heights[index] ?? 0) * subject.width) / 100)
  const taken = widths.reduce((sum, wide) => sum + wide, 0)
  const fit = Math.min(1, (layout.width * 0.86) / taken)
  const gap = Math.min(layout.width * 0.09, (layout.width * 0.92 - taken * fit) / (wanted.length + 1))
  const span = taken * fit + gap * (wanted.length - 1)
  const middle = Math.min(
    Math.max(layout.middle * layout.width, span / 2 + layout.width * 0.05),
    layout.width * 0.95 - span / 2,
  )

  let x = middle - span / 2
  const placed = wanted.map(({ subject, colour }, index): Placed => {
    const wide = (widths[index] ?? 0) * fit
    const foot: Point = [x + wide / 2, wanted.length === 1 ? near : index % 2 === 0 ? far : near]
    x += wide + gap
    return {
      subject,
      colour,
      foot,
      height: (heights[index] ?? 0) * fit,
      isMirrored: subject.hand === undefined && random.chance(0.5),
    }
  })
  return placed.sort((a, b) => a.foot[1] - b.foot[1])
}

/** Spread over a band, up and down in turn, so that nothing hides another. */
function scatter(
  wanted: readonly Wanted[],
  layout: Layout,
  scale: number,
  random: SeededRandom,
  [top, bottom]: Point,
): readonly Placed[] {
  const shorter = Math.min(layout.width, layout.height)
  return wanted.map(({ subject, colour }, index) => {
    const widest = (layout.width * 0.84) / wanted.length
    const ideal = subject.height * shorter * scale * (wanted.length === 1 ? 1.1 : random.between(0.78, 1.12))
    const height = Math.min(ideal, (widest * 100) / subject.width, (bottom - top) * 0.95)
    const share = wanted.length === 1 ? layout.middle : (index + 0.5) / wanted.length
    const half = (height * subject.width) / 200
    const x = Math.min(
      Math.max(
        layout.width * (0.06 + share * 0.88) + random.between(-0.02, 0.02) * layout.width,
        half + shorter * 0.03,
      ),
      layout.width - half - shorter * 0.03,
    )
    const play = bottom - top - height
    const level = wanted.length === 1 ? 0.5 : (index % 2 === 0 ? 0.22 : 0.78) + random.between(-0.18, 0.18)
    return {
      subject,
      colour,
      foot: [x, top + height + play * level],
      height,
      isMirrored: random.chance(0.5),
    }
  })
}
