import { z } from 'zod'

export const MetadataTool = z.enum([
  'diptych',
  'a1111',
  'comfyui',
  'invokeai',
  'swarmui',
  'fooocus',
  'novelai',
  'openai',
  'exif',
])
export type MetadataTool = z.infer<typeof MetadataTool>

/** What another program wrote into a picture about how it was made. Text as found, well-formed. */
export const ImportedMetadata = z
  .strictObject({
    tool: MetadataTool,
    prompt: z.string().nullable(),
    negativePrompt: z.string().nullable(),
    model: z.string().nullable(),
    /** The rest by the name it has in the file: seed, steps, sampler, camera … */
    parameters: z.record(z.string(), z.string()),
  })
  .readonly()
export type ImportedMetadata = z.infer<typeof ImportedMetadata>
