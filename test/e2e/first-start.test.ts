import { expect, test } from './fixtures.ts'

test('with no key and no network: make a picture, restart, find it by a Korean word, trash it, undo', async ({
  start,
}) => {
  const first = await start()
  const create = await first.window.goToCreate()
  await create.generate('한복을 입은 고양이, 달밤의 바다')
  await create.generate('a red lighthouse in the snow')
  expect(first.studio.complaints).toEqual([])
  await first.studio.close()

  const { studio, window } = await start()
  await studio.page.context().setOffline(true)
  const library = await window.goToLibrary()
  await expect(library.pictures).toHaveCount(2)

  for (const [words, count] of [
    ['고양이', 1],
    ['양이', 1],
    ['달', 1],
    ['lighth', 1],
    ['고양이 lighthouse', 0],
    ['"', 0],
  ] as const) {
    await library.find(words)
    await expect(library.pictures).toHaveCount(count)
  }

  await library.find('고양이')
  const cat = library.picture('한복을 입은 고양이, 달밤의 바다')
  await cat.click()
  await expect(window.provenance).toContainText('한복을 입은 고양이, 달밤의 바다')
  await studio.page.keyboard.press('Delete')
  await expect(library.pictures).toHaveCount(0)
  await studio.page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(cat).toBeVisible()
  expect(studio.complaints).toEqual([])
})

test('what was being typed is still there after the studio was killed', async ({ start }) => {
  const first = await start()
  const create = await first.window.goToCreate()
  await create.write('아직 다 쓰지 않은 문장')
  // The studio promises a second; nothing on screen tells when it has passed.
  await first.window.page.waitForTimeout(1500)
  const ended = new Promise((resolve) => first.studio.app.process().once('exit', resolve))
  first.studio.app.process().kill('SIGKILL')
  await ended

  const { window } = await start()
  await expect((await window.goToCreate()).prompt).toHaveValue('아직 다 쓰지 않은 문장')
})
