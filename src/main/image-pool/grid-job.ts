import { z } from 'zod'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Pictures in rows and columns, with words for both. */
export const GridJob = z.strictObject({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(
    z.strictObject({
      label: z.string(),
      /** Thumbnails, one a column; `null` = there is none. */
      cells: z.array(bytes.nullable()),
    }),
  ),
})
export type GridJob = z.infer<typeof GridJob>
