import { type FakeOpenAi, startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { test as base } from './fixtures.ts'

interface Fixtures {
  /** Stands in for OpenAI, during one test. */
  readonly fake: FakeOpenAi
  /** What makes the studio take it for OpenAI. */
  readonly environment: Readonly<Record<string, string>>
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures a fixture needs from this pattern.
  fake: async ({}, use) => {
    const fake = await startFakeOpenAi()
    await use(fake)
    await fake.close()
  },
  environment: ({ fake }, use) => use({ OPENAI_API_KEY: fake.apiKey, OPENAI_BASE_URL: fake.baseUrl }),
})
