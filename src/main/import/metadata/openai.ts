import type { FileTexts } from './file-texts.ts'
import type { FoundMetadata } from './found-metadata.ts'

/** `DALL·E 2024-01-02 10.11.12 - A red fox.png`, as ChatGPT and labs.openai.com name what is saved from them. */
const dallEName = /^DALL[·.\-_ ]?E (?<date>\d{4}-\d{2}-\d{2}) (?<time>\d{2}\.\d{2}\.\d{2}) - (?<prompt>.+)$/su

/** `ChatGPT Image Mar 29, 2025, 10_11_12 AM.png`, `ChatGPT Image 2025년 4월 3일 오후 03_10_12.png`. */
const chatGptName = /^ChatGPT Image (?<when>.+)$/su

/** Pictures of ChatGPT, DALL·E and the OpenAI API: known by the file's name, or by who signed the C2PA manifest. */
export function readOpenAi({ fileName, manifest }: FileTexts): FoundMetadata | null {
  const name = withoutExtension(fileName?.normalize('NFC') ?? '')
  const agent = Buffer.from(manifest.buffer, manifest.byteOffset, manifest.byteLength)
  const model = agent.includes('OpenAI') ? softwareAgent(agent) : null
  const found = { tool: 'openai', negativePrompt: null } as const

  const dallE = dallEName.exec(name)?.groups
  if (dallE !== undefined)
    return {
      ...found,
      prompt: dallE['prompt'] ?? null,
      model: model ?? 'DALL·E',
      parameters: [['Created', `${dallE['date']} ${dallE['time']?.replaceAll('.', ':')}`]],
    }
  const chatGpt = chatGptName.exec(name)?.groups
  if (chatGpt !== undefined)
    return {
      ...found,
      prompt: null,
      model,
      parameters: [['Created', chatGpt['when']?.replaceAll('_', ':') ?? '']],
    }
  return agent.includes('OpenAI') ? { ...found, prompt: null, model, parameters: [] } : null
}

const withoutExtension = (name: string): string => {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? name : name.slice(0, dot)
}

/** What made the picture, by the manifest's own words: CBOR `softwareAgent`, a text or a map with a `name`. */
function softwareAgent(manifest: Buffer): string | null {
  const key = manifest.indexOf('softwareAgent')
  if (key < 0) return null
  const value = key + 'softwareAgent'.length
  const direct = cborText(manifest, value)
  if (direct !== null) return direct
  // A map of a few entries; `name` is a text of four bytes (0x64).
  const name = manifest.subarray(value, value + 200).indexOf('\x64name', 0, 'latin1')
  return name < 0 ? null : cborText(manifest, value + name + 5)
}

/** A CBOR text of up to 255 bytes at this place. RFC 8949, 3.1: major type 3. */
function cborText(bytes: Buffer, at: number): string | null {
  const head = bytes[at] ?? 0
  if (head >= 0x60 && head < 0x78) return utf8(bytes.subarray(at + 1, at + 1 + head - 0x60))
  return head === 0x78 ? utf8(bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0))) : null
}

const utf8 = (bytes: Buffer): string | null => {
  const text = bytes.toString('utf8')
  return text.trim() === '' || text.includes('\ufffd') ? null : text
}
