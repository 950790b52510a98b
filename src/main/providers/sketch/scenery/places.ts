import { mix } from '../colour.ts'
import type { Place } from '../scene.ts'
import type { Stage } from '../stage.ts'
import { paintSkyline, paintStreet } from './city.ts'
import { paintForest } from './forest.ts'
import { paintBackdrop, paintRoom } from './interior.ts'
import { paintFirs, paintHaze, paintHill, paintMeadow, paintPeaks } from './land.ts'
import { paintClouds, paintSky } from './sky.ts'
import { paintBeach, paintIslands, paintWater } from './water.ts'
import { paintDunes, paintSpace, paintUnderwater } from './wild.ts'

interface Setting {
  /** As a share of the height. */
  readonly horizon: number
  readonly paint: (stage: Stage) => void
}

/** Everything behind the subjects, by place; `backdrop` is for subjects that named none. */
export const settings: Readonly<Record<Place | 'backdrop', Setting>> = {
  sea: {
    horizon: 0.54,
    paint: (stage) => {
      paintSky(stage)
      if (stage.scene.places.includes('mountain') || stage.scene.places.includes('city')) paintBehind(stage)
      else paintIslands(stage, stage.horizon)
      paintWater(stage, stage.horizon)
      if (stage.hasGroundSubjects) paintBeach(stage)
    },
  },
  lake: {
    horizon: 0.6,
    paint: (stage) => {
      const { brush, horizon, unit, height } = stage
      paintSky(stage)
      paintPeaks(stage, {
        base: horizon,
        rise: height * 0.32,
        colour: brush.palette.far,
        count: 4,
        hasSnow: true,
      })
      paintHaze(stage, horizon - height * 0.16, horizon + unit, 0.7)
      const shore = paintHill(stage, {
        top: horizon - unit * 2,
        swell: unit * 1.4,
        colour: brush.palette.middle,
      })
      paintFirs(stage, shore, {
        height: unit * 9,
        colour: brush.palette.near,
        count: 34,
      })
      paintWater(stage, horizon)
      const bank = paintHill(stage, {
        top: height * (stage.hasGroundSubjects ? 0.83 : 0.93),
        swell: unit * 2,
        colour: brush.palette.ground,
        waves: 0.55,
      })
      paintMeadow(stage, bank, 14)
    },
  },
  mountain: {
    horizon: 0.66,
    paint: (stage) => {
      const { brush, horizon, unit, height } = stage
      const { palette } = brush
      paintSky(stage)
      paintPeaks(stage, {
        base: horizon,
        rise: height * 0.5,
        colour: palette.far,
        count: 4,
        hasSnow: true,
      })
      paintHaze(stage, horizon - height * 0.22, horizon + height * 0.06, 0.85)
      paintPeaks(stage, {
        base: horizon + unit * 4,
        rise: height * 0.22,
        colour: palette.middle,
        count: 5,
        hasSnow: false,
      })
      paintHaze(stage, horizon - height * 0.06, horizon + height * 0.1, 0.6)
      const slope = paintHill(stage, {
        top: height * 0.75,
        swell: unit * 3,
        colour: palette.near,
      })
      paintFirs(stage, slope, {
        height: unit * 13,
        colour: mix(palette.near, palette.ink, 0.25),
        count: 24,
      })
      const meadow = paintHill(stage, {
        top: height * 0.85,
        swell: unit * 2,
        colour: palette.ground,
      })
      paintMeadow(stage, meadow, 16)
    },
  },
  forest: {
    horizon: 0.78,
    paint: (stage) => {
      paintForest(stage)
      const { brush, height, unit } = stage
      paintMeadow(
        stage,
        paintHill(stage, {
          top: height * 0.86,
          swell: unit * 1.6,
          colour: brush.palette.ground,
        }),
        16,
      )
    },
  },
  city: {
    horizon: 0.8,
    paint: (stage) => {
      const { horizon, height } = stage
      paintSky(stage)
      if (stage.scene.places.includes('mountain')) paintBehind(stage)
      paintSkyline(stage, horizon - height * 0.03, 3)
      paintHaze(stage, horizon - height * 0.2, horizon + height * 0.02, 0.3)
      paintStreet(stage, horizon + height * 0.03)
    },
  },
  desert: {
    horizon: 0.62,
    paint: (stage) => {
      paintSky(stage)
      paintDunes(stage)
    },
  },
  field: {
    horizon: 0.6,
    paint: (stage) => {
      const { brush, height, unit, horizon } = stage
      const { palette } = brush
      paintSky(stage)
      paintBehind(stage)
      paintHill(stage, { top: horizon, swell: unit * 3, colour: palette.far })
      const hill = paintHill(stage, {
        top: height * 0.68,
        swell: unit * 3.4,
        colour: palette.middle,
      })
      paintFirs(stage, hill, {
        height: unit * 8,
        colour: palette.near,
        count: 6,
        from: 0.62,
        to: 0.98,
      })
      paintHill(stage, {
        top: height * 0.76,
        swell: unit * 2.6,
        colour: palette.near,
      })
      paintMeadow(
        stage,
        paintHill(stage, {
          top: height * 0.83,
          swell: unit * 1.8,
          colour: palette.ground,
        }),
        34,
      )
    },
  },
  room: { horizon: 0.74, paint: paintRoom },
  space: { horizon: 0.8, paint: paintSpace },
  underwater: { horizon: 0.84, paint: paintUnderwater },
  air: {
    horizon: 0.82,
    paint: (stage) => {
      const { brush, height, unit } = stage
      const { palette } = brush
      paintSky(stage)
      paintBehind(stage)
      paintHill(stage, {
        top: height * 0.84,
        swell: unit * 3,
        colour: palette.middle,
      })
      paintHill(stage, {
        top: height * 0.91,
        swell: unit * 2.4,
        colour: palette.near,
      })
      paintClouds(stage, 3, 1.7)
    },
  },
  backdrop: { horizon: 0.72, paint: paintBackdrop },
}

/** The other places that were named, far behind the first. */
function paintBehind(stage: Stage): void {
  const { brush, horizon, height, unit, scene } = stage
  if (scene.places.includes('mountain'))
    paintPeaks(stage, {
      base: horizon,
      rise: height * 0.34,
      colour: brush.palette.far,
      count: 4,
      hasSnow: true,
    })
  if (scene.places.includes('city')) paintSkyline(stage, horizon - unit * 2, 2)
  if (scene.places.includes('mountain') || scene.places.includes('city'))
    paintHaze(stage, horizon - height * 0.14, horizon + unit * 2, 0.6)
}
