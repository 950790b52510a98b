import { readdirSync } from 'node:fs'
import path from 'node:path'
import { buildIfStale } from './build.mjs'
import { Refusal, root, run, runWhenStarted } from './run.mjs'
import { setUp } from './set-up.mjs'
import { underDisplay } from './system-libraries.mjs'

const folder = path.join(root, 'bench')

/** Every file directly in `bench/` is one bench; what they share lies in `bench/support/`. */
const benches = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.basename(name, '.ts'))
    .sort()

/** A bench prints one line of JSON a metric; its other lines are for the reader. */
const readMetric = (line) => {
  try {
    const metric = JSON.parse(line)
    return typeof metric === 'object' && metric !== null && 'bench' in metric ? metric : null
  } catch {
    return null // A line for the reader.
  }
}

const table = (metrics) => {
  const figure = (value) => (typeof value === 'number' ? value.toFixed(2) : '–')
  const rows = [
    ['bench', 'metric', 'n', 'median', 'p95', 'floor', 'ratio', 'limit', ''],
    ...metrics.map(({ bench, metric, n, median, p95, floor, ratio, limit, ok }) => [
      bench,
      metric,
      String(n),
      ...[median, p95, floor, ratio, limit].map(figure),
      ok ? 'ok' : 'MISSED',
    ]),
  ]
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** `npm run bench [-- name]`: exit code 1 when a bench breaks or misses its limit. */
await runWhenStarted(import.meta.url, async ([chosen]) => {
  const names = chosen === undefined ? benches() : benches().filter((name) => name === chosen)
  if (names.length === 0) throw new Refusal(`There is no bench "${chosen}". There are: ${benches().join(', ')}.`)
  const toolchain = await setUp({ quiet: true })
  await buildIfStale(toolchain, { quiet: true })

  const metrics = []
  let broken = 0
  for (const name of names) {
    const [command, args] = underDisplay(toolchain.node, [path.join(folder, `${name}.ts`)])
    const { code, output } = await run(command, args, { env: toolchain.env })
    const found = output
      .split('\n')
      .map(readMetric)
      .filter((metric) => metric !== null)
    metrics.push(...found)
    console.log(output.trimEnd())
    // A missed limit may also show in the exit code; a bench that ends badly without one is broken.
    if (found.length === 0 || (code !== 0 && found.every(({ ok }) => ok))) {
      broken += 1
      console.log(`${name}: ended with code ${code} and ${found.length} figures`)
    }
  }
  if (metrics.length > 0) console.log(`\n${table(metrics)}`)
  return broken === 0 && metrics.every(({ ok }) => ok) ? 0 : 1
})
