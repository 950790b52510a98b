import { expect } from './fixtures.ts'
import { test } from './openai-fixture.ts'
import { PictureViewer } from './page-models/picture-viewer.ts'

test('a GIF is asked for by its frames and is shown', async ({ start, fake, environment }) => {
  const prompt = 'A kite in the wind'
  const { studio, window } = await start({ environment })
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2.6 Flare')
  await expect(create.choice('Previews')).toBeVisible()
  await create.choose('Format', 'GIF')
  await expect(create.choice('Previews')).toHaveCount(0)
  await create.writeNumber('Frames', 4)
  await create.writeNumber('Frame duration (ms)', 120)
  await create.generate(prompt)

  expect(fake.requests.at(-1)?.body).toMatchObject({
    model: 'gpt-image-2.6-flare',
    output_format: 'gif',
    frame_count: 4,
    frame_duration_ms: 120,
  })
  expect(fake.requests.at(-1)?.body).not.toHaveProperty('stream')
  await create.pictureOf(prompt).click()
  await expect(new PictureViewer(studio.page).picture).toHaveAttribute('src', /\.gif$/)
})

test('a hostile SVG is a picture and no more: it is shown, and nothing in it runs or leaves', async ({
  start,
  fake,
  environment,
}) => {
  const prompt = 'A plan of a house'
  const hostile = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" onload="${steal(fake.pictureUrl)}">
    <script>${steal(fake.pictureUrl)}</script>
    <style>@import url("${fake.pictureUrl}?style");</style>
    <image href="${fake.pictureUrl}?image" width="400" height="300"/>
    <foreignObject width="400" height="300"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${fake.pictureUrl}?frame"/></foreignObject>
    <rect width="400" height="300" fill="#3a7"/></svg>`
  const { studio, window } = await start({ environment })
  const { page } = studio
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2.6 Flare')
  await create.choose('Format', 'SVG')
  const b64 = Buffer.from(hostile).toString('base64')
  fake.setBehaviour({
    kind: 'raw',
    body: JSON.stringify({ created: 1, output_format: 'svg', data: [{ b64_json: b64 }] }),
  })
  await create.generate(prompt)
  expect(fake.requests.at(-1)?.body).toMatchObject({ output_format: 'svg', n: 1 })

  await create.pictureOf(prompt).click()
  const viewer = new PictureViewer(page)
  await expect(viewer.picture).toHaveAttribute('src', /\.svg$/)
  const shown = await viewer.picture.evaluate(async (image: HTMLImageElement) => {
    const response = await fetch(image.src)
    return {
      size: [image.naturalWidth, image.naturalHeight],
      type: response.headers.get('content-type'),
      policy: response.headers.get('content-security-policy')?.split(';')[0],
      text: await response.text(),
      title: document.title,
    }
  })
  expect(shown).toEqual({
    size: [400, 300],
    type: 'image/svg+xml',
    policy: 'sandbox',
    text: hostile,
    title: expect.not.stringContaining('stolen'),
  })
  await page.keyboard.press('Escape')
  const library = await window.goToLibrary()
  await expect(library.picture(prompt)).toBeVisible()
  expect(fake.requests.filter(({ path }) => path.startsWith('/pictures/'))).toEqual([])
})

const steal = (url: string): string => `document.title='stolen';fetch('${url}')`
