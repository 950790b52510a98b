import { calls, type DeclaredFailure } from '#shared/contract.ts'
import type { ChangeReport } from '#shared/edit.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Settings } from '#shared/settings.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { ConnectionStore } from '../connections/connection-store.ts'
import type { ImagePool } from '../image-pool/image-pool.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { InputImage } from '../providers/provider.ts'
import type { TextProvider } from '../providers/text-provider.ts'
import { readOriginal, toPixelFailure } from './measure-pair.ts'

/** What is shown: more pixels cost more and tell no more. */
const longestSide = 1024
/** For the budget alone: of the words in which it is asked, and of what comes back, thinking included. */
const askedBytes = 2000
const upperOutputTokens = 8000

type DescribeFailure = DeclaredFailure<'edits.describe'>

export interface DescribeOptions {
  readonly pool: Pick<ImagePool, 'redraw'>
  readonly textWork: Pick<TextProvider, 'describeChange'>
  readonly connections: Pick<ConnectionStore, 'find'>
  readonly keys: Pick<KeyStore, 'read'>
  readonly language: () => Settings['language']
  readonly isOnline: () => boolean
  readonly nowMs: () => number
  readonly stopping: AbortSignal
}

/**
 * Shows both pictures of a report to a model and keeps its words beside the figures. What the call cost is entered in the
 * ledger whatever came of it.
 */
export async function describeChange(
  library: LibraryClient,
  asked: { readonly reportId: number; readonly connectionId: string; readonly model: string },
  options: DescribeOptions,
): Promise<Result<ChangeReport, DescribeFailure>> {
  const { textWork, connections, keys, language, isOnline, nowMs, stopping } = options
  const { reportId, model } = asked
  const report = await library.findReportById({ id: reportId })
  if (report === null) return err({ kind: 'not-found', what: 'change report' })
  const connection = connections.find(asked.connectionId)
  if (connection === null) return err({ kind: 'not-found', what: 'connection' })
  const apiKey = await keys.read(connection)
  if (connection.needsKey && apiKey === null) return err({ kind: 'key-missing' })
  const found = await library.findPair({ ...report, maskId: null })
  if (!found.ok) return found
  const before = await show(found.value.beforePath)
  if (!before.ok) return before
  const after = await show(found.value.afterPath)
  if (!after.ok) return after

  const provider = connection.profile === 'sketch' ? 'sketch' : 'chat-text'
  const budget = await library.textBudgetProblem({
    provider,
    connectionId: connection.id,
    model,
    inputBytes: askedBytes,
    maxOutputTokens: upperOutputTokens,
    nowMs: nowMs(),
  })
  if (budget !== null) return err(budget)
  const described = await textWork.describeChange(
    {
      endpoint: { baseUrl: connection.baseUrl, apiKey, profile: connection.profile },
      model,
      language: language(),
      maxCalls: 1,
      before: before.value,
      after: after.value,
    },
    stopping,
  )
  for (const call of described.calls)
    await library.recordTextCall({
      purpose: call.purpose,
      generationId: null,
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
  if (!described.ok) {
    const { failure } = described
    const isGone = failure.kind === 'unreachable' || failure.kind === 'service-gone'
    if (isGone && !isOnline()) return err({ kind: 'offline' })
    return err(
      isDescribeFailure(failure)
        ? failure
        : { kind: 'provider-trouble', httpStatus: null, detail: [failure.kind, failure.detail].join(': ') },
    )
  }
  const words = { text: described.value.caption, model: described.calls[0]?.model ?? model }
  const kept = await library.giveReportWords({ id: reportId, ...words })
  return kept === null ? err({ kind: 'not-found', what: 'change report' }) : ok(kept)

  async function show(path: string): Promise<Result<InputImage, DescribeFailure>> {
    const original = await readOriginal(path)
    if (!original.ok) return original
    const drawn = await options.pool.redraw(original.value, 'upright', longestSide)
    return drawn.ok ? ok({ bytes: drawn.value, format: 'png', role: 'reference' }) : err(toPixelFailure(drawn.failure))
  }
}

const describeFailures: ReadonlySet<string> = new Set(calls['edits.describe'].failures)
const isDescribeFailure = (failure: { readonly kind: string }): failure is DescribeFailure =>
  describeFailures.has(failure.kind)
