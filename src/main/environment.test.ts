import { expect, it } from 'vitest'
import { takeEnvironment } from './environment.ts'

it('takes what is OpenAI’s, and what makes any certificate good, out of the environment', () => {
  const variables: NodeJS.ProcessEnv = {
    OPENAI_API_KEY: ' sk-1 ',
    OPENAI_BASE_URL: '',
    OPENAI_ORG_ID: 'org',
    OPENAI_CUSTOM_HEADERS: 'x: y',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    DIPTYCH_LANG: 'ko',
    PATH: '/bin',
  }

  expect(takeEnvironment(variables)).toEqual({
    openAiKey: 'sk-1',
    openAiBaseUrl: null,
    library: undefined,
    language: 'ko',
  })
  expect(variables).toEqual({ DIPTYCH_LANG: 'ko', PATH: '/bin' })
})
