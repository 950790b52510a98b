import { z } from 'zod'
import { Estimate, Model } from '../catalogue.ts'
import { Connection, ConnectionId, ConnectionSettings } from '../connection.ts'
import { Draft, Generation } from '../generation.ts'
import { GenerationId } from '../image.ts'
import { QueueState } from '../queue.ts'
import { ServerProfileId } from '../server-profile.ts'
import { call, nothing } from './call.ts'

const ConnectionLabel = z.string().trim().min(1).max(100)

const TestedConnection = z.strictObject({
  modelCount: z.number().int(),
  /** Of those that can be chosen on Create. */
  modelLabels: z.array(z.string()),
})

export const generationCalls = {
  'catalogue.list': call(nothing, z.strictObject({ models: z.array(Model) })),

  'connections.list': call(nothing, z.strictObject({ connections: z.array(Connection) })),
  'connections.add': call(
    z.strictObject({
      label: ConnectionLabel,
      baseUrl: z.string().trim().min(1).max(2000),
      /** Absent = as the address tells, and otherwise a server of which nothing is known. */
      profile: ServerProfileId.exclude(['sketch']).optional(),
    }),
    Connection,
    ['bad-request'],
  ),
  /** What is absent stays as it is. What is built in keeps its kind of server. */
  'connections.update': call(
    z.strictObject({
      id: ConnectionId,
      label: ConnectionLabel.optional(),
      profile: ServerProfileId.exclude(['sketch']).optional(),
      settings: ConnectionSettings.optional(),
    }),
    Connection,
    ['not-found', 'bad-request'],
  ),
  'connections.remove': call(z.strictObject({ id: ConnectionId }), nothing, ['not-found']),
  /** What can be asked for over this connection: models of the catalogue, those it listed, those a person typed. */
  'connections.models': call(
    z.strictObject({ connectionId: ConnectionId }),
    z.strictObject({ models: z.array(Model) }),
    ['not-found'],
  ),
  /** Lists the provider's models, which costs nothing, and remembers them. */
  'connections.test': call(z.strictObject({ id: ConnectionId }), TestedConnection, [
    'not-found',
    'offline',
    'unreachable',
    'timed-out',
    'key-missing',
    'key-refused',
    'quota',
    'rate-limited',
    'provider-trouble',
    'service-gone',
    'unreadable-answer',
    'bad-request',
  ]),
  'apiKeys.save': call(
    z.strictObject({
      connectionId: ConnectionId,
      key: z.string().trim().min(1).max(1000),
      /** `store`: by the system's keyring, refused where there is none. `store-plain`: after a plain warning. */
      keep: z.enum(['store', 'store-plain', 'session']),
    }),
    Connection,
    ['not-found', 'no-secure-storage', 'bad-request'],
  ),
  'apiKeys.remove': call(z.strictObject({ connectionId: ConnectionId }), Connection, ['not-found']),

  'generations.estimate': call(
    z.strictObject({
      connectionId: ConnectionId,
      model: z.string().max(200),
      params: Draft.unwrap().shape.params,
      /** Pictures that go in. */
      inputImageCount: z.number().int().min(0).max(32),
    }),
    Estimate,
  ),
  /** Commits the row, answers at once; the request leaves after. Follow `generation.changed`. */
  'generations.start': call(Draft, Generation, [
    'key-missing',
    'not-found',
    'bad-request',
    'unsupported-by-model',
    'model-retired',
    'disk-full',
    'library-read-only',
    'budget-reached',
  ]),
  'generations.cancel': call(z.strictObject({ id: GenerationId }), nothing, ['not-found']),
  /** How much waits and is out, connection by connection. Follow `queue.changed`. */
  'queue.get': call(nothing, z.strictObject({ state: QueueState })),
  /** What is out and the first of what waits, in the order in which they leave. */
  'queue.list': call(
    z.strictObject({ limit: z.number().int().min(1).max(500) }),
    z.strictObject({ generations: z.array(Generation) }),
  ),
  /** Cancels what waits, of one connection or (`null`) of all, in one transaction; what is out goes on. */
  'queue.cancelWaiting': call(
    z.strictObject({ connectionId: ConnectionId.nullable() }),
    z.strictObject({ count: z.number().int() }),
  ),
  /** Held, nothing leaves until it is let go; what is out goes on. */
  'queue.hold': call(z.strictObject({ isHeld: z.boolean() }), nothing),
  'generations.get': call(z.strictObject({ id: GenerationId }), Generation, ['not-found']),
  /** Newest first: so many that have left, all that are out among them, and the newest of those that wait. */
  'generations.recent': call(
    z.strictObject({ limit: z.number().int().min(1).max(200) }),
    z.strictObject({ generations: z.array(Generation) }),
  ),
  /** What the provider answered, with the pictures' bytes replaced by their SHA-256. */
  'generations.rawResponse': call(z.strictObject({ id: GenerationId }), z.strictObject({ text: z.string() }), [
    'not-found',
  ]),
} as const
