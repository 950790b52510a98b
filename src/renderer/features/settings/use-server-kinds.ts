import { useTranslation } from 'react-i18next'
import type { ServerProfileId } from '#shared/server-profile.ts'

export interface ServerKind {
  readonly label: string
  readonly description: string
  /** An address as it might be there. */
  readonly example: string
}

/** Kinds of servers that a person can add, the likeliest first. */
export const addableKinds = [
  'other',
  'openai',
  'azure-openai',
  'stable-diffusion-cpp',
  'localai',
  'vllm-omni',
  'sglang',
  'litellm',
  'chat-relay',
  'dall-e',
  'karlo',
] as const satisfies readonly ServerProfileId[]
export type AddableKind = (typeof addableKinds)[number]

/** What each kind of server is, for someone who runs one or was given an address. */
export function useServerKinds(): Readonly<Record<ServerProfileId, ServerKind>> {
  const { t } = useTranslation('settings')
  return {
    sketch: { label: t('kindSketch'), description: t('noNetwork'), example: '' },
    openai: { label: 'OpenAI', description: t('kindOpenAiBody'), example: 'https://api.openai.com/v1' },
    'azure-openai': {
      label: 'Azure OpenAI',
      description: t('kindAzureBody'),
      example: 'https://my-resource.openai.azure.com',
    },
    'stable-diffusion-cpp': {
      label: 'stable-diffusion.cpp',
      description: t('kindOwnBody'),
      example: 'http://localhost:1234',
    },
    localai: { label: 'LocalAI', description: t('kindOwnBody'), example: 'http://localhost:8080' },
    'vllm-omni': { label: 'vLLM-Omni', description: t('kindOwnBody'), example: 'http://localhost:8091' },
    sglang: { label: 'SGLang', description: t('kindOwnBody'), example: 'http://localhost:30000' },
    litellm: { label: 'LiteLLM', description: t('kindLiteLlmBody'), example: 'http://localhost:4000' },
    'chat-relay': { label: t('kindRelay'), description: t('kindRelayBody'), example: 'https://relay.example/v1' },
    'dall-e': { label: t('kindDallE'), description: t('kindDallEBody'), example: 'https://images.example/v1' },
    karlo: { label: 'Kakao Karlo', description: t('kindKarloBody'), example: 'https://api.kakaobrain.com' },
    other: { label: t('kindOther'), description: t('kindOtherBody'), example: 'https://images.example/v1' },
  }
}

/** Services and ways of asking that their makers gave up. */
export const isLegacyKind = (profile: ServerProfileId): boolean => profile === 'karlo' || profile === 'dall-e'
