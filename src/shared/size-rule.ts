import { z } from 'zod'

/** Which sizes a model takes. Numbers are pixels. `auto` is always allowed where `hasAuto`. */
export const SizeRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list'), hasAuto: z.boolean(), sizes: z.array(z.string()).readonly() }),
  z.strictObject({
    kind: z.literal('free'),
    hasAuto: z.boolean(),
    /** Offered first; any other size within the rule is as good. */
    suggestions: z.array(z.string()).readonly(),
    multipleOf: z.number(),
    maxEdge: z.number(),
    maxRatio: z.number(),
    minPixels: z.number(),
    maxPixels: z.number(),
  }),
])
export type SizeRule = z.infer<typeof SizeRule>
