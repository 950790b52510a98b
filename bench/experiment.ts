import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { printBound } from './support/figure.ts'
import { heapsOf } from './support/heaps-of.ts'
import { type OpenStudio, openStudio } from './support/open-studio.ts'

/**
 * An experiment of 4 arms × 50 prompts × 2 repeats on the sketch, one arm rewritten first: it runs through, every place gets
 * its picture once, and what has ended leaves nothing in memory.
 */
const bench = 'experiment'
const promptCount = 50
const repeats = 2
const side = 256

async function startExperiment({ page }: OpenStudio): Promise<number> {
  return page.evaluate(
    async ({ promptCount, repeats, side }) => {
      const settings = {
        connectionId: 'sketch',
        provider: 'sketch',
        model: 'sketch',
        params: { size: `${side}x${side}`, n: 1 },
      } as const
      await window.diptych.call('connections.update', {
        id: 'sketch',
        settings: { maxConcurrent: 8, typedModels: [] },
      })
      const made = await window.diptych.call('experiments.create', {
        title: 'Four ways',
        prompts: Array.from({ length: promptCount }, (_, index) => `바다 위의 달, a lighthouse ${index}`),
        arms: [
          { kind: 'verbatim', label: '', settings },
          {
            kind: 'augmented',
            label: '',
            settings: { ...settings, rewriter: { connectionId: 'sketch', model: 'sketch' } },
          },
          { kind: 'custom', label: 'Ink', settings: { ...settings, suffix: 'in ink' } },
          { kind: 'custom', label: 'Night', settings: { ...settings, suffix: 'at night' } },
        ],
        repeats,
        referenceIds: [],
      })
      if (!made.ok) throw new Error(JSON.stringify(made.failure))
      const { id } = made.value
      const begun = await window.diptych.call('experiments.rewrite', { id, thenStart: true })
      if (!begun.ok) throw new Error(JSON.stringify(begun.failure))
      return id
    },
    { promptCount, repeats, side },
  )
}

const read = ({ page }: OpenStudio, id: number) =>
  page.evaluate(async (id) => {
    const answer = await window.diptych.call('experiments.get', { id })
    if (!answer.ok) throw new Error(answer.failure.kind)
    const { counts, trials, status } = answer.value
    return { counts, status, generationIds: trials.map(({ generationId }) => generationId) }
  }, id)

async function untilSucceeded(studio: OpenStudio, id: number, count: number): Promise<void> {
  while ((await read(studio, id)).counts.succeeded < count) await studio.page.waitForTimeout(250)
}

const out = join(import.meta.dirname, '../out')
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(out, 'bench-experiment-'))
try {
  const wanted = 4 * promptCount * repeats
  await using studio = await openStudio(join(folder, 'library'))
  // The list follows it as a person would see it.
  await studio.window.goToCompare()
  const sinceMs = performance.now()
  const id = await startExperiment(studio)
  // A quarter first: whatever is loaded once and kept is there by then.
  await untilSucceeded(studio, id, wanted / 4)
  const early = await heapsOf(studio)
  await untilSucceeded(studio, id, wanted)
  const seconds = (performance.now() - sinceMs) / 1000
  const atEnd = await heapsOf(studio)
  const { status, counts, generationIds } = await read(studio, id)
  console.log(
    `${wanted} pictures of ${side} px a side in ${seconds.toFixed(0)} s: ${status}, ${JSON.stringify(counts)}.`,
  )
  console.log(
    `Main ${early.main.toFixed(1)} → ${atEnd.main.toFixed(1)} MB, page ${early.page.toFixed(1)} → ${atEnd.page.toFixed(1)} MB.`,
  )
  printBound({
    bench,
    metric: `main's heap after ${wanted} beyond after ${wanted / 4}, MB`,
    samples: [atEnd.main - early.main],
    bound: 2,
  })
  printBound({
    bench,
    metric: `the page's heap after ${wanted} beyond after ${wanted / 4}, MB`,
    samples: [atEnd.page - early.page],
    bound: 5,
  })
  printBound({
    bench,
    metric: 'places without a picture of their own',
    samples: [wanted - new Set(generationIds).size + counts.failed],
    bound: 0.5,
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
