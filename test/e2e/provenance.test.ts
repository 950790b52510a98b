import { makeJsonAnswer } from '#test/support/fake-openai/make-answer.ts'
import { expect } from './fixtures.ts'
import { test } from './openai-fixture.ts'
import { ProvenancePanel } from './page-models/provenance-panel.ts'

/** What the fake would answer to these words, at size and quality that were not asked for. */
function answerDifferently(prompt: string) {
  const answer = makeJsonAnswer({
    model: 'gpt-image-2',
    prompt,
    n: 1,
    size: '1536x1024',
    quality: 'medium',
    background: 'auto',
    outputFormat: 'png',
    frameCount: 1,
    isEdit: false,
    isStream: false,
    partialImages: 0,
  })
  const base64 = answer.data[0]?.b64_json ?? ''
  return { answer, base64 }
}

test('the panel tells what was typed, sent and reported, marks what was applied differently, and copies each', async ({
  start,
  fake,
  environment,
}) => {
  const prompt = 'A teapot on a table by the window'
  const { answer, base64 } = answerDifferently(prompt)
  const { studio, window } = await start({ environment })
  const { app, page } = studio
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.choose('Size', '1024 × 1024')
  await create.choose('Quality', 'High')
  await create.choose('Previews', 'Off')
  fake.setBehaviour({
    kind: 'raw',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer),
  })
  await create.generate(prompt)
  const library = await window.goToLibrary()
  await library.choose(prompt)
  const panel = new ProvenancePanel(page)

  await expect(panel.prompt('Typed')).toHaveText(prompt)
  await expect(panel.prompt('Sent')).toHaveText('Same as typed')
  await expect(panel.prompt('Revised by the model')).toHaveText('Not reported')
  expect(await panel.readParameters()).toEqual({
    Model: ['gpt-image-2', 'not reported'],
    Size: ['1024 × 1024', '1536 × 1024\n≠ differs'],
    Quality: ['High', 'Medium\n≠ differs'],
    Background: ['not set', 'Opaque'],
    Format: ['not set', 'PNG'],
    Pictures: ['1', '1'],
    Previews: ['0', 'not reported'],
  })
  await expect(panel.region).toContainText('2 settings were applied differently.')
  await expect(panel.fact('Request ID')).toContainText('req_1')
  await expect(panel.fact('Provider')).toHaveText('OpenAI Images')
  await expect(panel.fact('Duration')).toHaveText(/^\d+\.\d s$/)
  await expect(panel.fact('Output')).toContainText('1,767 tokens')
  await expect(panel.fact('Cost')).toContainText('$0.053')
  await expect(panel.fact('Cost')).toContainText('Estimate from usage · platform.openai.com, 2026-08')

  const raw = panel.region.getByRole('region', { name: 'Raw response' })
  await expect(raw).toBeHidden()
  await panel.region.getByText('Raw response', { exact: true }).click()
  await expect(raw).toContainText('"output_tokens": 1767')
  const shown = (await raw.textContent()) ?? ''
  expect(shown).not.toContain(base64.slice(0, 40))
  expect(shown.length).toBeLessThan(3000)

  expect(await panel.copy(app, 'Copy typed prompt')).toBe(prompt)
  expect(await panel.copy(app, 'Copy sent prompt')).toBe(prompt)
  expect(await panel.copy(app, 'Copy request ID')).toBe('req_1')
  expect(await panel.copy(app, 'Copy SHA-256')).toMatch(/^[0-9a-f]{64}$/)
  const copied = await panel.copy(app, 'Copy raw response')
  expect(copied).toMatch(/"output_tokens": ?1767/)
  expect(copied).not.toContain(base64.slice(0, 40))
  expect(studio.complaints).toEqual([])
})

test('a prompt that the model rewrote is shown beside the one that was sent, with what changed', async ({
  start,
  fake,
  environment,
}) => {
  const prompt = 'A teapot'
  const revised = 'A white porcelain teapot'
  const { answer } = answerDifferently(prompt)
  const { studio, window } = await start({ environment })
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.choose('Previews', 'Off')
  fake.setBehaviour({
    kind: 'raw',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...answer, data: answer.data.map((picture) => ({ ...picture, revised_prompt: revised })) }),
  })
  await create.generate(prompt)
  const library = await window.goToLibrary()
  await library.choose(prompt)
  const panel = new ProvenancePanel(studio.page)

  await expect(panel.prompt('Typed')).toHaveText(prompt)
  await expect(panel.prompt('Revised by the model')).toHaveText(revised)
  await panel.press('Changes from sent')
  await expect(panel.region.locator('ins')).toContainText(['white porcelain'])
  expect(await panel.copy(studio.app, 'Copy revised prompt')).toBe(revised)
  await library.find('orcelai')
  await expect(library.picture(prompt)).toBeVisible()
})

test('Use prompt and Use everything replace the draft, and Undo brings back what was being typed', async ({
  start,
  environment,
}) => {
  const prompt = 'A harbour in the rain'
  const typing = '쓰고 있던 문장'
  const { studio, window } = await start({ environment })
  const { page } = studio
  const panel = new ProvenancePanel(page)
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.choose('Quality', 'Low')
  await create.generate(prompt)
  await create.chooseModel('Sketch', 'Sketch')
  await create.write(typing)

  const library = await window.goToLibrary()
  await library.choose(prompt)
  await panel.press('Use prompt')
  await expect(create.prompt).toHaveValue(prompt)
  await expect(create.choice('Model')).toContainText('Sketch')
  await create.undo()
  await expect(create.prompt).toHaveValue(typing)

  await window.goToLibrary()
  await library.choose(prompt)
  await panel.press('Use everything')
  await expect(create.prompt).toHaveValue(prompt)
  await expect(create.choice('Model')).toContainText('GPT Image 2')
  await expect(create.choice('Quality')).toContainText('Low')
  await create.undo()
  await expect(create.prompt).toHaveValue(typing)
  await expect(create.choice('Model')).toContainText('Sketch')

  // By the key too, with the cursor in the prompt; once something is typed, the key means the words again.
  await window.goToLibrary()
  await library.choose(prompt)
  await panel.press('Use everything')
  await expect(create.prompt).toBeFocused()
  await page.keyboard.type('!')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(create.prompt).toHaveValue(prompt)
  await expect(create.choice('Model')).toContainText('GPT Image 2')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(create.prompt).toHaveValue(typing)
  await expect(create.choice('Model')).toContainText('Sketch')
  await expect(page.getByText('Loaded into the draft')).toBeHidden()
  await page.keyboard.press('ControlOrMeta+n')
  await expect(create.prompt).toHaveValue('')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(create.prompt).toHaveValue(typing)
  expect(studio.complaints).toEqual([])
})
