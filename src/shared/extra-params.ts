/** Parameters beside those of OpenAI's API. */
export const extraParams = ['negativePrompt', 'seed', 'steps', 'guidance'] as const
