import { expect } from './fixtures.ts'
import { test } from './openai-fixture.ts'

/** What the server was asked for, the words aside. */
const asked = (requests: readonly { readonly path: string; readonly body: unknown }[]): readonly unknown[] =>
  requests.filter(({ path }) => path === '/v1/images/generations').map(({ body }) => body)

test('a size of one’s own is judged while it is typed, and nothing that the model refuses can be sent', async ({
  start,
  environment,
}) => {
  const { studio, window } = await start({ environment })
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.write('A tall lighthouse')
  await create.choose('Size', 'Custom…')
  const judgements = [
    [1000, 1024, 'Both sides must be multiples of 16.'],
    [4096, 2048, 'No side may be longer than 3,840 px.'],
    [3840, 1024, 'One side may be at most 3 times the other.'],
    [800, 800, 'Too small: at least 655,360 pixels in all (now 640,000).'],
    [3840, 3840, 'Too large: at most 8,294,400 pixels in all (now 14,745,600).'],
  ] as const

  for (const [width, height, words] of judgements) {
    await create.writeSize(width, height)
    await expect(create.sizeFields).toContainText(words)
    await expect(create.generateButton).toBeDisabled()
  }
  await create.writeSize(1000, 1024)
  await create.sizeFields.getByRole('button', { name: /^Use / }).click()
  await expect(create.generateButton).toBeEnabled()
  await create.writeSize(2048, 1152)
  await expect(create.sizeFields).not.toContainText(/multiple|longer|times|Too/)
  await expect(create.generateButton).toBeEnabled()
  expect(studio.complaints).toEqual([])
})

test('what is sent is what was chosen, parameter by parameter, and what was not chosen is not sent', async ({
  start,
  fake,
  environment,
}) => {
  const { window } = await start({ environment })
  const create = await window.goToCreate()

  await create.chooseModel('GPT Image 2')
  await create.choose('Previews', 'Off')
  await create.generate('Left to the model')

  await create.choose('Previews', '3')
  await create.choose('Size', '1536 × 1024')
  await create.choose('Quality', 'High')
  await create.choose('Moderation', 'Low')
  await create.choose('Background', 'Transparent')
  await create.choose('Format', 'WebP')
  await create.setSlider('Compression', 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft')
  await create.generate('A glass swan')

  await create.chooseModel('GPT Image 2.6 Sunburst')
  await create.choose('Planning', 'High')
  await create.choose('Quality', 'Maximum')
  await create.choose('Background', 'Opaque')
  await create.choose('Format', 'JPEG')
  await create.choose('Size', 'Custom…')
  await create.writeSize(1280, 720)
  await create.writeNumber('Pictures', 2)
  await create.generate('Two swans')

  expect(asked(fake.requests)).toEqual([
    { model: 'gpt-image-2', prompt: 'Left to the model', n: 1, size: 'auto' },
    {
      model: 'gpt-image-2',
      prompt: 'A glass swan',
      n: 1,
      size: '1536x1024',
      quality: 'high',
      background: 'transparent',
      output_format: 'webp',
      output_compression: 97,
      moderation: 'low',
      stream: true,
      partial_images: 3,
    },
    {
      model: 'gpt-image-2.6-sunburst',
      prompt: 'Two swans',
      n: 2,
      size: '1280x720',
      quality: 'max',
      background: 'opaque',
      output_format: 'jpeg',
      output_compression: 97,
      moderation: 'low',
      complexity: 'high',
    },
  ])
})

test('each model offers its own parameters, and one that is gone stays in sight with its date', async ({
  start,
  environment,
}) => {
  const { studio, window } = await start({ environment })
  const { page } = studio
  const create = await window.goToCreate()
  const offered = ['Size', 'Quality', 'Background', 'Format', 'Moderation', 'Planning', 'Previews']
  const shown = async (): Promise<readonly string[]> => {
    const names: string[] = []
    for (const name of offered) if (await create.choice(name).isVisible()) names.push(name)
    return names
  }

  await create.chooseModel('Sketch', 'Sketch')
  await expect(create.choice('Quality')).toBeHidden()
  expect(await shown()).toEqual(['Size', 'Background', 'Format', 'Previews'])
  await create.chooseModel('GPT Image 2')
  await expect(create.choice('Quality')).toBeVisible()
  expect(await shown()).toEqual(['Size', 'Quality', 'Background', 'Format', 'Moderation', 'Previews'])
  await create.chooseModel('GPT Image 2.6 Flare')
  await expect(create.choice('Planning')).toBeVisible()
  expect(await shown()).toEqual(offered)

  await create.choice('Model').click()
  const gone = page.getByRole('option', { name: /^DALL·E 3/ }).first()
  await expect(gone).toContainText('gone since 2026-05-12 · now GPT Image 2')
  await expect(gone).toBeDisabled()
  await expect(page.getByRole('option', { name: /^GPT Image 1 gone/ })).toContainText(
    'gone since 2026-10-23 · now GPT Image 2.5 Sunburst',
  )
  await page.keyboard.press('Escape')
  await expect(create.choice('Model')).toContainText('GPT Image 2.6 Flare')
  expect(studio.complaints).toEqual([])
})

test('what it will cost is told before it is sent, always with where the figure comes from', async ({
  start,
  environment,
}) => {
  const { window } = await start({ environment })
  const create = await window.goToCreate()

  await create.chooseModel('Sketch', 'Sketch')
  await expect(create.estimate).toHaveText('Free · made on this computer')
  await create.chooseModel('GPT Image 2')
  await create.choose('Size', '1024 × 1024')
  await create.choose('Quality', 'Low')
  await create.choose('Previews', 'Off')
  await expect(create.estimate).toHaveText(/^\$0\.00\d+(–\$0\.0\d+)? · published 20\d\d-\d\d$/)
  const one = await create.estimate.textContent()
  await create.writeNumber('Pictures', 4)
  await expect(create.estimate).not.toHaveText(one ?? '')
  await create.chooseModel('GPT Image 2.6 Sunburst')
  await expect(create.estimate).toHaveText('Not known yet · $30 per 1M output tokens')
})
