import { describe, expect, it } from 'vitest'
import { readImageHeader } from './image-header.ts'

const xmlns = 'xmlns="http://www.w3.org/2000/svg"'
const read = (text: string | Buffer): unknown => {
  const header = readImageHeader(Buffer.from(text))
  return header.ok ? `${header.value.format} ${header.value.width}x${header.value.height}` : header.failure.kind
}

describe('an SVG', () => {
  it.each<[string, string, string]>([
    ['pixels', `<svg ${xmlns} width="640" height="480px"></svg>`, 'svg 640x480'],
    ['other units', `<svg ${xmlns} width="1in" height="2.54cm"/>`, 'svg 96x96'],
    ['the view box', `<svg ${xmlns} viewBox="0 0 30 20"></svg>`, 'svg 30x20'],
    ['its width and the shape of the view box', `<svg ${xmlns} width="300" viewBox="0,0,30,20"></svg>`, 'svg 300x200'],
    ['its height and the shape of the view box', `<svg ${xmlns} height="20" viewBox="0 0 3 1"></svg>`, 'svg 60x20'],
    ['percentages, which say nothing', `<svg ${xmlns} width="100%" height="100%" viewBox="0 0 8 4"/>`, 'svg 8x4'],
    ['nothing', `<svg ${xmlns}></svg>`, 'svg 300x150'],
    ['figures that are none', `<svg ${xmlns} width="-5" height="NaN" viewBox="0 0 x y"></svg>`, 'svg 300x150'],
    ['a size beyond reason', `<svg ${xmlns} width="1e9" height="5e8"></svg>`, 'svg 4096x2048'],
    ['a line beyond reason', `<svg ${xmlns} width="99999999999999999999" height="1"></svg>`, 'svg 4096x1'],
  ])('has the size of %s', (_, text, size) => {
    expect(read(text)).toBe(size)
  })

  it.each<[string, string]>([
    ['a byte order mark', `\uFEFF<svg ${xmlns} width="2" height="2"></svg>`],
    ['a declaration', `<?xml version="1.0" encoding="UTF-8"?>\n<svg ${xmlns} width="2" height="2"></svg>\n`],
    ['remarks and a style sheet', `<!-- > -- --><?xml-stylesheet href="a"?><svg ${xmlns} width='2' height='2'></svg>`],
    [
      'a DOCTYPE as editors write it',
      `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg ${xmlns} width="2" height="2"></svg>`,
    ],
    ['a prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="2" height="2"></s:svg>'],
    ['a remark behind it', `<svg ${xmlns} width="2" height="2"></svg><!-- made by hand -->`],
    ['a script, which no picture runs', `<svg ${xmlns} width="2" height="2" onload="x()"><script>x()</script></svg>`],
  ])('is known with %s', (_, text) => {
    expect(read(text)).toBe('svg 2x2')
  })

  it.each<[string, string | Buffer]>([
    ['a page', '<!doctype html><svg></svg>'],
    ['a page with a picture in it', `<html><svg ${xmlns}></svg></html>`],
    [
      'entities, of which ten lines can stand for gigabytes',
      `<!DOCTYPE svg [<!ENTITY a "aaa">]><svg ${xmlns}>&a;</svg>`,
    ],
    ['an external DTD with entities', `<!DOCTYPE svg SYSTEM "file:///etc/passwd" [ ]><svg ${xmlns}></svg>`],
    ['no namespace, so that no browser shows it', '<svg width="2" height="2"></svg>'],
    ['another namespace', '<svg xmlns="http://www.w3.org/1999/xhtml"></svg>'],
    ['a root that never ends', `<svg ${xmlns} ${'a'.repeat(100_000)}`],
    ['a remark that never ends', `<!--${'-'.repeat(100_000)}`],
    ['70 kilobytes before its root', `${' '.repeat(70_000)}<svg ${xmlns}></svg>`],
    ['UTF-16', Buffer.from(`\uFEFF<svg ${xmlns}></svg>`, 'utf16le')],
  ])('is not seen in %s', (_, text) => {
    expect(read(text)).toBe('unsupported-file')
  })

  it.each([
    ['its end', `<svg ${xmlns} width="2" height="2"><path d="M0 0`],
    ['its closing tag', `<svg ${xmlns} width="2" height="2"><path d="M0 0"/>`],
  ])('that was cut before %s is damaged', (_, text) => {
    expect(read(text)).toBe('damaged-file')
  })

  it('is looked at in no time, however it was made to be slow', () => {
    const startedAtMs = performance.now()
    read(`<svg ${xmlns} ${'a="" '.repeat(13_000)}`)
    read(`${'<!---->'.repeat(9_000)}<svg`)
    read(`<svg${' '.repeat(65_000)}x`)
    read(`<svg ${xmlns}>${'</svg'.repeat(9_000_000)}`)
    expect(performance.now() - startedAtMs).toBeLessThan(2_000)
  })
})
