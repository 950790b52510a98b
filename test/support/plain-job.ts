import type { SketchJob } from '#main/providers/sketch/sketch-job.ts'

/** A sketch from words alone. */
export const plainJob: SketchJob = {
  prompt: '고양이',
  index: 0,
  seed: null,
  width: 1024,
  height: 1024,
  keepsSize: false,
  isTransparent: false,
  outputFormat: 'png',
  compression: 80,
  partialImages: 0,
  inputs: { images: [], mask: null, markup: null },
  previousResponseId: null,
  changesNothing: false,
  isWordless: false,
}
