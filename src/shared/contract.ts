import { z } from 'zod'
import { Estimate, Model } from './catalogue.ts'
import { Connection, ConnectionId } from './connection.ts'
import { Failure, type FailureKind, type FailureOf } from './failure.ts'
import { Draft, Generation } from './generation.ts'
import { GenerationId, GridImage, Image, ImageFilter, ImageId, Rating } from './image.ts'
import { maxImportBytes, maxPromptLength } from './limits.ts'
import type { Result } from './result.ts'
import { LanguageChoice, Settings, ThemeChoice } from './settings.ts'

interface Call<Input extends z.ZodType, Output extends z.ZodType, Kind extends FailureKind> {
  readonly input: Input
  readonly output: Output
  /** The failures this call can answer with, beside those every call can (`AlwaysPossible`). */
  readonly failures: readonly Kind[]
}
const call = <Input extends z.ZodType, Output extends z.ZodType, const Kind extends FailureKind = never>(
  input: Input,
  output: Output,
  failures: readonly Kind[] = [],
): Call<Input, Output, Kind> => ({ input, output, failures })

const nothing = z.strictObject({})
const imageIds = z.strictObject({ ids: z.array(ImageId).min(1).max(10_000) })

/** Every call between the page and main: one line each, types and checks are derived. */
export const calls = {
  'app.info': call(
    nothing,
    z.strictObject({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      node: z.string(),
      sqlite: z.string(),
      platform: z.string(),
    }),
  ),
  'app.licences': call(nothing, z.strictObject({ text: z.string() })),
  'app.openLogFolder': call(nothing, nothing),
  /** By name: the page cannot make the system open an address of its own choosing. */
  'app.openExternal': call(z.strictObject({ page: z.enum(['openai-api-keys', 'openai-billing']) }), nothing),
  'app.quit': call(nothing, nothing),

  /** The page owns the commands; main builds the native menu from this description. */
  'menu.set': call(
    z.strictObject({
      groups: z
        .array(
          z.strictObject({
            label: z.string().max(100),
            role: z.enum(['file', 'edit', 'view', 'help']),
            items: z
              .array(
                z.strictObject({
                  commandId: z.string().max(100),
                  label: z.string().max(200),
                  accelerator: z.string().max(50).nullable(),
                  isEnabled: z.boolean(),
                }),
              )
              .max(60),
          }),
        )
        .max(10),
    }),
    nothing,
  ),

  'settings.get': call(nothing, Settings),
  'settings.setLanguage': call(z.strictObject({ choice: LanguageChoice }), Settings),
  'settings.setTheme': call(z.strictObject({ theme: ThemeChoice }), Settings),

  'library.status': call(
    nothing,
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('open'),
        path: z.string(),
        /** Fixed by `DIPTYCH_LIBRARY` for this run. */
        isFixed: z.boolean(),
        imageCount: z.number().int(),
        trashCount: z.number().int(),
        bytes: z.number().int(),
        /** What the last start settled: generations that were out when the studio ended. */
        recovered: z.strictObject({ succeeded: z.number(), failed: z.number(), maybeBilled: z.number() }),
      }),
      z.strictObject({ kind: z.literal('problem'), path: z.string(), failure: Failure }),
    ]),
  ),
  'library.showFolder': call(nothing, nothing),
  /** Asks for a folder and restarts on it. `cancelled` when the person closes the dialog. */
  'library.open': call(nothing, nothing, ['cancelled']),
  /** Asks for an empty folder, copies the library there, verifies it, restarts on it; the old folder stays. */
  'library.move': call(nothing, z.strictObject({ path: z.string() }), ['cancelled', 'disk-full', 'bad-request']),

  'catalogue.list': call(nothing, z.strictObject({ models: z.array(Model) })),

  'connections.list': call(nothing, z.strictObject({ connections: z.array(Connection) })),
  'connections.add': call(
    z.strictObject({ label: z.string().trim().min(1).max(100), baseUrl: z.string().trim().min(1).max(2000) }),
    Connection,
    ['bad-request'],
  ),
  'connections.remove': call(z.strictObject({ id: ConnectionId }), nothing, ['not-found']),
  /** Lists the provider's models, which costs nothing. */
  'connections.test': call(z.strictObject({ id: ConnectionId }), z.strictObject({ modelCount: z.number().int() }), [
    'not-found',
    'offline',
    'unreachable',
    'timed-out',
    'key-missing',
    'key-refused',
    'quota',
    'rate-limited',
    'provider-trouble',
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

  /** What is being composed, as the page wrote it. Not in the library: it belongs to this computer and this person. */
  'draft.get': call(nothing, z.strictObject({ text: z.string().nullable() })),
  /** On the disk when it answers. */
  'draft.keep': call(z.strictObject({ text: z.string().max(2 * maxPromptLength) }), nothing),

  'generations.estimate': call(
    z.strictObject({ model: z.string().max(200), params: Draft.unwrap().shape.params }),
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
  ]),
  'generations.cancel': call(z.strictObject({ id: GenerationId }), nothing, ['not-found']),
  'generations.get': call(z.strictObject({ id: GenerationId }), Generation, ['not-found']),
  /** Newest first; those still out are always among them. */
  'generations.recent': call(
    z.strictObject({ limit: z.number().int().min(1).max(200) }),
    z.strictObject({ generations: z.array(Generation) }),
  ),
  /** What the provider answered, with the pictures' bytes replaced by their SHA-256. */
  'generations.rawResponse': call(z.strictObject({ id: GenerationId }), z.strictObject({ text: z.string() }), [
    'not-found',
  ]),

  'images.page': call(
    z.strictObject({
      filter: ImageFilter,
      beforeId: ImageId.nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    z.strictObject({ images: z.array(GridImage), nextBeforeId: ImageId.nullable() }),
  ),
  /** Counted up to 1,001, which the page shows as “1000+”. */
  'images.count': call(z.strictObject({ filter: ImageFilter }), z.strictObject({ count: z.number().int() })),
  /** What the filters can offer: providers and models that made anything here. */
  'images.facets': call(nothing, z.strictObject({ providers: z.array(z.string()), models: z.array(z.string()) })),
  'images.get': call(
    z.strictObject({ id: ImageId }),
    z.strictObject({ image: Image, generation: Generation.nullable() }),
    ['not-found'],
  ),
  'images.setFavorite': call(z.strictObject({ id: ImageId, isFavorite: z.boolean() }), Image, ['not-found']),
  'images.setRating': call(z.strictObject({ id: ImageId, rating: Rating.nullable() }), Image, ['not-found']),
  'images.trash': call(imageIds, nothing),
  'images.restore': call(imageIds, nothing),
  'images.import': call(
    z.strictObject({
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= maxImportBytes, 'larger than 50 MB'),
      fileName: z.string().max(500).nullable(),
    }),
    Image,
    ['unsupported-file', 'damaged-file', 'too-large', 'disk-full', 'library-read-only'],
  ),
  'images.saveAs': call(z.strictObject({ id: ImageId }), z.strictObject({ path: z.string() }), [
    'not-found',
    'cancelled',
    'disk-full',
    'bad-request',
  ]),
  'images.showInFolder': call(z.strictObject({ id: ImageId }), nothing, ['not-found']),
} as const

export const events = {
  'generation.changed': z.strictObject({ generation: Generation }),
  /** A preview while the picture is made; `url` is served from memory and gone soon after the generation settled. */
  'generation.previewed': z.strictObject({
    id: GenerationId,
    position: z.number().int(),
    index: z.number().int(),
    url: z.string(),
  }),
  /** Images were added, changed, trashed or restored. */
  'images.changed': nothing,
  'settings.changed': Settings,
  'connections.changed': nothing,
  /** The disk refused an answer that has arrived; it waits in the spool and is tried again. */
  'library.refused': z.strictObject({ failure: Failure }),
  /** Chosen in the native menu. */
  'command.chosen': z.strictObject({ commandId: z.string() }),
} as const

type Calls = typeof calls
type Events = typeof events
export type CallName = keyof Calls
export type EventName = keyof Events
export type AlwaysPossible = FailureOf<
  'unknown-call' | 'malformed-input' | 'untrusted-sender' | 'unexpected' | ProblemWithLibrary
>
/** Any call may find that no library is open. */
type ProblemWithLibrary =
  | 'library-locked'
  | 'library-newer'
  | 'library-damaged'
  | 'library-missing'
  | 'library-read-only'
  | 'disk-full'

export type CallInput<Name extends CallName> = z.input<Calls[Name]['input']>
export type ParsedInput<Name extends CallName> = z.output<Calls[Name]['input']>
export type CallOutput<Name extends CallName> = z.output<Calls[Name]['output']>
export type DeclaredFailure<Name extends CallName> = FailureOf<Calls[Name]['failures'][number]>
export type CallResult<Name extends CallName> = Result<CallOutput<Name>, DeclaredFailure<Name> | AlwaysPossible>
export type EventPayload<Name extends EventName> = z.output<Events[Name]>

/** What main must provide: one function a call. A missing one does not compile. */
export type Handlers = {
  readonly [Name in CallName]: (input: ParsedInput<Name>) => Promise<CallResult<Name>> | CallResult<Name>
}

/** What the page sees as `window.diptych`. */
export interface Bridge {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallResult<Name>>
  /** Returns its own undoing. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}
