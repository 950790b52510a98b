import type { ResponseCreateParams, ResponseInputContent, Tool } from 'openai/resources/responses/responses'
import type { ImageParams } from '#shared/image-params.ts'
import type { InputImage, ProviderInputs, ProviderRequest } from '../provider.ts'

/**
 * The body of `POST /responses`: a language model that is made to call the image tool. In the background and stored, so
 * that the answer can be fetched by its id whatever becomes of the connection, and so that a conversation can go on.
 */
export function createBody(request: ProviderRequest): ResponseCreateParams {
  const { model, sentPrompt, params, inputs, previousResponseId } = request
  const content: ResponseInputContent[] = [
    { type: 'input_text', text: sentPrompt },
    ...inputs.images.map((image) => ({
      type: 'input_image' as const,
      detail: 'auto' as const,
      image_url: toDataUrl(image),
    })),
  ]
  return {
    model,
    input: [{ role: 'user', content }],
    tools: [imageTool(params, inputs, previousResponseId !== null)],
    tool_choice: { type: 'image_generation' },
    background: true,
    store: true,
    ...((params.partialImages ?? 0) > 0 && { stream: true }),
    ...(previousResponseId !== null && { previous_response_id: previousResponseId }),
  }
}

/** What was not chosen is absent, so that the image model's own default holds. */
function imageTool(params: ImageParams, inputs: ProviderInputs, isGoingOn: boolean): Tool.ImageGeneration {
  const { imageModel, quality, background, outputFormat, outputCompression, moderation, complexity } = params
  const { partialImages = 0, inputFidelity, frameCount, frameDurationMs } = params
  // `standard` and `hd` belong to another contract.
  const hasQuality = quality !== undefined && quality !== 'standard' && quality !== 'hd'
  return {
    type: 'image_generation',
    action: actionFor(inputs, isGoingOn),
    size: params.size,
    ...(imageModel !== undefined && { model: imageModel }),
    ...(hasQuality && { quality }),
    ...(background !== undefined && { background }),
    ...(outputFormat !== undefined && { output_format: outputFormat }),
    ...(outputCompression !== undefined && { output_compression: outputCompression }),
    ...(moderation !== undefined && { moderation }),
    ...(complexity !== undefined && { complexity }),
    ...(inputFidelity !== undefined && { input_fidelity: inputFidelity }),
    ...(frameCount !== undefined && { frame_count: frameCount }),
    ...(frameDurationMs !== undefined && { frame_duration_ms: frameDurationMs }),
    ...(partialImages > 0 && { partial_images: partialImages }),
    ...(inputs.mask !== null && {
      input_image_mask: { image_url: toDataUrl({ bytes: inputs.mask, format: 'png' }) },
    }),
  }
}

/** `edit` without a picture in sight is refused; with an earlier turn or with references alone, the model decides. */
function actionFor({ images, mask }: ProviderInputs, isGoingOn: boolean): 'generate' | 'edit' | 'auto' {
  if (mask !== null || images.some(({ role }) => role === 'edit')) return 'edit'
  return images.length > 0 || isGoingOn ? 'auto' : 'generate'
}

const toDataUrl = ({ bytes, format }: Pick<InputImage, 'bytes' | 'format'>): string =>
  `data:image/${format};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
