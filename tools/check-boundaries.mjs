import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { innocent, violations } from './boundary-violations.mjs'
import { Refusal, root, run, runWhenStarted } from './run.mjs'

const configFile = path.join(root, '.dependency-cruiser.cjs')
const rooms = ['src', 'test', 'bench']
const isSource = (name) => /[.]tsx?$/.test(name)

/** Answers with what was looked at and what was found, as `{ modules, violations: [{ rule, from, to }] }`. */
const cruise = async (folder, inRooms) => {
  const cruiser = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const { output } = await run(
    process.execPath,
    [cruiser, ...inRooms, '--config', configFile, '--output-type', 'json', '--no-progress'],
    { cwd: folder },
  )
  try {
    const { modules, summary } = JSON.parse(output)
    return {
      modules: new Set(modules.map(({ source }) => source)),
      violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    }
  } catch {
    throw new Refusal(`The boundaries could not be looked at:\n${output}`)
  }
}

/** Breaks every rule on purpose in a tree of its own, and expects each to be caught, by its own rule and no other. */
const proveRules = async (rules) => {
  const unproved = rules.filter(({ name }) => !(name in violations)).map(({ name }) => name)
  if (unproved.length > 0) throw new Refusal(`No violation in boundary-violations.mjs proves: ${unproved.join(', ')}.`)

  // Inside the project, so that packages resolve as they do in the rooms.
  mkdirSync(path.join(root, 'out'), { recursive: true })
  const folder = mkdtempSync(path.join(root, 'out', 'boundaries-'))
  const lay = (file, text) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), `${text}\n`)
  }
  for (const files of [innocent, ...Object.values(violations)]) {
    for (const [file, text] of Object.entries(files)) lay(file, text)
  }
  for (const file of ['package.json', 'tsconfig.base.json']) cpSync(path.join(root, file), path.join(folder, file))
  const found = await cruise(folder, ['src', 'test']).finally(() => rmSync(folder, { recursive: true }))

  for (const { name } of rules) {
    const files = Object.keys(violations[name])
    if (!found.violations.some(({ rule, from }) => rule === name && files.includes(from))) {
      throw new Refusal(`The rule ${name} does not catch the violation made up for it (${files.join(', ')}).`)
    }
  }
  const wronged = found.violations.find(({ from }) => from in innocent)
  if (wronged) throw new Refusal(`The rule ${wronged.rule} forbids what is allowed: ${wronged.from} → ${wronged.to}.`)
}

await runWhenStarted(import.meta.url, async () => {
  const { forbidden } = createRequire(import.meta.url)(configFile)
  await proveRules(forbidden)

  const present = rooms.filter((room) => readdirSync(root).includes(room))
  const found = await cruise(root, present)
  // A cruiser that cannot read TypeScript reports no violations in no modules.
  const unseen = present
    .flatMap((room) => readdirSync(path.join(root, room), { recursive: true }).map((name) => path.join(room, name)))
    .filter((file) => isSource(file) && !found.modules.has(file.split(path.sep).join('/')))
  if (unseen.length > 0) throw new Refusal(`The boundaries of these files were not looked at: ${unseen.join(', ')}.`)

  for (const { name, comment } of forbidden) {
    const broken = found.violations.filter(({ rule }) => rule === name)
    if (broken.length === 0) continue
    console.log(`${name}: ${comment}`)
    for (const { from, to } of broken) console.log(`  ${from} → ${to}`)
  }
  if (found.violations.length > 0) return 1
  const sources = [...found.modules].filter((source) => rooms.some((room) => source.startsWith(`${room}/`)))
  console.log(`${forbidden.length} rules proved, ${sources.length} files keep to them`)
  return 0
})
