import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { _electron } from '@playwright/test'
import { Refusal, root, runWhenStarted } from './run.mjs'

const prompt = '달빛 아래 푸른 산과 호수, 작은 배 한 척'
const wordInside = '호수'
const wordOutside = '자전거'

const folder = path.join(root, 'out', 'demonstration')
const library = path.join(folder, 'library')
const screenshot = path.join(folder, 'studio.png')

/** Nothing is sent anywhere in a demonstration; it need not know that it could be. */
const withoutKeys = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OPENAI_')))

/** Playwright waits for what a person would wait for; what never comes is told as a sentence. */
const step = async (sentence, act) => {
  try {
    await act()
  } catch (error) {
    throw new Refusal(`The demonstration stopped: ${sentence} did not work.\n${error.message}`)
  }
  console.log(`  ${sentence}`)
}

const withStudio = async (sentence, act) => {
  let studio
  try {
    await step(sentence, async () => {
      studio = await _electron.launch({
        cwd: root,
        executablePath: process.env.ELECTRON_EXEC_PATH,
        args: [
          '.',
          `--user-data-dir=${path.join(folder, 'profile')}`,
          ...(process.env.NO_SANDBOX === '1' ? ['--no-sandbox'] : []),
        ],
        env: { ...withoutKeys, DIPTYCH_LIBRARY: library, DIPTYCH_LANG: 'en' },
        colorScheme: null,
      })
      await (await studio.firstWindow()).getByRole('textbox', { name: 'Prompt' }).waitFor()
    })
    const page = await studio.firstWindow()
    await act({ page, pictures: page.getByRole('grid', { name: 'Pictures' }).getByRole('img') })
  } finally {
    await studio?.close()
  }
}

const waitForCount = async (locator, count) => {
  const deadlineMs = performance.now() + 15_000
  while ((await locator.count()) !== count) {
    if (performance.now() > deadlineMs) throw new Error(`expected ${count} pictures, saw ${await locator.count()}`)
    await locator.page().waitForTimeout(50)
  }
}

const picturesOnDisk = () =>
  existsSync(path.join(library, 'blobs'))
    ? readdirSync(path.join(library, 'blobs'), { recursive: true })
        .filter((name) => name.endsWith('.png'))
        .map((name) => path.join(library, 'blobs', name))
    : []

/**
 * The main job without a display: makes a picture on the offline sketch provider, closes the studio, opens it
 * again and finds the picture by a Korean word inside its prompt. Run by `npm start` on a virtual display.
 */
await runWhenStarted(import.meta.url, async () => {
  rmSync(folder, { recursive: true, force: true })

  await withStudio('opened the studio with an empty library', async ({ page, pictures }) => {
    await step(`made a picture on the offline sketch provider: “${prompt}”`, async () => {
      await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
      await page.getByRole('button', { name: 'Generate', exact: true }).click()
      await page.getByRole('link', { name: 'Library' }).click()
      await waitForCount(pictures, 1)
    })
  })
  await withStudio('closed it and opened it again', async ({ page, pictures }) => {
    await step('the picture is still in the library', async () => {
      await page.getByRole('link', { name: 'Library' }).click()
      await waitForCount(pictures, 1)
    })
    await step(`searched for “${wordOutside}”: nothing, as it should be`, async () => {
      await page.getByRole('searchbox', { name: 'Search' }).fill(wordOutside)
      await waitForCount(pictures, 0)
    })
    await step(`searched for “${wordInside}”: found it`, async () => {
      await page.getByRole('searchbox', { name: 'Search' }).fill(wordInside)
      await waitForCount(pictures, 1)
    })
    await step('took a picture of the studio', () => page.screenshot({ path: screenshot }))
  })

  const [picture] = picturesOnDisk()
  if (picture === undefined) throw new Refusal(`The studio showed the picture, but there is none under ${library}.`)
  console.log(`\nThe picture:    ${picture}\nThe studio:     ${screenshot}\nThe library:    ${library}`)
  return 0
})
