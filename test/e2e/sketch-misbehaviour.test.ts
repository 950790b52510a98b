import { expect, test } from './fixtures.ts'
import { ProvenancePanel } from './page-models/provenance-panel.ts'

test('the sketch rewrites prompts on purpose when it is told to, and provenance tells; told to refuse, it still does after a restart', async ({
  start,
}) => {
  const prompt = 'A blue whale'
  const first = await start()
  await (await first.window.goToSettings()).misbehave('Rewrite the prompt')
  await expect((await first.window.goToSettings()).connection('Sketch')).toContainText(
    'The sketch misbehaves on purpose: Rewrite the prompt',
  )
  await (await first.window.goToCreate()).generate(prompt)

  await (await first.window.goToLibrary()).choose(prompt)
  const panel = new ProvenancePanel(first.studio.page)
  await expect(panel.prompt('Typed')).toHaveText(prompt)
  await expect(panel.prompt('Sent')).toHaveText('Same as typed')
  await expect(panel.prompt('Revised by the model')).toContainText('two red balloons')
  await panel.region.getByText('Raw response', { exact: true }).click()
  await expect(panel.region.getByRole('region', { name: 'Raw response' })).toContainText(
    '"kind":"misbehaving-on-purpose","as":"rewrite-prompt"',
  )
  await expect(panel.fact('Provider')).toHaveText('Offline sketch, not AI')

  await (await first.window.goToSettings()).misbehave('Refuse')
  await first.studio.close()
  const again = await start()
  const create = await again.window.goToCreate()
  await create.start('A red fox')
  await expect(again.studio.page.getByRole('alert')).toContainText('The prompt was refused', { timeout: 60_000 })
  await expect(create.prompt).toHaveValue('A red fox')

  await (await again.window.goToSettings()).misbehave('Off')
  await (await again.window.goToCreate()).generate('A red fox')
})
