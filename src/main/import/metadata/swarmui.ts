import type { FileTexts } from './file-texts.ts'
import type { FoundMetadata } from './found-metadata.ts'
import { parseForeignJson, plainProperties, property, textProperty } from './parse-foreign-json.ts'

/**
 * SwarmUI: one JSON in a PNG's `parameters` or the EXIF UserComment. `sui_extra_data.original_prompt` is what the person
 * typed, where the prompt has been changed since (wildcards).
 * https://github.com/mcmonkeyprojects/SwarmUI/blob/master/docs/Image%20Metadata%20Format.md
 */
export function readSwarmUi({ textByKeyword, exif }: FileTexts): FoundMetadata | null {
  const metadata = parseForeignJson(textByKeyword.get('parameters') ?? exif.get('UserComment') ?? '')
  const image = property(metadata, 'sui_image_params') ?? parseForeignJson(textByKeyword.get('sui_image_params') ?? '')
  if (image === undefined) return null
  const named = ['prompt', 'negativeprompt', 'model']
  return {
    tool: 'swarmui',
    prompt: textProperty(image, 'prompt'),
    negativePrompt: textProperty(image, 'negativeprompt'),
    model: textProperty(image, 'model'),
    parameters: [...plainProperties(image, named), ...plainProperties(property(metadata, 'sui_extra_data'))],
  }
}
