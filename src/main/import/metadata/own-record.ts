import { recordKeyword } from '../../export/picture-texts.ts'
import type { FileTexts } from './file-texts.ts'
import type { FoundMetadata } from './found-metadata.ts'
import { parseForeignJson, plainProperties, property, textProperty } from './parse-foreign-json.ts'

/** The record of an export copy (`picture-record.ts`): the typed prompt as the prompt, the rest under its own names. */
export function readOwnRecord({ textByKeyword }: FileTexts): FoundMetadata | null {
  const record = parseForeignJson(textByKeyword.get(recordKeyword) ?? '')
  if (property(record, 'version') !== 1) return null
  const isVerbatim = textProperty(record, 'sentPrompt') === textProperty(record, 'typedPrompt')
  return {
    tool: 'diptych',
    prompt: textProperty(record, 'typedPrompt'),
    negativePrompt: null,
    model: textProperty(record, 'model'),
    parameters: [
      ...plainProperties(record, ['version', 'typedPrompt', 'model', ...(isVerbatim ? ['sentPrompt'] : [])]),
      // Of what was asked for and what was applied, the latter.
      ...plainProperties(property(record, 'actualParams'), ['model']),
      ...plainProperties(property(record, 'requestedParams')),
    ],
  }
}
