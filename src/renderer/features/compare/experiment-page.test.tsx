import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Experiment } from '#shared/experiment.ts'
import { ok } from '#shared/result.ts'
import { sampleExperiment } from '#test/support/experiment-records.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { ExperimentPage } from './experiment-page.tsx'

function openPage(experiment: Experiment) {
  const bridge = installFakeBridge({
    'experiments.get': () => ok(experiment),
    'votes.list': () => ok({ votes: [] }),
    'connections.list': () => ok({ connections: [] }),
    'experiments.pause': () => ok({}),
  })
  return { ...renderInApp(<ExperimentPage id={experiment.id} chosenPart={null} />), bridge }
}

test('while words are made, they can be stopped, and nothing else is offered that would ask for more', async () => {
  const { user, bridge } = openPage(
    sampleExperiment({
      status: 'rewriting',
      rewrites: [],
      trials: [],
      counts: { wanted: 4, succeeded: 0, failed: 0, out: 0 },
    }),
  )
  await user.click(await screen.findByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(bridge.inputsOf('experiments.pause')).toEqual([{ id: 7 }]))
  expect(screen.queryByRole('button', { name: 'Start' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Rewrite the prompts' })).toBeNull()
})
