import type { FileTexts } from './file-texts.ts'
import type { FoundMetadata } from './found-metadata.ts'
import { readXmp } from './xmp.ts'

/** Keywords of PNG texts that describe a picture whatever made it. https://www.w3.org/TR/png-3/#11keywords */
const describing = ['Title', 'Description', 'Author', 'Software', 'Source', 'Comment', 'Creation Time']

/** Anything else that is said about a picture: camera, description, keywords. There is no prompt in it. */
export function readPhotograph({ textByKeyword, exif, xmp }: FileTexts): FoundMetadata | null {
  const texts = describing.flatMap((keyword) => {
    const text = textByKeyword.get(keyword)
    return text === undefined ? [] : [[keyword, text] as const]
  })
  const parameters = [...exif, ...(xmp === null ? [] : readXmp(xmp)), ...texts].filter(([name]) => name !== 'MakerNote')
  return parameters.length === 0 ? null : { tool: 'exif', prompt: null, negativePrompt: null, model: null, parameters }
}
