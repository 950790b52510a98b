import { describe, expect, it } from 'vitest'
import { createPreviews } from './previews.ts'

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff)

describe('previews', () => {
  it('keep the newest for each place and nothing of a generation that settled', () => {
    const previews = createPreviews()
    const first = previews.put(1, 0, 0, jpeg)
    const second = previews.put(1, 0, 1, jpeg)
    const beside = previews.put(1, 1, 0, jpeg)
    const other = previews.put(11, 0, 0, jpeg)
    const get = (url: string) => previews.get(url.replace('/preview/', ''))

    expect([first, second]).toEqual(['/preview/1-0-0', '/preview/1-0-1'])
    expect([first, second, beside, other].map((url) => get(url) !== null)).toEqual([false, true, true, true])
    expect(get(second)).toEqual({ bytes: jpeg, contentType: 'image/jpeg' })

    previews.drop(1)
    expect([second, beside, other].map((url) => get(url) !== null)).toEqual([false, false, true])
  })
})
