import { afterAll, beforeAll, expect, it } from 'vitest'
import { readAnswer } from '#main/generations/read-answer.ts'
import type { Failure } from '#shared/failure.ts'
import type { Behaviour } from '#test/support/fake-openai/behaviour.ts'
import { type FakeOpenAi, startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { redraw } from '../../image-pool/redraw.ts'
import { createOpenAiResponsesProvider } from './create-openai-responses-provider.ts'
import { createResponseReader } from './read-response.ts'

let fake: FakeOpenAi
beforeAll(async () => {
  fake = await startFakeOpenAi()
})
afterAll(() => fake.close())

const provider = createOpenAiResponsesProvider({ fetch, redraw, pollEveryMs: 5, deadlineMs: 1_000 })
const patient = createOpenAiResponsesProvider({ fetch, redraw, pollEveryMs: 5 })

/** What became of one request, whichever half of the provider noticed. */
async function failureAfter(behaviour: Behaviour, isHurried: boolean): Promise<Failure | null> {
  fake.setBehaviour(behaviour)
  const answer = await (isHurried ? provider : patient).send(
    {
      ...plainRequest,
      endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey, profile: 'openai' },
      model: 'gpt-6-luna',
      sentPrompt: 'a fox',
      params: { size: '1024x1024', n: 1, imageModel: 'gpt-image-2' },
    },
    new AbortController().signal,
  )
  if (!answer.ok) return answer.failure
  const chunks: Uint8Array[] = []
  for await (const chunk of answer.value.body) chunks.push(chunk)
  const { ending } = readAnswer(createResponseReader(answer.value.head), Buffer.concat(chunks))
  return ending.kind === 'refusal' ? ending.failure : null
}

const refusal = (status: number, body = '{"error":{"message":"No."}}'): Behaviour => ({ kind: 'raw', status, body })

it.each<[string, Behaviour, Failure['kind']]>([
  ['a slow drip', { kind: 'trickle' }, 'timed-out'],
  ['a server that never answers', { kind: 'hang' }, 'timed-out'],
  ['a broken connection', { kind: 'reset' }, 'incomplete'],
  ['60 MB of base64', { kind: 'huge', bytes: 60_000_000 }, 'unreadable-answer'],
  ['a small body that opens to 60 MB', { kind: 'gzip-bomb', bytes: 60_000_000 }, 'unreadable-answer'],
  [
    'a redirect elsewhere',
    { kind: 'raw', status: 302, headers: { location: 'file:///etc/passwd' }, body: '' },
    'provider-trouble',
  ],
  ['HTML with 200', { kind: 'raw', headers: { 'content-type': 'text/html' }, body: '<html>' }, 'unreadable-answer'],
  ['404', refusal(404), 'provider-trouble'],
  ['409', refusal(409), 'provider-trouble'],
  ['413', refusal(413), 'provider-trouble'],
  ['422', refusal(422), 'bad-request'],
  ['503 without a word', refusal(503, ''), 'provider-trouble'],
  ['a pending answer without a name', { kind: 'raw', body: '{"status":"queued","output":[]}' }, 'incomplete'],
  [
    'a pending answer whose name is a way elsewhere',
    { kind: 'raw', body: '{"id":"../models","status":"queued","output":[]}' },
    'incomplete',
  ],
])('%s ends in one named failure after one request', async (_, behaviour, kind) => {
  const before = fake.requests.length
  const isHurried = behaviour.kind === 'trickle' || behaviour.kind === 'hang'
  expect((await failureAfter(behaviour, isHurried))?.kind).toBe(kind)
  expect(fake.requests.length - before).toBe(1)
})
