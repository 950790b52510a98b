import { z } from 'zod'
import { ConnectionId } from '../connection.ts'
import {
  ArmVariety,
  BlindPair,
  Experiment,
  ExperimentEstimate,
  ExperimentId,
  ExperimentPlan,
  ExperimentSummary,
  JudgeState,
  ModelId,
  Verdict,
  Vote,
  VoteProgress,
  VoteReason,
} from '../experiment.ts'
import { maxNoteLength, maxPromptLength } from '../limits.ts'
import { TaskId } from '../task.ts'
import { call, nothing } from './call.ts'

const ById = z.strictObject({ id: ExperimentId })
const OfModel = z.strictObject({ experimentId: ExperimentId, model: ModelId })

/** A/B tests. What changes one announces `experiment.changed`. */
export const experimentCalls = {
  'experiments.list': call(nothing, z.strictObject({ experiments: z.array(ExperimentSummary) })),
  'experiments.get': call(ById, Experiment, ['not-found']),
  /** How far apart the repeats of each arm look. Pictures that nobody has looked at yet are looked at first. */
  'experiments.variety': call(ById, z.strictObject({ arms: z.array(ArmVariety) }), ['not-found']),
  'experiments.estimate': call(ExperimentPlan, ExperimentEstimate),
  /** Commits a draft. Nothing is asked for by this. */
  'experiments.create': call(ExperimentPlan, Experiment, [
    'not-found',
    'bad-request',
    'unsupported-by-model',
    'model-retired',
    'library-read-only',
    'disk-full',
  ]),
  /** What it would take to make it again. */
  'experiments.plan': call(ById, ExperimentPlan, ['not-found']),
  'experiments.rename': call(z.strictObject({ id: ExperimentId, title: z.string().trim().min(1).max(200) }), nothing, [
    'not-found',
  ]),
  /** Makes the rewrites that are missing, one a prompt; each is a paid call where its model is. Answers at once. */
  'experiments.rewrite': call(
    z.strictObject({
      id: ExperimentId,
      /** Asks for the pictures as soon as the words are there. */
      thenStart: z.boolean(),
    }),
    nothing,
    ['not-found', 'bad-request'],
  ),
  /** What a person writes instead; the words of the model are kept. Not after a picture was asked for with them. */
  'experiments.editRewrite': call(
    z.strictObject({
      id: ExperimentId,
      rewriteId: z.number().int().positive(),
      text: z
        .string()
        .max(maxPromptLength)
        .refine((text) => text.trim() !== ''),
    }),
    nothing,
    ['not-found', 'bad-request'],
  ),
  /** Asks for what is still wanted; refused while rewrites are missing. Also goes on after a pause. */
  'experiments.start': call(ById, nothing, ['not-found', 'bad-request', 'key-missing']),
  /**
   * Asks for nothing more, pictures or words. What is out comes back, what waits is taken out of the queue. While words are
   * being made it answers when the last of them is there; the experiment is then what it was before.
   */
  'experiments.pause': call(ById, nothing, ['not-found']),
  /** Asks again for what came to nothing, and for that alone. */
  'experiments.retryFailed': call(ById, z.strictObject({ count: z.number().int() }), ['not-found', 'bad-request']),
  /** Each arm makes each prompt so many more times. */
  'experiments.extend': call(z.strictObject({ id: ExperimentId, repeats: z.number().int().min(1).max(50) }), nothing, [
    'not-found',
    'bad-request',
  ]),
  /** With its votes. The pictures stay. Answers an `undoId`-less way back: `experiments.restore`. */
  'experiments.remove': call(ById, nothing, ['not-found']),
  'experiments.restore': call(ById, nothing, ['not-found']),

  /** Two pictures of different arms and one prompt, sides drawn; `null` = all were judged. The same until it is judged. */
  'votes.next': call(
    z.strictObject({ experimentId: ExperimentId }),
    z.strictObject({ pair: BlindPair.nullable(), progress: VoteProgress }),
    ['not-found'],
  ),
  /** Commits the vote, answers with what was judged. */
  'votes.cast': call(
    z.strictObject({
      experimentId: ExperimentId,
      token: z.string().max(100),
      verdict: Verdict,
      reasons: z.array(VoteReason).max(8).readonly(),
      note: z.string().max(maxNoteLength).nullable(),
    }),
    Vote,
    ['not-found', 'bad-request'],
  ),
  /** Takes the newest vote back and puts its pair before the person again, sides as they were. */
  'votes.undo': call(z.strictObject({ experimentId: ExperimentId }), nothing, ['not-found']),
  /** All that were not taken back, oldest first. */
  'votes.list': call(z.strictObject({ experimentId: ExperimentId }), z.strictObject({ votes: z.array(Vote) }), [
    'not-found',
  ]),

  /** How much a second judge has before it: pairs that a person judged, each one request with both pictures. */
  'judge.plan': call(
    OfModel,
    z.strictObject({
      pairCount: z.number().int(),
      /** Not judged by it yet. */
      openCount: z.number().int(),
      /** Put to it once without an answer that could be read; they may be billed, and are not put to it again. */
      unansweredCount: z.number().int(),
    }),
    ['not-found'],
  ),
  'judge.state': call(z.strictObject({ experimentId: ExperimentId }), JudgeState),
  /** Answers at once. Its votes stand under the id of the model and count in no figure of persons. */
  'judge.start': call(OfModel.extend({ connectionId: ConnectionId, language: z.enum(['en', 'ko']) }), nothing, [
    'not-found',
    'bad-request',
    'key-missing',
  ]),
  /** No further pair is put to it; answers when the one that is out has come back. */
  'judge.stop': call(z.strictObject({ experimentId: ExperimentId }), nothing),

  /** Asks where, and writes it there. */
  'experiments.export': call(
    z.strictObject({
      id: ExperimentId,
      what: z.enum(['report', 'votes-csv', 'votes-json', 'grid', 'archive']),
      language: z.enum(['en', 'ko']),
    }),
    z.strictObject({ taskId: TaskId }),
    ['not-found', 'cancelled', 'bad-request'],
  ),
} as const
