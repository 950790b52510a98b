import type { Rewriter } from '#shared/experiment.ts'
import type { Failure } from '#shared/failure.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { ConnectionStore } from '../connections/connection-store.ts'
import type { LibraryClient } from '../library/library-client.ts'
import { findModel } from '../providers/catalogue.ts'
import { rewriteInstructions } from '../providers/chat-text/text-tasks.ts'
import type { TextProvider } from '../providers/text-provider.ts'
import type { MissingRewrite } from './rewrites.ts'
import type { Arm } from './table.ts'

/** Longest text of models whose limit is not known: what every one of them takes. */
const cautiousMaxChars = 4000
/** Thinking included; for the budget alone. */
const upperOutputTokens = 8000

export interface MakeRewritesOptions {
  readonly textWork: TextProvider
  readonly connections: Pick<ConnectionStore, 'find'>
  readonly keys: Pick<KeyStore, 'read'>
  readonly nowMs: () => number
}

export type RewritingEnd =
  | { readonly kind: 'all-made' }
  /** As it was asked to; those that came are kept. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure }

/**
 * Has one rewrite made of each prompt that an augmented arm still lacks, one after another. Every call is entered in the
 * ledger whatever came of it; the first that fails ends it, with those before it kept. `stop` lets the call that is out
 * come back, because it is paid for; `abort` does not wait for it.
 */
export async function makeRewrites(
  library: LibraryClient,
  { id, arms }: { readonly id: number; readonly arms: readonly Arm[] },
  options: MakeRewritesOptions,
  { stop, abort }: { readonly stop: AbortSignal; readonly abort: AbortSignal },
): Promise<RewritingEnd> {
  for (const missing of await library.missingRewrites({ id })) {
    if (abort.aborted) return { kind: 'failed', failure: { kind: 'cancelled' } }
    if (stop.aborted) return { kind: 'stopped' }

    const arm = arms.find((one) => one.id === missing.armId)
    const rewriter = arm?.settings.rewriter
    if (arm === undefined || rewriter === undefined)
      throw new Error(`Arm ${missing.armId} has nobody to rewrite for it`)
    const failure = await makeRewrite(library, { experimentId: id, arm, rewriter, missing }, options, abort)
    if (failure !== null) return { kind: 'failed', failure }
  }
  // Whoever stopped while the last was out wants nothing to begin by itself.
  return { kind: stop.aborted || abort.aborted ? 'stopped' : 'all-made' }
}

async function makeRewrite(
  library: LibraryClient,
  task: {
    readonly experimentId: number
    readonly arm: Arm
    readonly rewriter: Rewriter
    readonly missing: MissingRewrite
  },
  { textWork, connections, keys, nowMs }: MakeRewritesOptions,
  signal: AbortSignal,
): Promise<Failure | null> {
  const { experimentId, arm, rewriter, missing } = task
  const connection = connections.find(rewriter.connectionId)
  if (connection === null) return { kind: 'not-found', what: 'connection' }
  const apiKey = await keys.read(connection)
  if (connection.needsKey && apiKey === null) return { kind: 'key-missing' }
  const provider = connection.profile === 'sketch' ? 'sketch' : 'chat-text'
  const asked = {
    aim: 'augment',
    ...(rewriter.instructions !== undefined && { instructions: rewriter.instructions }),
    // What is written stays in the language in which it was typed.
    language: /\p{Script=Hangul}/u.test(missing.text) ? 'ko' : 'en',
    maxChars: findModel(arm.settings.model)?.maxPromptChars ?? cautiousMaxChars,
  } as const
  const instructions = rewriteInstructions(asked)
  const budget = await library.textBudgetProblem({
    provider,
    connectionId: connection.id,
    model: rewriter.model,
    inputBytes: Buffer.byteLength(instructions) + Buffer.byteLength(missing.text),
    maxOutputTokens: upperOutputTokens,
    nowMs: nowMs(),
  })
  if (budget !== null) return budget

  const result = await textWork.rewrite(
    {
      ...asked,
      endpoint: { baseUrl: connection.baseUrl, apiKey, profile: connection.profile },
      model: rewriter.model,
      maxCalls: 1,
      text: missing.text,
    },
    signal,
  )
  for (const call of result.calls)
    await library.recordTextCall({
      purpose: call.purpose,
      generationId: null,
      experimentId,
      provider: call.provider,
      connectionId: connection.id,
      connectionLabel: connection.label,
      model: call.model,
      usage: call.usage,
      raw: call.rawUsage,
      isBatch: false,
      isLost: false,
      atMs: nowMs(),
    })
  if (!result.ok) return result.failure
  const [call] = result.calls
  await library.saveRewrite({
    experimentId,
    armId: missing.armId,
    promptId: missing.promptId,
    rewrite: {
      inputText: missing.text,
      outputText: result.value.text,
      additions: result.value.additions,
      provider,
      connectionId: connection.id,
      connectionLabel: connection.label,
      model: call?.model ?? rewriter.model,
      templateVersion: call?.templateVersion ?? '',
      instructions: provider === 'sketch' ? null : instructions,
      createdAtMs: nowMs(),
    },
  })
  return null
}
