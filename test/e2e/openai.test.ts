import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Behaviour } from '#test/support/fake-openai/behaviour.ts'
import { expect } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'
import { test } from './openai-fixture.ts'

/** The rows as another program would read them. */
function rowsIn(folder: string): readonly unknown[] {
  const db = new Database(join(foldersIn(folder).libraryFolder, 'diptych.db'), { readonly: true })
  try {
    return db.prepare('SELECT status, typed_prompt, sent_prompt, model, failure FROM generations ORDER BY id').all()
  } finally {
    db.close()
  }
}

test('a picture from OpenAI streams in, tells what was sent, what it cost, and outlives a restart', async ({
  start,
  fake,
  environment,
}) => {
  const prompt = 'A white teapot on a wooden table'
  const first = await start({ environment })
  const create = await first.window.goToCreate()
  await create.chooseModel('GPT Image 2')
  const { promise: go, resolve: release } = Promise.withResolvers<void>()
  fake.setBehaviour({ kind: 'held', go })

  await create.start(prompt)
  await expect(create.cancelButton).toBeVisible()
  release()
  await expect(create.pictureOf(prompt)).toBeVisible({ timeout: 30_000 })

  const sent = fake.requests.filter(({ path }) => path === '/v1/images/generations')
  expect(sent.map(({ body }) => body)).toEqual([expect.objectContaining({ model: 'gpt-image-2', prompt, n: 1 })])
  await first.studio.close()

  const { studio, window } = await start()
  const library = await window.goToLibrary()
  await library.picture(prompt).click()
  await expect(window.provenance).toContainText('gpt-image-2')
  await expect(window.provenance).toContainText('req_')
  await expect(window.provenance).toContainText('Not reported')
  await expect(window.provenance).toContainText('$')
  expect(studio.complaints).toEqual([])
})

test('previews appear in place while the picture is made', async ({ start, fake, environment }) => {
  const prompt = 'A quiet harbour'
  const { window } = await start({ environment })
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  fake.setBehaviour({ kind: 'cut', share: 0.8, ending: 'hang' })

  await create.start(prompt)

  await expect(create.previewOf(prompt)).toBeVisible()
  await create.cancelButton.click()
  await expect(window.page.getByRole('main').getByText('Stopped').first()).toBeVisible()
})

const endings: readonly {
  readonly name: string
  readonly behaviour: Behaviour
  readonly status: 'refused' | 'maybe-billed'
  readonly kind: string
  readonly title: string
}[] = [
  {
    name: 'a refused key',
    behaviour: { kind: 'error', name: 'invalidApiKey' },
    status: 'refused',
    kind: 'key-refused',
    title: 'The key was refused',
  },
  {
    name: 'a moderation refusal',
    behaviour: { kind: 'error', name: 'moderationBlocked' },
    status: 'refused',
    kind: 'moderation-refused',
    title: 'The picture was held back',
  },
  {
    name: 'an empty account',
    behaviour: { kind: 'error', name: 'insufficientQuota' },
    status: 'refused',
    kind: 'quota',
    title: 'The account has no credit left',
  },
  {
    name: 'a stream cut off',
    behaviour: { kind: 'cut', share: 0.6, ending: 'end' },
    status: 'maybe-billed',
    kind: 'incomplete',
    title: 'The answer broke off',
  },
  {
    name: 'a stream without its completed event',
    behaviour: { kind: 'no-completed' },
    status: 'maybe-billed',
    kind: 'incomplete',
    title: 'The answer broke off',
  },
]

test('every failure is said once, beside the action, and nothing is sent again', async ({
  start,
  fake,
  folder,
  environment,
}) => {
  test.slow()
  const { studio, window } = await start({ environment })
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')

  for (const [index, { name, behaviour, title }] of endings.entries()) {
    fake.setBehaviour(behaviour)
    await create.start(name)
    await expect(window.page.getByRole('button', { name: `Show “${name}”: ${title}` })).toBeVisible()
    await expect(window.page.getByRole('main').getByText(title, { exact: true }).first(), name).toBeVisible()
    await expect(create.prompt).toHaveValue(name)
    expect(fake.requests).toHaveLength(index + 1)
  }

  await studio.close()
  expect(rowsIn(folder)).toEqual(
    endings.map(({ name, status, kind }) => ({
      status,
      typed_prompt: name,
      sent_prompt: name,
      model: 'gpt-image-2',
      failure: expect.stringContaining(`"${kind}"`),
    })),
  )
})

test('a studio that ends while a request is out says so on the next start and sends nothing again', async ({
  start,
  fake,
  folder,
  environment,
}) => {
  fake.setBehaviour({ kind: 'hang' })
  const first = await start({ environment })
  const create = await first.window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.start('lost on the way')
  await expect.poll(() => fake.requests.length).toBe(1)
  const ended = new Promise((resolve) => first.studio.app.process().once('exit', resolve))
  first.studio.app.process().kill('SIGKILL')
  await ended

  const { window } = await start({ environment })
  await expect(
    window.page
      .getByRole('main')
      .getByText(/may have been billed/i)
      .first(),
  ).toBeVisible()
  expect(fake.requests).toHaveLength(1)
  expect(rowsIn(folder)).toEqual([
    expect.objectContaining({ status: 'maybe-billed', failure: expect.stringContaining('"interrupted"') }),
  ])
})
