import { z } from 'zod'
import { Estimate } from './catalogue.ts'
import { ConnectionId } from './connection.ts'
import { armKinds, maxTrials, voteReasons } from './experiments/experiment-words.ts'
import { Failure } from './failure.ts'
import { outStatuses, unmadeStatuses } from './generation-status.ts'
import { GenerationId, ImageFormat, ImageId, Sha256 } from './image.ts'
import { ImageParams } from './image-params.ts'
import { maxPromptLength } from './limits.ts'
import { ProviderId } from './provider-id.ts'

export const ExperimentId = z.number().int().positive()
export const ArmId = z.number().int().positive()

export const ArmKind = z.enum(armKinds)
export type ArmKind = z.infer<typeof ArmKind>

export const ModelId = z.string().trim().min(1).max(200)

/** Who rewrites, and what it is told. The same instructions under the same version, always. */
export const Rewriter = z
  .strictObject({
    connectionId: ConnectionId,
    model: ModelId,
    /** Absent = the studio's own words of `templateVersion`. */
    instructions: z.string().trim().min(1).max(8000).optional(),
  })
  .readonly()
export type Rewriter = z.infer<typeof Rewriter>

/** Everything that decides what an arm sends, beside what was typed. */
export const ArmSettings = z
  .strictObject({
    connectionId: ConnectionId,
    provider: ProviderId,
    model: ModelId,
    params: ImageParams,
    /** Of an augmented arm. */
    rewriter: Rewriter.optional(),
    /** Instead of what was typed. */
    prompt: z.string().max(maxPromptLength).optional(),
    /** Put behind the prompt, a blank between. */
    suffix: z.string().max(4000).optional(),
  })
  .readonly()
export type ArmSettings = z.infer<typeof ArmSettings>

export const ArmPlan = z
  .strictObject({
    kind: ArmKind,
    /** `''` = called by its kind. */
    label: z.string().trim().max(100),
    settings: ArmSettings,
  })
  .refine(({ kind, settings }) => (kind === 'augmented') === (settings.rewriter !== undefined), {
    message: 'an augmented arm, and only that, has a rewriter',
  })
  .refine(({ kind, settings }) => kind === 'custom' || settings.prompt === undefined, {
    message: 'only a custom arm has a prompt of its own',
  })
  .readonly()
export type ArmPlan = z.infer<typeof ArmPlan>

export const ExperimentPlan = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    prompts: z
      .array(
        z
          .string()
          .max(maxPromptLength)
          .refine((text) => text.trim() !== ''),
      )
      .min(1)
      .max(500)
      .readonly(),
    arms: z.array(ArmPlan).min(2).max(4).readonly(),
    repeats: z.number().int().min(1).max(50),
    /** Pictures that go along in every arm, in their order. */
    referenceIds: z.array(ImageId).max(16).readonly(),
  })
  .refine(({ prompts, arms, repeats }) => prompts.length * arms.length * repeats <= maxTrials, {
    message: `at most ${maxTrials} pictures`,
  })
  .readonly()
export type ExperimentPlan = z.infer<typeof ExperimentPlan>

/**
 * `draft` – nothing was asked for yet; `rewriting` – words are being made; `running`; `paused` – by a person;
 * `ended` – nothing is left to ask for.
 */
export const ExperimentStatus = z.enum(['draft', 'rewriting', 'running', 'paused', 'ended'])
export type ExperimentStatus = z.infer<typeof ExperimentStatus>

/** Trials by where they stand. */
export const TrialCounts = z
  .strictObject({
    wanted: z.number().int(),
    succeeded: z.number().int(),
    /** Refused, failed, cancelled, maybe billed. */
    failed: z.number().int(),
    /** Waiting in the queue or on their way. */
    out: z.number().int(),
  })
  .readonly()
export type TrialCounts = z.infer<typeof TrialCounts>

export const ExperimentSummary = z
  .strictObject({
    id: ExperimentId,
    title: z.string(),
    status: ExperimentStatus,
    createdAtMs: z.number().int(),
    repeats: z.number().int(),
    promptCount: z.number().int(),
    /** The first prompt, shortened. */
    caption: z.string(),
    arms: z.array(z.strictObject({ id: ArmId, kind: ArmKind, label: z.string() })).readonly(),
    counts: TrialCounts,
    /** By persons, not taken back. */
    voteCount: z.number().int(),
    /** Came in a file from another library: it can be looked at and judged, and asks for nothing more. */
    isImported: z.boolean(),
  })
  .readonly()
export type ExperimentSummary = z.infer<typeof ExperimentSummary>

export const TrialImage = z
  .strictObject({
    id: ImageId,
    sha256: Sha256,
    format: ImageFormat,
    width: z.number().int(),
    height: z.number().int(),
    revisedPrompt: z.string().nullable(),
    costMicroUsd: z.number().int().nullable(),
    /** In the Trash, or its pixels were dropped: it is not put to the vote. */
    isGone: z.boolean(),
  })
  .readonly()
export type TrialImage = z.infer<typeof TrialImage>

export const Trial = z
  .strictObject({
    id: z.number().int().positive(),
    armId: ArmId,
    promptId: z.number().int().positive(),
    repeat: z.number().int(),
    /** `null` = not asked for yet. */
    generationId: GenerationId.nullable(),
    status: z.enum([...outStatuses, 'succeeded', ...unmadeStatuses]).nullable(),
    failure: Failure.nullable(),
    sentPrompt: z.string().nullable(),
    durationMs: z.number().int().nullable(),
    images: z.array(TrialImage).readonly(),
  })
  .readonly()
export type Trial = z.infer<typeof Trial>

export const RewriteRecord = z
  .strictObject({
    id: z.number().int().positive(),
    armId: ArmId,
    promptId: z.number().int().positive(),
    outputText: z.string(),
    additions: z.array(z.string()).readonly(),
    model: z.string(),
    templateVersion: z.string(),
    instructions: z.string().nullable(),
    /** A person changed what the model wrote. */
    isEdited: z.boolean(),
    /** What the model wrote, where a person changed it. */
    originalText: z.string().nullable(),
  })
  .readonly()
export type RewriteRecord = z.infer<typeof RewriteRecord>

export const Experiment = z
  .strictObject({
    ...ExperimentSummary.unwrap().shape,
    prompts: z.array(z.strictObject({ id: z.number().int().positive(), text: z.string() })).readonly(),
    arms: z.array(z.strictObject({ id: ArmId, kind: ArmKind, label: z.string(), settings: ArmSettings })).readonly(),
    referenceIds: z.array(ImageId).readonly(),
    /** In the order in which they are asked for. */
    trials: z.array(Trial).readonly(),
    rewrites: z.array(RewriteRecord).readonly(),
    /** Why the last attempt to rewrite or to go on stopped; `null` = it did not. */
    problem: Failure.nullable(),
  })
  .readonly()
export type Experiment = z.infer<typeof Experiment>

/** What an experiment would cost, arm by arm, in the order of the plan. */
export const ExperimentEstimate = z
  .strictObject({
    arms: z
      .array(
        z.strictObject({
          pictureCount: z.number().int(),
          /** Of one picture. */
          estimate: Estimate,
        }),
      )
      .readonly(),
    /** Of all pictures; `null` = of some nobody can say. */
    totalMicroUsd: z.strictObject({ low: z.number().int(), high: z.number().int() }).readonly().nullable(),
    /** Calls to a language model that come first. Their cost is not in the total. */
    rewriteCount: z.number().int(),
  })
  .readonly()
export type ExperimentEstimate = z.infer<typeof ExperimentEstimate>

/** How far apart the repeats of an arm look, 0–1 over `pairCount` pairs; see `armVarieties`. */
export const ArmVariety = z
  .strictObject({ armId: ArmId, variety: z.number().nullable(), pairCount: z.number().int() })
  .readonly()
export type ArmVariety = z.infer<typeof ArmVariety>

export const Verdict = z.enum(['left', 'right', 'tie', 'both-bad'])
export type Verdict = z.infer<typeof Verdict>

export const VoteReason = z.enum(voteReasons)
export type VoteReason = z.infer<typeof VoteReason>

/** Two pictures before a person. Which is of which arm is known to main alone. */
export const BlindPair = z
  .strictObject({
    /** Names this pair until the vote; tells nothing. */
    token: z.string(),
    left: z.strictObject({ sha256: Sha256, format: ImageFormat, width: z.number().int(), height: z.number().int() }),
    right: z.strictObject({ sha256: Sha256, format: ImageFormat, width: z.number().int(), height: z.number().int() }),
  })
  .readonly()
export type BlindPair = z.infer<typeof BlindPair>

export const VoteProgress = z
  .strictObject({
    voteCount: z.number().int(),
    /** Pairs that can still be drawn from the pictures that are there. */
    leftCount: z.number().int(),
  })
  .readonly()
export type VoteProgress = z.infer<typeof VoteProgress>

/** A judgement as it is kept. */
export const Vote = z
  .strictObject({
    id: z.number().int().positive(),
    promptId: z.number().int().positive(),
    leftArmId: ArmId,
    rightArmId: ArmId,
    leftImageId: z.number().int().positive(),
    rightImageId: z.number().int().positive(),
    leftSha256: Sha256,
    rightSha256: Sha256,
    verdict: Verdict,
    reasons: z.array(VoteReason).readonly(),
    note: z.string().nullable(),
    /** `person`, or the id of the model that judged. */
    judge: z.string(),
    /** An arm was changed since. */
    isStale: z.boolean(),
    createdAtMs: z.number().int(),
  })
  .readonly()
export type Vote = z.infer<typeof Vote>

/** What a second judge is doing in an experiment; the truth of what it judged are its votes. */
export const JudgeState = z
  .strictObject({
    running: z
      .strictObject({ judge: z.string(), doneCount: z.number().int(), totalCount: z.number().int() })
      .readonly()
      .nullable(),
    /** Why it stopped by itself; `null` = it did not. */
    problem: z.strictObject({ judge: z.string(), failure: Failure }).readonly().nullable(),
  })
  .readonly()
export type JudgeState = z.infer<typeof JudgeState>
