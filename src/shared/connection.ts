import { z } from 'zod'
import { ProviderId } from './provider-id.ts'
import { ServerProfileId } from './server-profile.ts'
import { SketchMisbehaviour } from './sketch-misbehaviour.ts'

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

/** What a person set for a connection. */
export const ConnectionSettings = z
  .strictObject({
    /** Requests that are out at the same time. */
    maxConcurrent: z.number().int().min(1).max(16),
    /** Ids of models that a person typed, and the way by which each is asked. */
    typedModels: z
      .array(z.strictObject({ id: z.string().trim().min(1).max(200), provider: ProviderId }))
      .max(100)
      .readonly(),
    /** Of the offline sketch alone; absent = it does as it is asked. */
    sketchMisbehaviour: SketchMisbehaviour.optional(),
  })
  .readonly()
export type ConnectionSettings = z.infer<typeof ConnectionSettings>

export const ConnectionId = z.string().min(1).max(100)

/** A way to a provider: address, kind of server, settings. Kept in the library; its key stays with the computer. */
export const Connection = z
  .strictObject({
    id: ConnectionId,
    profile: ServerProfileId,
    /** The ways of asking that lead there, the usual one first. */
    providers: z.array(ProviderId).min(1).readonly(),
    label: z.string(),
    baseUrl: z.string().nullable(),
    origin: z.enum(['built-in', 'saved', 'environment']),
    key: KeyState,
    /** Nothing is answered without a key. A server of one's own may want none. */
    needsKey: z.boolean(),
    settings: ConnectionSettings,
    /** What it said of its models when it was asked last; `null` = never asked. */
    listed: z.strictObject({ modelCount: z.number().int(), atMs: z.number().int() }).readonly().nullable(),
    /** Plain http to another computer: key and pictures travel readable. */
    isUnencrypted: z.boolean(),
  })
  .readonly()
export type Connection = z.infer<typeof Connection>
