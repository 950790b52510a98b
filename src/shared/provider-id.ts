import { z } from 'zod'

/** A way of asking for pictures: one folder in `src/main/providers` each. */
export const ProviderId = z.enum(['sketch', 'openai-images', 'openai-responses', 'chat-images', 'karlo'])
export type ProviderId = z.infer<typeof ProviderId>
