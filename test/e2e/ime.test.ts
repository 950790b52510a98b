import { expect, test } from './fixtures.ts'

/** Chromium reports every key that an input method handles under this code. */
const composingKeyCode = 229

test('the Enter that ends a Hangul composition makes no picture, and no syllable is lost', async ({ start }) => {
  const { window } = await start()
  const create = await window.goToCreate()
  await create.prompt.focus()
  const cdp = await window.page.context().newCDPSession(window.page)

  for (const text of ['ㅎ', '하', '한'])
    await cdp.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 })
  await cdp.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    windowsVirtualKeyCode: composingKeyCode,
    key: 'Enter',
    code: 'Enter',
  })
  await cdp.send('Input.insertText', { text: '한' })

  await expect(create.prompt).toHaveValue('한')
  await expect(window.page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0)
  await expect(create.pictureOf('한')).toHaveCount(0)

  await window.page.keyboard.insertText('복을 입은 고양이')
  await window.page.keyboard.press('Enter')
  await expect(create.prompt).toHaveValue('한복을 입은 고양이\n')
  await window.page.keyboard.press('Backspace')
  await window.page.keyboard.press('ControlOrMeta+Enter')
  await expect(create.pictureOf('한복을 입은 고양이')).toBeVisible()
})

test('Generate during a composition sends the finished syllable', async ({ start }) => {
  const { window } = await start()
  const create = await window.goToCreate()
  await create.prompt.focus()
  await window.page.keyboard.insertText('푸른 바')
  const cdp = await window.page.context().newCDPSession(window.page)
  await cdp.send('Input.imeSetComposition', { text: '다', selectionStart: 1, selectionEnd: 1 })

  await create.generateButton.click()

  await expect(create.pictureOf('푸른 바다')).toBeVisible()
})
