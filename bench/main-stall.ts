import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { copiesOf, drawPicture } from './support/draw-picture.ts'
import { printBound } from './support/figure.ts'
import { type OpenStudio, openStudio } from './support/open-studio.ts'
import { seedLibrary } from './support/seed-library.ts'
import { watchMain } from './support/watch-main.ts'

/**
 * How long main is held up at most: input goes through it, so that every stall is a hitch under the hand. While searching
 * among 100,000 as one types, importing 200 files, saving a generation of four, and all of that at once.
 */
const bench = 'main-stall'
const boundMs = 8
const rounds = 3
const searches = [
  '바다 ',
  'portrait',
  '밤하늘 고양이',
  'golden hour -rain',
  'model:gpt-image-1',
  '숲',
  'rating>=4 ocean',
]

async function search({ page }: OpenStudio): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Search' })
  for (const text of searches) {
    await field.fill('')
    await field.pressSequentially(text, { delay: 60 })
    await page.waitForTimeout(400)
  }
  await field.fill('')
}

/** Chooses a folder in the system's dialog and waits until everything in it is here. */
async function importFolder({ app, page }: OpenStudio, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)
  await page.evaluate(async () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const stop = window.diptych.on('task.changed', ({ task }) => {
      if (task.state.kind !== 'running') end()
    })
    const started = await window.diptych.call('import.choose', { what: 'folder' })
    if (!started.ok) throw new Error(started.failure.kind)
    await ended
    stop()
  })
}

const save = ({ page }: OpenStudio): Promise<void> =>
  page.evaluate(async () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const stop = window.diptych.on('generation.changed', ({ generation }) => {
      if (generation.status === 'succeeded') end()
    })
    const started = await window.diptych.call('generations.start', {
      connectionId: 'sketch',
      model: 'sketch',
      typedPrompt: '달밤의 고양이',
      params: { size: '1024x1024', n: 4 },
    })
    if (!started.ok) throw new Error(started.failure.kind)
    await ended
    stop()
  })

const out = join(import.meta.dirname, '../out')
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(out, 'bench-stall-'))
try {
  const libraryFolder = join(folder, 'library')
  cpSync(await seedLibrary(100_000), libraryFolder, {
    recursive: true,
    filter: (path) => basename(path) !== 'backups',
  })
  const inboxes = Array.from({ length: 2 * rounds }, (_, index) => {
    const inbox = join(folder, `inbox-${index}`)
    mkdirSync(inbox)
    for (const [number, png] of copiesOf(drawPicture(`import ${index}`), 200).entries())
      writeFileSync(join(inbox, `${number}.png`), png)
    return inbox
  })

  await using studio = await openStudio(libraryFolder)
  await studio.window.goToLibrary()
  // What is done after every start (`library-care.ts`), a backup among it, is done by then.
  await studio.page.waitForTimeout(20_000)
  const nextInbox = (): string => inboxes.pop() ?? ''
  const activities: Readonly<Record<string, () => Promise<unknown>>> = {
    'at rest': () => studio.page.waitForTimeout(3000),
    'searching as one types': () => search(studio),
    'importing 200 files': () => importFolder(studio, nextInbox()),
    'saving four pictures': () => save(studio),
    'all of that at once': () => Promise.all([search(studio), importFolder(studio, nextInbox()), save(studio)]),
  }
  for (const [name, act] of Object.entries(activities)) {
    const samples: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const longestStall = await watchMain(studio.app)
      await act()
      samples.push(await longestStall())
    }
    printBound({ bench, metric: `main's longest stall, ${name}, ms`, samples, bound: boundMs })
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
