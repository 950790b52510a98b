import type { Failure } from '#shared/failure.ts'
import type { SketchMisbehaviour } from '#shared/sketch-misbehaviour.ts'
import type { ProviderInputs } from '../provider.ts'

const onPurpose = 'The sketch was told to do this, in the settings of its connection.'

/** How a model answers that makes no picture; `null` = pictures are made. */
export function refusalOf(misbehaviour: SketchMisbehaviour | undefined): Failure | null {
  if (misbehaviour === 'refuse')
    return { kind: 'moderation-refused', stage: 'input', categories: [], detail: onPurpose }
  if (misbehaviour === 'answer-with-text')
    return {
      kind: 'text-instead-of-image',
      text: 'I would rather describe it than draw it: imagine what you asked for, in soft light.',
      detail: onPurpose,
    }
  return null
}

/** What is left of the pictures for a model that ignores the mask: the first is still the one that is worked on. */
export const withoutDrawings = ({ images }: ProviderInputs): ProviderInputs => ({
  images: images.map((image, index) => (index === 0 ? { ...image, role: 'edit' } : image)),
  mask: null,
  markup: null,
})

/** The prompt as a model would have it that knows better. */
export const embellish = (prompt: string): string =>
  /\p{Script=Hangul}/u.test(prompt)
    ? `노을이 지는 저녁, 하늘에 빨간 풍선 두 개가 떠 있는 풍경: ${prompt}`
    : `An evening at sunset with two red balloons in the sky: ${prompt}`
