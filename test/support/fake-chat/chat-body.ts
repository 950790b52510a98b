import { z } from 'zod'

const imagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({
    url: z.string().regex(/^(https:\/\/|data:image\/(png|jpeg|webp|gif);base64,)/),
    detail: z.enum(['auto', 'low', 'high', 'original']).optional(),
  }),
})
const content = z.union([
  z.string().min(1),
  z.array(z.union([z.strictObject({ type: z.literal('text'), text: z.string() }), imagePart])).min(1),
])
/** `POST /chat/completions`, as far as it is used (API reference, “Create chat completion”). */
export const ChatBody = z.strictObject({
  model: z.string().min(1),
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content })).min(1),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  modalities: z.array(z.enum(['image', 'text'])).optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          strict: z.literal(true),
          schema: z.record(z.string(), z.unknown()),
        }),
      }),
    ])
    .optional(),
})
