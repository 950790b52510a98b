import type { CallOutput } from '#shared/contract.ts'
import type { NameValues } from '#shared/name-template.ts'

/** What the fields of a name would hold for a picture, or for one that is made up. */
export function exampleValues(
  one: CallOutput<'images.get'> | undefined,
  made: { readonly prompt: string; readonly nowMs: number; readonly count: number },
): NameValues {
  const at = new Date(one?.image.createdAtMs ?? made.nowMs)
  const two = (number: number): string => String(number).padStart(2, '0')
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}-${two(at.getMinutes())}-${two(at.getSeconds())}`,
    prompt:
      one === undefined
        ? made.prompt
        : (one.generation?.typedPrompt ?? one.metadata?.prompt ?? withoutExtension(one.image.importedFileName ?? '')),
    model: one === undefined ? 'gpt-image-1' : (one.generation?.model ?? one.metadata?.model ?? ''),
    id: String(one?.image.id ?? 1234),
    n: '1'.padStart(String(made.count).length, '0'),
    size: one === undefined ? '1024x1536' : `${one.image.width}x${one.image.height}`,
    rating: one === undefined ? '5' : String(one.image.rating ?? 0),
  }
}

const withoutExtension = (fileName: string): string => fileName.replace(/\.(png|jpe?g|webp|gif)$/i, '')
