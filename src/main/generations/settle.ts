import type { Failure } from '#shared/failure.ts'
import type { Cost, Generation, QueuedGeneration, RunningGeneration, SucceededGeneration } from '#shared/generation.ts'
import { isOut, type UnmadeStatus } from '#shared/generation-status.ts'
import type { Result } from '#shared/result.ts'
import { isEdit } from '../edits/begin-edit.ts'
import { imagesOfGenerations, insertImage, type NewImage } from '../images/table.ts'
import { insertEntry } from '../ledger/entries.ts'
import { type PricedSpending, spendingsOfAnswer, spendingsWithoutAnswer } from '../ledger/spendings-of.ts'
import { type Original, sha256Of } from '../library/blob-store.ts'
import { relationsOf } from '../library/compose-sidecar.ts'
import { hasContentCredentials } from '../library/content-credentials.ts'
import { type ImageHeader, readImageHeader } from '../library/image-header.ts'
import type { Library } from '../library/library.ts'
import { quarantineBytes } from '../library/quarantine.ts'
import { reindexFailedGeneration, reindexImages } from '../library/search.ts'
import { noMarks } from '../library/sidecar.ts'
import { type Answer, type AnsweredImage, type AnsweredLink, readAnswer, totalUsage } from './read-answer.ts'
import type { Spool } from './spool.ts'
import { statusAfterLoss } from './status-after-loss.ts'
import { findGeneration, forgetParams, responseIdOf, type Settlement, settleRow } from './table.ts'

export interface Settling {
  readonly id: number
  readonly nowMs: number
  /** `null` when nobody measured: recovered after a crash. */
  readonly durationMs: number | null
}

export type Download = { readonly position: number; readonly image: Result<Uint8Array, Failure> }

export type Settled =
  | { readonly kind: 'settled'; readonly generation: Generation }
  /** The pictures lie elsewhere: fetch them and call `settleWithDownloads`. */
  | { readonly kind: 'needs-images'; readonly links: readonly AnsweredLink[] }

/**
 * Ends a generation by what its spool holds: fsync, read whole with a fresh reader, pictures to the blob store, then
 * rows, search index and status in one transaction, and only then is the spool dropped.
 *
 * `ifBroken` is what to record when the answer is not whole, instead of `incomplete`.
 */
export async function settleGeneration(
  library: Library,
  settling: Settling & { readonly ifBroken?: Failure },
): Promise<Settled> {
  const spool = await readSpool(library, settling.id)
  const answer = answerIn(library, spool)
  if (answer.ending.kind === 'done' && answer.links.length > 0) return { kind: 'needs-images', links: answer.links }
  const isBroken = answer.ending.kind === 'refusal' && answer.ending.failure.kind === 'incomplete'
  const known: Answer =
    isBroken && settling.ifBroken !== undefined
      ? { ...answer, ending: { kind: 'refusal', failure: settling.ifBroken } }
      : answer
  return { kind: 'settled', generation: await settle(library, settling, spool, known) }
}

/** Ends a generation whose answer links to its pictures, with what came of fetching them. */
export async function settleWithDownloads(
  library: Library,
  settling: Settling & { readonly downloads: readonly Download[] },
): Promise<Generation> {
  const spool = await readSpool(library, settling.id)
  const answer = answerIn(library, spool)
  const fetched = answer.links.flatMap((link): readonly AnsweredImage[] => {
    const image = settling.downloads.find(({ position }) => position === link.position)?.image
    return image?.ok === true ? [{ ...link, bytes: image.value }] : []
  })
  const images = [...answer.images, ...fetched].sort((one, other) => one.position - other.position)
  const lost = settling.downloads.flatMap(({ image }) => (image.ok ? [] : [image.failure]))[0]
  return settle(library, settling, spool, { ...answer, images }, lost)
}

/** Ends a generation that has no answer to read. Whatever of one did arrive is kept if it holds a picture. */
export async function failGeneration(
  library: Library,
  failed: Settling & {
    readonly failure: Failure
    readonly requestId: string | null
    readonly rawResponse: string | null
  },
): Promise<Generation> {
  const { id, failure } = failed
  const lost = outGeneration(library, id)
  const status = statusAfterLoss({ provider: lost.provider, hasLeft: lost.status !== 'queued' }, failure)
  settleWithoutPicture(library, id, spendingsWithoutAnswer(lost, { status, atMs: failed.nowMs }), {
    outcome: { status, failure },
    usage: null,
    cost: null,
    requestId: failed.requestId,
    responseId: null,
    rawResponse: failed.rawResponse,
    durationMs: failed.durationMs,
    settledAtMs: failed.nowMs,
  })
  await retireSpool(library, id)
  return generationNow(library, id)
}

/**
 * Away with the spool of a settled generation; into quarantine when it holds a picture that no row refers to. A spool
 * that cannot be read is kept as well.
 */
export async function retireSpool(library: Library, id: number): Promise<void> {
  const spool = await library.spools.read(id)
  if (spool === null) return
  const { status } = generationNow(library, id)
  const isKept = status !== 'succeeded' && (spool === 'torn' || answerIn(library, spool).images.length > 0)
  if (isKept) await library.spools.moveTo(id, library.paths.quarantine)
  else library.spools.remove(id)
}

async function readSpool(library: Library, id: number): Promise<Spool> {
  await library.spools.finish(id)
  const spool = await library.spools.read(id)
  if (spool === null || spool === 'torn') throw new Error(`Generation ${id} has no readable spool`)
  return spool
}

const answerIn = (library: Library, { head, body }: Spool): Answer =>
  readAnswer(library.world.readers[head.provider](head), body)

/** Whether an answer came to its end, good or bad. */
export function isWhole(library: Library, spool: Spool): boolean {
  const { ending } = answerIn(library, spool)
  return ending.kind === 'done' || ending.failure.kind !== 'incomplete'
}

async function settle(
  library: Library,
  settling: Settling,
  { head, body }: Spool,
  answer: Answer,
  downloadFailure?: Failure,
): Promise<Generation> {
  const { id, nowMs, durationMs } = settling
  forgetParams(library.db, id, head.unsentParams ?? [])
  const sent = outGeneration(library, id)
  const spendingsAt = (status: 'succeeded' | UnmadeStatus) =>
    spendingsOfAnswer(library, sent, answer, { status, atMs: nowMs })
  const settledWith = (spendings: readonly PricedSpending[]) => ({
    usage: totalUsage(answer.usages),
    cost: totalCost(spendings),
    requestId: head.requestId,
    responseId: answer.responseId,
    durationMs,
    settledAtMs: nowMs,
  })
  const endWithout = async (failure: Failure, rawResponse: string | null): Promise<Generation> => {
    const status = statusAfterLoss({ provider: sent.provider, hasLeft: true }, failure)
    const spendings = spendingsAt(status)
    settleWithoutPicture(library, id, spendings, {
      ...settledWith(spendings),
      rawResponse,
      outcome: { status, failure },
    })
    await retireSpool(library, id)
    return generationNow(library, id)
  }
  if (answer.ending.kind === 'refusal') return endWithout(answer.ending.failure, shortText(answer, body))

  const rawResponse = answer.ending.record
  const pictures = answer.images.map(identify)
  await Promise.all(
    pictures.flatMap(({ header, image }) =>
      header === null ? [quarantineBytes(library.paths, `generation-${id}-image-${image.position}`, image.bytes)] : [],
    ),
  )
  const good = pictures.flatMap(({ image, header, sha256 }) => (header === null ? [] : [{ image, header, sha256 }]))
  const failure = good.length > 0 ? null : (downloadFailure ?? failureWithoutPicture(answer))
  if (failure !== null) return endWithout(failure, rawResponse)
  const spendings = spendingsAt('succeeded')
  await saveGeneration(library, {
    sent,
    pictures: good,
    settlement: { ...settledWith(spendings), rawResponse },
    actualParams: answer.actualParams,
    spendings,
  })
  await retireSpool(library, id)
  return generationNow(library, id)
}

/** Of all models together; `null` as soon as one is unknown, because a part of the cost is not the cost. */
function totalCost(spendings: readonly PricedSpending[]): Cost | null {
  const [first] = spendings
  if (first === undefined || first.cost === null) return null
  const { priceSource, priceAsOf } = first.cost
  const known = spendings.flatMap(({ cost }) => (cost === null ? [] : [cost.microUsd]))
  if (known.length < spendings.length) return null
  return { microUsd: known.reduce((sum, microUsd) => sum + microUsd, 0), priceSource, priceAsOf }
}

/** A picture that was looked at: what it is (`null`: no picture) and what it will be called. */
export interface Picture {
  readonly image: AnsweredImage
  readonly header: ImageHeader
  readonly sha256: string
}

function identify(image: AnsweredImage): Omit<Picture, 'header'> & { readonly header: ImageHeader | null } {
  const header = readImageHeader(image.bytes)
  return { image, header: header.ok ? header.value : null, sha256: sha256Of(image.bytes) }
}

/**
 * The durable part of a success. Files first, then one transaction: a row never refers to bytes that a crash or a
 * power cut could still take away.
 */
export async function saveGeneration(
  library: Library,
  saved: {
    readonly sent: Generation
    readonly pictures: readonly Picture[]
    readonly settlement: Omit<Settlement, 'outcome'>
    readonly actualParams: SucceededGeneration['actualParams']
    readonly spendings: readonly PricedSpending[]
  },
): Promise<void> {
  const { sent, pictures, settlement, actualParams, spendings } = saved
  const createdAtMs = settlement.settledAtMs
  const costMicroUsd = settlement.cost === null ? null : Math.floor(settlement.cost.microUsd / pictures.length)
  const relations = relationsOf(library.db, library.id, sent.id)
  const isStaged = isEdit(library.db, sent.id)
  await library.blobs.save(
    pictures.map(
      ({ image, header, sha256 }): Original => ({
        bytes: image.bytes,
        sha256,
        header,
        origin: {
          kind: 'generated',
          position: image.position,
          revisedPrompt: image.revisedPrompt?.toWellFormed() ?? null,
          createdAtMs,
          costMicroUsd,
          importedMetadata: null,
          hasContentCredentials: hasContentCredentials(image.bytes, header.format),
          marks: { ...noMarks, isStaged },
          generation: {
            id: sent.id,
            provider: sent.provider,
            connectionId: sent.connectionId,
            connectionLabel: sent.connectionLabel,
            model: sent.model,
            typedPrompt: sent.typedPrompt,
            sentPrompt: sent.sentPrompt,
            requestedParams: sent.requestedParams,
            actualParams,
            usage: settlement.usage,
            requestId: settlement.requestId,
            responseId: settlement.responseId ?? responseIdOf(library.db, sent.id),
            createdAtMs: sent.createdAtMs,
            durationMs: settlement.durationMs,
            rawResponse: settlement.rawResponse,
            settledAtMs: settlement.settledAtMs,
            cost: settlement.cost,
            origin: null,
            ...relations,
          },
        },
      }),
    ),
  )
  const rows = pictures.map(
    ({ image, header, sha256 }): NewImage => ({
      generationId: sent.id,
      position: image.position,
      sha256,
      ...header,
      bytes: image.bytes.byteLength,
      revisedPrompt: image.revisedPrompt?.toWellFormed() ?? null,
      importedFileName: null,
      costMicroUsd,
      hasContentCredentials: hasContentCredentials(image.bytes, header.format),
      createdAtMs,
      isStaged,
    }),
  )
  const commit = library.db.transaction(() => {
    const ids = rows.map((row) => insertImage(library.db, row))
    reindexImages(library.db, ids)
    settleRow(library.db, sent.id, { ...settlement, outcome: { status: 'succeeded', actualParams } })
    for (const { spending, cost } of spendings) insertEntry(library.db, spending, cost)
  })
  commit.immediate()
}

const failureWithoutPicture = (answer: Answer): Failure =>
  answer.images.length > 0 || answer.links.length > 0
    ? { kind: 'unreadable-answer', detail: 'None of what came is a picture this program knows.' }
    : { kind: 'empty-answer' }

/** What was asked for is found also when no picture came of it. */
function settleWithoutPicture(
  { db }: Library,
  id: number,
  spendings: readonly PricedSpending[],
  settlement: Settlement,
): void {
  const commit = db.transaction(() => {
    settleRow(db, id, settlement)
    for (const { spending, cost } of spendings) insertEntry(db, spending, cost)
    reindexFailedGeneration(db, id)
  })
  commit.immediate()
}

/** A refusal has no record of its own: what the provider wrote, if it is text of a readable length. */
const shortText = (answer: Answer, body: Uint8Array): string | null =>
  answer.hasPreviews || answer.images.length > 0 || body.byteLength === 0 || body.byteLength > 65_536
    ? null
    : new TextDecoder().decode(body)

function outGeneration(library: Library, id: number): QueuedGeneration | RunningGeneration {
  const generation = generationNow(library, id)
  if (!isOut(generation)) throw new Error(`Generation ${id} is ${generation.status} already`)
  return generation
}

function generationNow({ db }: Library, id: number): Generation {
  const generation = findGeneration(db, id, (ids) => imagesOfGenerations(db, ids))
  if (generation === null) throw new Error(`There is no generation ${id}`)
  return generation
}
