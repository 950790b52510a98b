import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { makeThumbnail } from './make-thumbnail.ts'

const xmlns = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

async function made(text: string) {
  const thumbnail = await makeThumbnail(Buffer.from(text))
  if (!thumbnail.ok) throw new Error(thumbnail.failure.kind)
  const image = await loadImage(Buffer.from(thumbnail.value.webp))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return {
    size: `${image.width}x${image.height}`,
    at: (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data],
  }
}

describe('the thumbnail of an SVG', () => {
  it('is the drawing, with what is clear left clear', async () => {
    const { size, at } = await made(
      `<svg ${xmlns} viewBox="0 0 20 10"><rect width="10" height="10" fill="#ff0000"/></svg>`,
    )
    expect(size).toBe('20x10')
    const [red = 0, green = 255, , alpha] = at(2, 5)
    expect([red > 250, green < 5, alpha]).toEqual([true, true, 255])
    expect(at(17, 5)[3]).toBe(0)
  })

  it('shrinks what claims to be enormous, and makes no room for it', async () => {
    const { size, at } = await made(
      `<svg ${xmlns} width="1000000000" height="1000000000" viewBox="0 0 2 2"><rect width="2" height="2" fill="#00f"/></svg>`,
    )
    expect(size).toBe('512x512')
    expect(at(256, 256)).toEqual([0, 0, 255, 255])
  })

  it('keeps attributes whole that hold a quotation mark', async () => {
    const { size } = await made(`<svg ${xmlns} width='8' height='6' data-x='a"b'></svg>`)
    expect(size).toBe('8x6')
  })

  it('loads nothing from anywhere: no file, no server', async () => {
    const canvas = createCanvas(4, 4)
    canvas.getContext('2d').fillRect(0, 0, 4, 4)
    await using temporary = await temporaryFolder()
    const file = join(temporary.path, 'secret.png')
    await writeFile(file, canvas.toBuffer('image/png'))
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end(canvas.toBuffer('image/png'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const images = [pathToFileURL(file).href, file, `http://127.0.0.1:${port}/a.png`]
      .map((href) => `<image width="20" height="20" href="${href}" xlink:href="${href}"/>`)
      .join('')
    const style = `<style>@import url("http://127.0.0.1:${port}/b.css");</style>`
    const line = '<rect x="10" width="2" height="20"/>'
    const { at } = await made(`<svg ${xmlns} width="20" height="20">${style}${images}${line}<script>x()</script></svg>`)
    expect([at(5, 10)[3], (at(11, 10)[3] ?? 0) > 200, at(15, 10)[3]]).toEqual([0, true, 0])
    expect(asked).toEqual([])
    await new Promise((resolve) => server.close(resolve))
  })

  it('is refused for entities, which could fill the memory', async () => {
    const bomb = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg ${xmlns}><text>&b;</text></svg>`
    expect(await makeThumbnail(Buffer.from(bomb))).toMatchObject({ ok: false, failure: { kind: 'unsupported-file' } })
  })
})
