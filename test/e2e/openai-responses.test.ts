import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from './fixtures.ts'
import { killWhole } from './kill-whole.ts'
import { foldersIn } from './launch-studio.ts'
import { test } from './openai-fixture.ts'

/** The rows as another program would read them. */
function rowsIn(folder: string): readonly unknown[] {
  const db = new Database(join(foldersIn(folder).libraryFolder, 'diptych.db'), { readonly: true })
  try {
    return db.prepare('SELECT status, model, response_id FROM generations ORDER BY id').all()
  } finally {
    db.close()
  }
}

test('a language model words the prompt, another makes the picture, and the panel tells which was which', async ({
  start,
  fake,
  environment,
}) => {
  const prompt = 'A fox by the sea'
  const { studio, window } = await start({ environment })
  const create = await window.goToCreate()
  await create.chooseModel('GPT-6 Luna')
  await create.choose('Image model', 'GPT Image 2.6 Flare')
  await create.choose('Quality', 'Low')
  await create.generate(prompt)

  expect(fake.requests.filter(({ path }) => path === '/v1/responses').map(({ body }) => body)).toEqual([
    expect.objectContaining({
      model: 'gpt-6-luna',
      tools: [expect.objectContaining({ model: 'gpt-image-2.6-flare', quality: 'low', partial_images: 2 })],
      tool_choice: { type: 'image_generation' },
      background: true,
      stream: true,
    }),
  ])
  const library = await window.goToLibrary()
  await library.picture(prompt).click()
  const { provenance } = window
  await expect(provenance).toContainText('OpenAI Responses: through a language model')
  await expect(provenance).toContainText('A detailed picture: A fox by the sea, in soft evening light.')
  await expect(provenance).toContainText('resp_1')
  await expect(provenance.getByRole('row', { name: /^Language model gpt-6-luna/ })).toBeVisible()
  await expect(
    provenance.getByRole('row', { name: 'Image model gpt-image-2.6-flare gpt-image-2.6-flare' }),
  ).toBeVisible()
  await expect(provenance).toContainText('$')
  expect(studio.complaints).toEqual([])
})

test('words instead of a picture are shown as words, a blocked call as a refusal, and neither is sent again', async ({
  start,
  fake,
  environment,
}) => {
  const { window } = await start({ environment })
  const create = await window.goToCreate()
  await create.chooseModel('GPT-6 Luna')

  fake.setBehaviour({ kind: 'response', outcome: { kind: 'text', text: 'Which of the two foxes do you mean?' } })
  await create.start('The fox')
  const main = window.page.getByRole('main')
  await expect(main.getByText('Which of the two foxes do you mean?').first()).toBeVisible()

  const error = {
    code: 'moderation_blocked',
    message: 'Your request was rejected by the safety system.',
    param: null,
    type: 'image_generation_user_error',
    moderation_details: { categories: ['violence'], moderation_stage: 'output' },
  }
  fake.setBehaviour({ kind: 'response', outcome: { kind: 'failed-call', error } })
  await create.start('A duel')
  await expect(main.getByText('The picture was held back', { exact: true }).first()).toBeVisible()
  expect(fake.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
})

for (const previews of ['Off', '2']) {
  test(`a picture that is being made (previews: ${previews}) when the studio is killed is there after the next start, paid for once`, async ({
    start,
    fake,
    folder,
    environment,
  }) => {
    const prompt = 'A lighthouse at night'
    const first = await start({ environment })
    const create = await first.window.goToCreate()
    await create.chooseModel('GPT-6 Luna')
    await create.choose('Previews', previews)
    const { promise: go, resolve: release } = Promise.withResolvers<void>()
    fake.setBehaviour(previews === 'Off' ? { kind: 'held', go } : { kind: 'cut', share: 0.5, ending: 'hang' })
    await create.start(prompt)
    if (previews === 'Off')
      await expect
        .poll(() => fake.requests.filter(({ method, path }) => method === 'GET' && path.includes('resp_')).length)
        .toBeGreaterThan(0)
    else await expect(create.previewOf(prompt)).toBeVisible()
    expect(await killWhole(first.studio.app.process())).toEqual([null, 'SIGKILL'])

    release()
    const { studio, window } = await start({ environment })
    const library = await window.goToLibrary()
    await expect(library.picture(prompt)).toBeVisible({ timeout: 30_000 })
    expect(fake.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
    await studio.close()
    expect(rowsIn(folder)).toEqual([{ status: 'succeeded', model: 'gpt-6-luna', response_id: 'resp_1' }])
  })
}
