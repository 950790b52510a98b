import { z } from 'zod'

/** What kind of server answers at an address. What each one takes and gives: `src/main/connections/server-profiles.ts`. */
export const ServerProfileId = z.enum([
  'sketch',
  'openai',
  'azure-openai',
  'stable-diffusion-cpp',
  'localai',
  'vllm-omni',
  'sglang',
  'litellm',
  'dall-e',
  'chat-relay',
  'karlo',
  'other',
])
export type ServerProfileId = z.infer<typeof ServerProfileId>
