export interface Environment {
  readonly openAiKey: string | null
  readonly openAiBaseUrl: string | null
  readonly library: string | undefined
  readonly language: string | undefined
}

/**
 * Reads what the environment says, once, and takes everything of OpenAI's out of it: no SDK default, no child process
 * and no crash report can pick a key up from there afterwards.
 */
export function takeEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const environment: Environment = {
    openAiKey: presentOrNull(variables['OPENAI_API_KEY']),
    openAiBaseUrl: presentOrNull(variables['OPENAI_BASE_URL']),
    library: variables['DIPTYCH_LIBRARY'],
    language: variables['DIPTYCH_LANG'],
  }
  for (const name of Object.keys(variables)) if (name.startsWith('OPENAI_')) delete variables[name]
  return environment
}

const presentOrNull = (value: string | undefined): string | null => {
  const trimmed = value?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
