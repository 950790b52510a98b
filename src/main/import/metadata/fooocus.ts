import type { FileTexts } from './file-texts.ts'
import type { FoundMetadata } from './found-metadata.ts'
import { type Json, parseForeignJson, plainProperties, property, textProperty } from './parse-foreign-json.ts'

/**
 * Fooocus' own scheme: JSON in `parameters`, named by `fooocus_scheme` (EXIF: UserComment and MakerNote). Its other
 * scheme is the text of stable-diffusion-webui, which `readA1111` reads.
 * https://github.com/lllyasviel/Fooocus/blob/main/modules/meta_parser.py
 */
export function readFooocus({ textByKeyword, exif }: FileTexts): FoundMetadata | null {
  const metadata = parseForeignJson(textByKeyword.get('parameters') ?? exif.get('UserComment') ?? '')
  const scheme =
    textByKeyword.get('fooocus_scheme') ?? exif.get('MakerNote') ?? textProperty(metadata, 'metadata_scheme')
  if (metadata === undefined || scheme?.toLowerCase() !== 'fooocus') return null
  const either = (...names: readonly string[]): string | null =>
    names.map((name) => textProperty(metadata, name)).find((text) => text !== null) ?? null
  const expanded = joinTexts(property(metadata, 'full_prompt'))
  return {
    tool: 'fooocus',
    prompt: either('prompt', 'raw_prompt') ?? expanded,
    negativePrompt: either('negative_prompt', 'raw_negative_prompt'),
    model: either('base_model', 'base_model_name'),
    parameters: [
      ...plainProperties(metadata, [
        'prompt',
        'raw_prompt',
        'negative_prompt',
        'raw_negative_prompt',
        'base_model',
        'base_model_name',
      ]),
      ...(expanded === null ? [] : [['full_prompt', expanded] as const]),
    ],
  }
}

function joinTexts(value: Json | undefined): string | null {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return null
  const texts = value.filter((part: Json) => typeof part === 'string')
  return texts.length === 0 ? null : texts.join(', ')
}
