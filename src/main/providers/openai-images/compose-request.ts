import type { ImageFormat } from '#shared/image.ts'
import type { EditRules, ServerProfile } from '../../connections/server-profiles.ts'
import type { InputImage, ProviderInputs, ProviderRequest } from '../provider.ts'
import { requestFields } from './request-fields.ts'

export interface Outgoing {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>> | FormData
}

type Asked = Pick<ProviderRequest, 'model' | 'sentPrompt' | 'params'>

/** `inputs` as `prepareInputs` made them; `omitted`: a field that the server said it does not know. */
export function composeRequest(
  request: Asked,
  inputs: ProviderInputs,
  profile: ServerProfile,
  omitted: string | null,
): Outgoing {
  const fields = (kind: 'generate' | 'edit'): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(requestFields(request, profile, kind)).filter(([name]) => name !== omitted))
  const { images } = inputs
  if (images.length === 0 || profile.edits === null) return { path: '/images/generations', body: fields('generate') }
  if (profile.edits.withoutMask === 'json' && inputs.mask === null)
    return { path: '/images/generations', body: { ...fields('generate'), ...picturesAsText(images) } }
  const { prompt, ...wordless } = fields('edit')
  // A picture without a word: something like it.
  return prompt === '' && profile.edits.variationPath !== undefined
    ? { path: profile.edits.variationPath, body: composeForm(wordless, inputs, profile.edits) }
    : { path: profile.edits.path, body: composeForm({ prompt, ...wordless }, inputs, profile.edits) }
}

/** `image` for one picture, `image[]` for several: servers that know one of them only know this. */
function composeForm(
  fields: Readonly<Record<string, unknown>>,
  { images, mask, markup }: ProviderInputs,
  edits: EditRules,
): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  for (const [index, { bytes, format }] of images.entries())
    form.append(images.length === 1 ? 'image' : 'image[]', toFile(bytes, `image-${index + 1}`, format))
  if (mask !== null && edits.mask !== null) form.append(edits.mask.field, toFile(mask, 'mask', 'png'))
  if (markup !== null) form.append('markup', toFile(markup, 'markup', 'png'))
  return form
}

/** With its type: without one the API takes a picture for a stream of bytes and refuses it. */
const toFile = (bytes: Uint8Array, name: string, format: ImageFormat): File =>
  // Bytes read from files are never backed by shared memory, which is all the narrower type asks.
  new File([bytes as Uint8Array<ArrayBuffer>], `${name}.${format}`, { type: `image/${format}` })

/** LocalAI's JSON: the picture to start from, and those to look at. */
function picturesAsText([first, ...others]: readonly InputImage[]): Readonly<Record<string, unknown>> {
  const toText = ({ bytes }: InputImage): string => Buffer.from(bytes).toString('base64')
  return {
    ...(first !== undefined && { file: toText(first) }),
    ...(others.length > 0 && { ref_images: others.map(toText) }),
  }
}

/** Files that lie with the provider already, by their ids. */
export interface UploadedInputs {
  readonly images: readonly string[]
  readonly mask: string | null
}

/**
 * The JSON form of an edit, for GPT Image models (openai/openai-openapi, commit f85dbe2): the only one that a batch
 * takes, and the one for pictures that need not be uploaded again.
 */
export const editJson = (request: Asked, profile: ServerProfile, { images, mask }: UploadedInputs): Outgoing => ({
  path: '/images/edits',
  body: {
    ...requestFields(request, profile, 'edit'),
    images: images.map((id) => ({ file_id: id })),
    ...(mask !== null && { mask: { file_id: mask } }),
  },
})
