import { describe, expect, it } from 'vitest'
import { isTrustedSender } from './is-trusted-sender.ts'

const top = (url: string) => ({ url, parent: null })

describe('the sender of a call', () => {
  it.each(['diptych://app/index.html', 'diptych://app', 'diptych://app/?theme=dark'])('is trusted at %s', (url) => {
    expect(isTrustedSender(top(url))).toBe(true)
  })

  it.each([
    'diptych://app.example.com/',
    'diptych://other/index.html',
    'diptych://user@app/',
    'https://app/index.html',
    'file:///index.html',
    'about:blank',
    'data:text/html,diptych://app/',
    'http://localhost:5173/index.html',
    '',
  ])('is refused at %j', (url) => {
    expect(isTrustedSender(top(url))).toBe(false)
  })

  it('is refused inside a frame, and when the frame is gone', () => {
    expect(isTrustedSender({ url: 'diptych://app/index.html', parent: top('diptych://app/') })).toBe(false)
    expect(isTrustedSender(null)).toBe(false)
  })
})
