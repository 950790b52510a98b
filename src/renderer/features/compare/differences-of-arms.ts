import type { ArmPlan } from '#shared/experiment.ts'
import { type ArmDifferences, differences } from '#shared/experiments/differences.ts'

/** What differs between arms that all send the same pictures along. */
export const differencesOfArms = (arms: readonly Pick<ArmPlan, 'kind' | 'settings'>[]): ArmDifferences =>
  differences(
    arms.map(({ kind, settings }) => ({
      kind,
      promptOverride: settings.prompt ?? null,
      styleSuffix: settings.suffix ?? null,
      connectionId: settings.connectionId,
      provider: settings.provider,
      model: settings.model,
      params: settings.params,
      rewriteModel: settings.rewriter?.model ?? null,
      templateVersion: settings.rewriter === undefined ? null : (settings.rewriter.instructions ?? ''),
      sourceImageIds: [],
    })),
  )
