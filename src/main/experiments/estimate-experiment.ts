import type { Estimate } from '#shared/catalogue.ts'
import type { ExperimentEstimate, ExperimentPlan } from '#shared/experiment.ts'
import type { LibraryClient } from '../library/library-client.ts'

/** What a plan would cost before anything of it is made. Estimates are of one request; each makes `n` pictures. */
export async function estimateExperiment(
  library: Pick<LibraryClient, 'expectCost'>,
  { arms, prompts, repeats, referenceIds }: ExperimentPlan,
): Promise<ExperimentEstimate> {
  const requestCount = prompts.length * repeats
  const estimates = await Promise.all(
    arms.map(({ settings }) => library.expectCost({ ...settings, inputImageCount: referenceIds.length })),
  )
  const ranges = estimates.map(rangeOf)
  const known = ranges.flatMap((range) => (range === null ? [] : [range]))
  return {
    arms: estimates.map((estimate, index) => ({
      pictureCount: requestCount * (arms[index]?.settings.params.n ?? 1),
      estimate,
    })),
    totalMicroUsd:
      known.length < ranges.length
        ? null
        : {
            low: known.reduce((sum, { low }) => sum + low * requestCount, 0),
            high: known.reduce((sum, { high }) => sum + high * requestCount, 0),
          },
    rewriteCount: arms.filter(({ settings }) => settings.rewriter !== undefined).length * prompts.length,
  }
}

function rangeOf(estimate: Estimate): { readonly low: number; readonly high: number } | null {
  switch (estimate.kind) {
    case 'free':
      return { low: 0, high: 0 }
    case 'own':
      return { low: estimate.microUsd, high: estimate.microUsd }
    case 'published':
    case 'measured':
      return { low: estimate.lowMicroUsd, high: estimate.highMicroUsd }
    case 'unknown':
      return null
  }
}
