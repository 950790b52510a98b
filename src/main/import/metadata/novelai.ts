import type { FileTexts } from './file-texts.ts'
import type { FoundMetadata } from './found-metadata.ts'
import { parseForeignJson, plainProperties, property, textProperty } from './parse-foreign-json.ts'

/** NovelAI: `Description` is the prompt, `Source` the model, `Comment` a JSON of the settings (`uc` = unwanted content). */
export function readNovelAi({ textByKeyword }: FileTexts): FoundMetadata | null {
  const isTheirs =
    textByKeyword.get('Software') === 'NovelAI' || textByKeyword.get('Title')?.startsWith('NovelAI') === true
  if (!isTheirs) return null
  const settings = parseForeignJson(textByKeyword.get('Comment') ?? '')
  const negativeCaption = property(property(settings, 'v4_negative_prompt'), 'caption')
  return {
    tool: 'novelai',
    prompt: textProperty(settings, 'prompt') ?? textByKeyword.get('Description') ?? null,
    negativePrompt: textProperty(settings, 'uc') ?? textProperty(negativeCaption, 'base_caption'),
    model: textByKeyword.get('Source') ?? null,
    parameters: plainProperties(settings, ['prompt', 'uc', 'signed_hash']),
  }
}
