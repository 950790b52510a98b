import { z } from 'zod'

/** What the offline sketch can be told to do wrong, as real models do, so that the studio's checks can be tried out. */
export const SketchMisbehaviour = z.enum([
  'ignore-mask',
  'change-nothing',
  'rewrite-prompt',
  'refuse',
  'answer-with-text',
  'break-off',
])
export type SketchMisbehaviour = z.infer<typeof SketchMisbehaviour>
