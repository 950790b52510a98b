import { z } from 'zod'
import { ProviderId } from './catalogue.ts'

/** Where a key lives. The key itself never leaves main; the renderer learns this and the last four characters. */
export const KeyState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not-needed') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('present'),
    lastFour: z.string(),
    /** encrypted = by the system's keyring; plain = in a file only this user can read; session = in memory. */
    storage: z.enum(['encrypted', 'plain', 'session', 'environment']),
  }),
  /** Stored once, but this system cannot decrypt it now (another keyring, another user). Kept untouched. */
  z.strictObject({ kind: z.literal('unreadable'), storedWith: z.string() }),
])
export type KeyState = z.infer<typeof KeyState>

export const ConnectionId = z.string().min(1).max(100)

/** A way to a provider: address and key. Kept in the user-data folder, not in the library. */
export const Connection = z
  .strictObject({
    id: ConnectionId,
    provider: ProviderId,
    label: z.string(),
    baseUrl: z.string().nullable(),
    origin: z.enum(['built-in', 'saved', 'environment']),
    key: KeyState,
    /** Plain http to another computer: key and pictures travel readable. */
    isUnencrypted: z.boolean(),
  })
  .readonly()
export type Connection = z.infer<typeof Connection>
