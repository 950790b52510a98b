import { z } from 'zod'
import { appCalls } from './contract/app-calls.ts'
import { nothing } from './contract/call.ts'
import { editCalls } from './contract/edit-calls.ts'
import { exchangeCalls } from './contract/exchange-calls.ts'
import { experimentCalls } from './contract/experiment-calls.ts'
import { generationCalls } from './contract/generation-calls.ts'
import { imageCalls } from './contract/image-calls.ts'
import { ledgerCalls } from './contract/ledger-calls.ts'
import { libraryCalls } from './contract/library-calls.ts'
import { organisingCalls } from './contract/organising-calls.ts'
import { ExperimentId } from './experiment.ts'
import { Failure, type FailureOf } from './failure.ts'
import { Generation } from './generation.ts'
import { GenerationId, ImageId } from './image.ts'
import { QueueState } from './queue.ts'
import type { Result } from './result.ts'
import { Settings } from './settings.ts'
import { Task } from './task.ts'

/** Every call between the page and main: one line each, types and checks are derived. */
export const calls = {
  ...appCalls,
  ...libraryCalls,
  ...generationCalls,
  ...imageCalls,
  ...organisingCalls,
  ...exchangeCalls,
  ...ledgerCalls,
  ...experimentCalls,
  ...editCalls,
} as const

export const events = {
  'generation.changed': z.strictObject({ generation: Generation }),
  'queue.changed': z.strictObject({ state: QueueState }),
  /** A preview while the picture is made; `url` is served from memory and gone soon after the generation settled. */
  'generation.previewed': z.strictObject({
    id: GenerationId,
    position: z.number().int(),
    index: z.number().int(),
    url: z.string(),
  }),
  /** Images were added, changed, trashed or restored. */
  'images.changed': nothing,
  /** Tags, collections or saved searches were changed. */
  'organising.changed': nothing,
  'task.changed': z.strictObject({ task: Task }),
  /** Something about the library as a whole: damage was found, it went away or came back. */
  'library.changed': nothing,
  /** Budgets or prices were changed, or work on text was entered. Pictures are told by `generation.changed`. */
  'ledger.changed': nothing,
  /** Its plan, its trials or its votes. A trial that only moves on is told by `generation.changed`. */
  'experiment.changed': z.strictObject({ id: ExperimentId }),
  /** A mask was kept or removed, an edit has its composite or its report, candidates were decided on. */
  'edits.changed': z.strictObject({ imageId: ImageId }),
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
