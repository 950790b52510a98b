import { describe, expect, it } from 'vitest'
import { createPreviews } from './previews.ts'

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff)
const older = Uint8Array.of(0xff, 0xd8, 0x01)

describe('previews', () => {
  it('keep the newest for each place and answer with it under an older address too', () => {
    const previews = createPreviews()
    const addresses = [
      previews.put(1, 0, 0, older),
      previews.put(1, 0, 1, jpeg),
      previews.put(1, 1, 0, jpeg),
      previews.put(11, 0, 0, jpeg),
    ]

    expect(addresses).toEqual(['/preview/1-0-0', '/preview/1-0-1', '/preview/1-1-0', '/preview/11-0-0'])
    for (const key of ['1-0-0', '1-0-1', '1-1-0', '11-0-0'])
      expect(previews.get(key)).toEqual({ bytes: jpeg, contentType: 'image/jpeg' })
    expect([previews.get('1-2-0'), previews.get('2-0-0'), previews.get('')]).toEqual([null, null, null])
  })

  it('of a generation that settled are served until the page has heard of it, and then no more', () => {
    const previews = createPreviews()
    for (const id of [1, 2, 3, 4, 5, 6]) previews.put(id, 0, 0, jpeg)
    const served = (): readonly number[] => [1, 2, 3, 4, 5, 6].filter((id) => previews.get(`${id}-0-0`) !== null)

    for (const id of [7, 1, 2, 3, 4]) previews.drop(id)
    expect(served()).toEqual([1, 2, 3, 4, 5, 6])
    previews.drop(5)
    expect(served()).toEqual([2, 3, 4, 5, 6])
  })
})
