import type { Experiment } from '#shared/experiment.ts'
import type { Language } from '#shared/settings.ts'
import type { GridJob } from '../image-pool/grid-job.ts'
import { filled, reportWords } from './report-words.ts'
import { armName } from './write-report.ts'

/** More would be a picture that nothing opens. */
const mostRows = 60

/** The pictures of an experiment in rows (prompt, repeat) and columns (arms), with words for both. */
export async function gridOf(
  { title, arms, prompts, trials }: Experiment,
  {
    language,
    thumbnailOf,
  }: { readonly language: Language; readonly thumbnailOf: (sha256: string) => Promise<Uint8Array | null> },
): Promise<GridJob> {
  const words = reportWords[language]
  const repeats = [...new Set(trials.map(({ repeat }) => repeat))].sort((one, other) => one - other)
  const places = prompts.flatMap((prompt) => repeats.map((repeat) => ({ prompt, repeat }))).slice(0, mostRows)
  const rows = await Promise.all(
    places.map(async ({ prompt, repeat }) => ({
      label: prompts.length === 1 ? filled(words.repeat, { number: repeat + 1 }) : `${prompt.text} (${repeat + 1})`,
      cells: await Promise.all(
        arms.map(async ({ id }) => {
          const trial = trials.find((one) => one.armId === id && one.promptId === prompt.id && one.repeat === repeat)
          const image = trial?.images.find(({ isGone }) => !isGone)
          return image === undefined ? null : thumbnailOf(image.sha256)
        }),
      ),
    })),
  )
  return {
    title: prompts.length === 1 ? (prompts[0]?.text ?? title) : title,
    columns: arms.map((arm) => armName(arm, words)),
    rows,
  }
}
