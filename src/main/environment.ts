export interface Environment {
  readonly openAiKey: string | null
  readonly openAiBaseUrl: string | null
  readonly library: string | undefined
  readonly language: string | undefined
}

/**
 * Reads what the environment says, once, and takes everything of OpenAI's out of it: no SDK default, no child process
 * started by us and no crash report can pick a key up from there afterwards. What another program's author set so that
 * Node believes any certificate goes as well: it would hand the key to whoever answers.
 */
export function takeEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const environment: Environment = {
    openAiKey: presentOrNull(variables['OPENAI_API_KEY']),
    openAiBaseUrl: presentOrNull(variables['OPENAI_BASE_URL']),
    library: variables['DIPTYCH_LIBRARY'],
    language: variables['DIPTYCH_LANG'],
  }
  for (const name of Object.keys(variables)) if (name.startsWith('OPENAI_')) delete variables[name]
  delete variables['NODE_TLS_REJECT_UNAUTHORIZED']
  return environment
}

const presentOrNull = (value: string | undefined): string | null => {
  const trimmed = value?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
