import { expect, test } from 'vitest'
import { mutants } from '../mutants.ts'
import { scenarios, sweepFaults } from './sweep-faults.ts'

test.each(scenarios)(
  'A fault at any call to the file system breaks no promise: $description',
  {
    timeout: 600_000,
  },
  async (scenario) => {
    const { faults, kills, broken } = await sweepFaults(scenario)
    process.stdout.write(`${faults} faults, ${kills} of them kills, ${broken.length} broken promises\n`)
    // The first tell enough.
    expect(broken.slice(0, 20)).toEqual([])
    expect(kills).toBeGreaterThan(20)
  },
)

test.each(mutants)('The suite notices: $name', { timeout: 600_000 }, async (mutant) => {
  const scenario = scenarios.find(({ name }) => name === mutant.scenario)
  if (scenario === undefined) throw new Error(`There is no scenario ${mutant.scenario}`)
  const { broken } = await sweepFaults(scenario, mutant)
  expect(broken.filter((one) => mutant.noticedAs.test(one)).length, broken.slice(0, 20).join('\n')).toBeGreaterThan(0)
})
