import type { ImageOrigin, Sidecar } from '../library/sidecar.ts'
import { isoTime, originOf } from './exported-record.ts'
import type { PictureTexts } from './picture-texts.ts'

/**
 * What an export copy tells about how its picture was made: not what it cost, nor what a person thinks of it. `null` for
 * an import, which tells already what there is to tell.
 */
export function pictureTexts(libraryId: string, sidecar: Sidecar, image: ImageOrigin): PictureTexts | null {
  if (image.kind === 'imported') return null
  const { generation } = image
  const { model, provider, typedPrompt, sentPrompt, requestedParams, actualParams, usage } = generation
  const record = {
    version: 1,
    generation: originOf(libraryId, generation),
    position: image.position,
    createdAt: isoTime(image.createdAtMs),
    sha256: sidecar.sha256,
    provider,
    model,
    typedPrompt,
    sentPrompt,
    revisedPrompt: image.revisedPrompt,
    requestedParams,
    actualParams,
    usage,
    sources: generation.sources.map(({ role, sha256 }) => ({ role, sha256 })),
  }
  const settings: readonly (readonly [string, string | undefined])[] = [
    ['Size', `${sidecar.width}x${sidecar.height}`],
    ['Model', actualParams.model ?? model],
    ['Provider', provider],
    ['Quality', actualParams.quality ?? requestedParams.quality],
    ['Background', actualParams.background ?? requestedParams.background],
    ['Version', 'Diptych'],
  ]
  const line = settings.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${quoteIfNeeded(value)}`]))
  return { record: JSON.stringify(record), parameters: `${sentPrompt}\n${line.join(', ')}` }
}

/** As AUTOMATIC1111's `modules/infotext_utils.py` does it. */
const quoteIfNeeded = (value: string): string => (/[,:\n]/.test(value) ? JSON.stringify(value) : value)
