import { z } from 'zod'
import { ConnectionId } from './connection.ts'

/** What of one connection waits and is out. */
export const LaneState = z
  .strictObject({
    connectionId: ConnectionId,
    connectionLabel: z.string(),
    waitingCount: z.number().int(),
    runningCount: z.number().int(),
    /** As many may be out at the same time. */
    maxConcurrent: z.number().int(),
    /** The provider asked for a pause; `null` = none. */
    restsUntilMs: z.number().nullable(),
    /** There is no network; it goes on by itself. */
    isParked: z.boolean(),
  })
  .readonly()
export type LaneState = z.infer<typeof LaneState>

export const QueueState = z
  .strictObject({
    /** Nothing leaves until the person says so. */
    isHeld: z.boolean(),
    lanes: z.array(LaneState).readonly(),
  })
  .readonly()
export type QueueState = z.infer<typeof QueueState>
