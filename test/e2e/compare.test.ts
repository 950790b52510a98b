import type { CDPSession } from '@playwright/test'
import { findViolations } from './find-violations.ts'
import { expect, test } from './fixtures.ts'
import { CompareRoom } from './page-models/compare-room.ts'

const prompt = 'A red lighthouse on a cliff, heavy snow'
const pairCount = 16

test('from one press on Create to a verdict: both arms run, every pair is judged blind by keys, the results are read', async ({
  start,
}) => {
  test.slow()
  const { studio, window } = await start()
  const { page } = window
  const create = await window.goToCreate()
  await create.write(prompt)
  await page.getByRole('button', { name: 'Compare augmented with verbatim' }).click()
  const compare = new CompareRoom(page)
  await expect(page.getByRole('heading', { name: prompt, level: 1 })).toBeVisible()
  await expect(compare.status).toHaveText('Finished', { timeout: 60_000 })
  await compare.show('Pictures')
  await expect(compare.picturesOf('Verbatim')).toHaveCount(4)
  await expect(compare.picturesOf('Augmented')).toHaveCount(4)
  await compare.picturesOf('Augmented').first().click()
  await expect(page.getByRole('radiogroup', { name: 'View' }).getByRole('radio')).toHaveCount(6)
  await page.keyboard.press('Escape')

  await compare.show('Words')
  const augmented = page.getByRole('article', { name: 'Augmented' })
  await expect(augmented.locator('ins')).not.toHaveCount(0)
  const rewritten = await augmented.getByRole('list').getByRole('listitem').allInnerTexts()

  await compare.startVoting()
  const told = `${await page.content()}\n${await spokenBy(await page.context().newCDPSession(page))}\n${await page.title()}`
  for (const word of [prompt, 'lighthouse', 'Verbatim', 'Augmented', 'sketch', 'Sketch', ...rewritten])
    expect(told).not.toContain(word)
  const keys = ['a', 'ArrowLeft', 'b', 'ArrowRight', 't', 'n']
  for (let vote = 1; vote <= 3; vote += 1) {
    await compare.waitForPair()
    await compare.voteByKey(keys[vote] ?? 'a', vote)
  }
  await page.keyboard.press('u')
  await expect(compare.voteView.getByText('2 judged')).toBeVisible()
  // Left and come back to: it goes on.
  await window.goToLibrary()
  await window.goToCompare()
  for (let vote = 3; vote <= pairCount; vote += 1) {
    await expect(compare.voteView.getByText(`${vote - 1} judged`)).toBeVisible()
    await compare.waitForPair()
    // Few decide: whatever the sides are, chance alone cannot look like a verdict.
    await compare.voteByKey(vote > keys.length ? 't' : (keys[vote % keys.length] ?? 'a'), vote)
  }
  await compare.seeResults()
  const verdict = page.getByRole('article', { name: 'Verbatim against Augmented' })
  await expect(verdict).toContainText(/Too few votes to tell.* more would show a 60\/40 preference/)
  const [votes, ...outcomes] = (await verdict.getByRole('definition').allInnerTexts()).slice(0, 5).map(Number)
  expect(votes).toBe(pairCount)
  expect(outcomes.reduce((sum, count) => sum + count, 0)).toBe(pairCount)
  await expect(page.getByRole('table', { name: 'Beside the votes' })).toContainText('$0')

  await page.getByRole('button', { name: 'All experiments' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: prompt })).toContainText('Too few votes to tell')
  await expect(page.getByRole('listitem').filter({ hasText: prompt })).toContainText('16 votes')
  expect(studio.complaints).toEqual([])
})

test('an experiment is made from the form, its words are changed before it starts, it is removed and comes back', async ({
  start,
}) => {
  const { studio, window } = await start()
  const { page } = window
  const compare = await window.goToCompare()
  await page.getByRole('button', { name: 'New experiment' }).click()
  await page.getByRole('textbox', { name: 'Prompt 1' }).fill('한복을 입은 고양이')
  await page.getByRole('button', { name: 'Decrease Repeats' }).click({ clickCount: 1 })
  await page.getByRole('textbox', { name: 'Name' }).fill('Cats')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('button', { name: 'Rewrite the prompts' }).click()
  const rewritten = page.getByRole('textbox', { name: 'Rewritten prompt' })
  await expect(rewritten).toHaveValue(/한복을 입은 고양이/)
  await rewritten.fill('한복을 입은 고양이, 달밤')
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(compare.status).toHaveText('Finished', { timeout: 60_000 })
  await compare.show('Words')
  await expect(page.getByRole('article', { name: 'Augmented' }).locator('ins')).toContainText('달밤')
  await expect(page.getByText(/changed by you/)).toBeVisible()

  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(page.getByText('No experiments yet')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Cats', exact: true })).toBeVisible()
  expect(studio.complaints).toEqual([])
})

for (const language of ['en', 'ko'] as const)
  test(`no screen of the Compare room has an accessibility violation in ${language}`, async ({ start }) => {
    test.slow()
    const { studio } = await start({ language })
    const { page } = studio
    const found: Record<string, readonly string[]> = {}
    const main = page.getByRole('main')
    for (const theme of ['dark', 'light'] as const) {
      await page.evaluate((theme) => window.diptych.call('settings.setTheme', { theme }), theme)
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      const look = async (screen: string): Promise<void> => {
        found[`${screen}, ${theme}`] = await findViolations(page)
      }
      await page.getByRole('navigation').getByRole('link').nth(2).click()
      if (theme === 'dark') await look('no experiment')
      await page.getByRole('navigation').getByRole('link').first().click()
      await main.getByRole('textbox').first().fill('한복을 입은 고양이 a cat in hanbok')
      await expect(
        main.getByRole('button', { name: /^(Compare augmented with verbatim|다듬은 것과 그대로 비교하기)$/ }),
      ).toBeEnabled()
      await page.keyboard.press('ControlOrMeta+d')
      await expect(main.locator('img[src*="/thumb/"]')).toHaveCount(8, { timeout: 60_000 })
      await expect(main.locator('[data-spinner]')).toHaveCount(0)
      await look('pictures')
      await main.getByRole('radio').first().click()
      await look('words')
      await main.getByRole('radio').last().click()
      await expect(main.getByRole('table')).toBeVisible()
      await look('results without votes')
      await main.getByRole('button', { name: /^(Vote|투표)$/ }).click()
      await expect(main.locator('img[src*="/blob/"]')).toHaveCount(2)
      await expect(main.locator('[aria-keyshortcuts="T"]')).not.toHaveAttribute('aria-disabled')
      await look('vote')
      await page.keyboard.press('a')
      await expect(main.getByText(/^1( judged|쌍)/)).toBeVisible()
      await main.getByRole('button').first().click()
      await main.getByRole('radio').last().click()
      await expect(main.getByRole('article').getByRole('img')).toBeVisible()
      for (const details of await main.locator('summary').all()) await details.click()
      await look('results')
      await main.getByRole('button').first().click()
      await expect(main.getByRole('listitem').first()).toBeVisible()
      await look('list')
      await main.getByRole('button', { name: /^(New experiment|새 실험)$/ }).click()
      await expect(main.getByRole('group').first()).toBeVisible()
      await main.getByRole('button', { name: /^(Add an arm|방법 추가)$/ }).click()
      await look('form')
      await main.getByRole('button', { name: /^(Paste a list…|목록 붙여넣기…)$/ }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('a fox\na door')
      await look('pasted list')
      await page.keyboard.press('Escape')
      await main.getByRole('button').first().click()
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, []])))
    expect(studio.complaints).toEqual([])
  })

/** Everything that assistive technology is told. */
async function spokenBy(session: CDPSession): Promise<string> {
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  return JSON.stringify(nodes.map(({ name, description, value, properties }) => [name, description, value, properties]))
}
