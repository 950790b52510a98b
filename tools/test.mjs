import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { runPlaywright } from './playwright.mjs'
import { root, run, runNpm, runWhenStarted, seconds } from './run.mjs'
import { setUp } from './set-up.mjs'

const vitestReport = path.join(root, 'test-results', 'vitest.json')
const playwrightReport = path.join(root, 'test-results', 'playwright.json')

/** Counts of a report that this run wrote; null when the runner ended before it could. */
const readReport = (file, count) => (existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : null)

const countVitest = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
})
const countPlaywright = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected, skipped: stats.skipped })

const script = (toolchain, name, ...args) => runNpm(['run', '--silent', name, ...args], { env: toolchain.env })

const steps = (toolchain) => [
  { name: 'format and lint', run: () => script(toolchain, 'lint') },
  { name: 'types', run: () => script(toolchain, 'typecheck') },
  { name: 'lint by type', run: () => script(toolchain, 'lint:types') },
  { name: 'boundaries', run: () => script(toolchain, 'lint:boundaries') },
  { name: 'dead code', run: () => script(toolchain, 'lint:dead') },
  {
    name: 'licence notices',
    run: () => run(toolchain.node, [path.join(root, 'tools', 'notices.mjs'), '--check'], { env: toolchain.env }),
  },
  {
    name: 'unit and contract tests',
    run: () =>
      script(
        toolchain,
        'test:unit',
        '--',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${vitestReport}`,
      ),
    count: () => readReport(vitestReport, countVitest),
  },
  { name: 'build', run: () => build(toolchain) },
  {
    name: 'end-to-end tests',
    run: () => runPlaywright(toolchain, 'e2e', []),
    count: () => readReport(playwrightReport, countPlaywright),
  },
]

/**
 * Everything CI runs. A failing step shows its whole output and does not stop the others.
 * A step that fails without a failed test to blame counts as one failure, so that the last line never looks better than the run.
 */
await runWhenStarted(import.meta.url, async () => {
  const found = await setUp()
  // Some runners colour what they write into a pipe, too, as soon as they see CI.
  const toolchain = { ...found, env: { ...found.env, [process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR']: '1' } }
  rmSync(path.join(root, 'test-results'), { recursive: true, force: true })
  let passed = 0
  let failed = 0
  for (const step of steps(toolchain)) {
    const sinceMs = performance.now()
    process.stdout.write(`${step.name} … `)
    const { code, output } = await step.run()
    const tests = step.count?.() ?? { passed: 0, failed: 0, skipped: 0 }
    const isOk = code === 0 && tests.failed === 0
    passed += tests.passed
    failed += isOk ? 0 : Math.max(1, tests.failed)
    const counts = [
      ...(step.count ? [`${tests.passed} passed`] : []),
      ...(tests.failed > 0 ? [`${tests.failed} failed`] : []),
      ...(tests.skipped > 0 ? [`${tests.skipped} skipped`] : []),
      seconds(sinceMs),
    ]
    console.log(`${isOk ? 'ok' : 'FAILED'} (${counts.join(', ')})`)
    if (!isOk) console.log(output)
  }
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
