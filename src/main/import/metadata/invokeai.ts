import type { FileTexts } from './file-texts.ts'
import type { FoundMetadata } from './found-metadata.ts'
import { type Json, parseForeignJson, plainProperties, property, textProperty } from './parse-foreign-json.ts'

/** InvokeAI: `invokeai_metadata` from version 3 on, `sd-metadata` before. */
export function readInvokeAi({ textByKeyword }: FileTexts): FoundMetadata | null {
  const metadata = parseForeignJson(textByKeyword.get('invokeai_metadata') ?? '')
  if (metadata !== undefined) return readNew(metadata)
  const old = parseForeignJson(textByKeyword.get('sd-metadata') ?? '')
  return old === undefined ? null : readOld(old)
}

function readNew(metadata: Json): FoundMetadata {
  const model = property(metadata, 'model')
  return {
    tool: 'invokeai',
    prompt: textProperty(metadata, 'positive_prompt'),
    negativePrompt: textProperty(metadata, 'negative_prompt'),
    model: textProperty(model, 'name') ?? textProperty(model, 'model_name') ?? textProperty(metadata, 'model'),
    parameters: plainProperties(metadata, ['positive_prompt', 'negative_prompt', 'model']),
  }
}

function readOld(metadata: Json): FoundMetadata {
  const image = property(metadata, 'image')
  const prompt = property(image, 'prompt')
  // Several with weights, or one text.
  const prompts = Array.isArray(prompt) ? prompt.flatMap((part: Json) => textProperty(part, 'prompt') ?? []) : []
  return {
    tool: 'invokeai',
    prompt: prompts.length > 0 ? prompts.join(', ') : textProperty(image, 'prompt'),
    negativePrompt: null,
    model: textProperty(metadata, 'model_weights') ?? textProperty(metadata, 'model'),
    parameters: [
      ...plainProperties(image, ['prompt']),
      ...plainProperties(metadata, ['model', 'model_weights', 'model_hash', 'app_id', 'app_version']),
    ],
  }
}
