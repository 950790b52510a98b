import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import Database from 'better-sqlite3'
import type { CallResult } from '#shared/contract.ts'
import { startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { takePictures, usualSizes, zoomed } from '#test/support/take-pictures.ts'
import { foldersIn, launchStudio, type Studio } from '../e2e/launch-studio.ts'
import { drawPictureFiles } from '../e2e/picture-files.ts'

/**
 * The Library with much in it: found, put in order, thrown away, brought in, taken out and kept whole. As in
 * `every-screen.ts`, the eye judges.
 */
const usual = usualSizes.slice(0, 1)
const narrow = [...usual, zoomed]

const words = {
  en: {
    prompts: [
      'A red lighthouse on a cliff, heavy snow, evening',
      'Two cats under a blossoming cherry tree, soft morning light',
      'A sailing boat on a calm blue sea at dawn, long reflections',
      'A small house in an autumn forest, smoke from the chimney',
      '한복을 입은 고양이 두 마리, 벚꽃이 흩날리는 봄날의 궁궐',
      'A golden field under a stormy sky, one lonely tree',
      'Night market in the rain, neon signs mirrored in puddles',
      '새벽 안개가 낀 푸른 산과 작은 집',
      'A fox sleeping in the snow, wide shot, 35 mm',
      'Green hills, a winding road, balloons in the distance',
    ],
    tags: ['sea', 'winter', 'cats', 'for the exhibition', 'client: Haneul', 'night', 'forest', 'warm colours'],
    collections: [
      'Exhibition in spring',
      'Posters',
      'First drafts',
      'A collection with quite a long name for a sidebar',
    ],
    note: 'The reflections are right in this one; the mast is too short. Try again with “low sun”.',
    search: 'lighthouse',
    commands: {
      verify: 'Verify library',
      duplicates: 'Find duplicates',
      export: 'Export library',
      manageTags: 'Manage tags…',
      tasks: 'Show tasks',
    },
    show: 'Show report',
    review: 'Review',
    filters: /^Filters/,
    group: 'Groups',
    byDay: 'By day',
    byPrompt: 'By prompt',
    noGroups: 'No groups',
    stacks: 'Stack pictures of one request',
    trash: 'Trash',
    emptyTrash: 'Empty Trash',
    import: 'Import…',
    compare: 'Compare the two',
    saved: 'Saved searches',
    save: 'Save this search…',
    open: 'Show collections',
  },
  ko: {
    prompts: [
      '한복을 입은 고양이 두 마리, 벚꽃이 흩날리는 봄날의 궁궐',
      '눈 내리는 밤의 빨간 등대와 거친 바다',
      '새벽 안개가 낀 푸른 산과 작은 집',
      '노을 진 바다 위의 돛단배, 잔잔한 물결',
      'A red lighthouse on a cliff, heavy snow, evening',
      '비 오는 밤의 야시장, 물웅덩이에 비친 네온사인',
      '가을 숲속 오두막, 굴뚝에서 피어오르는 연기',
      'Two cats under a blossoming cherry tree, soft morning light',
      '눈밭에서 잠든 여우, 넓은 화각, 35mm 필름 느낌',
      '초록 언덕과 구불구불한 길, 멀리 떠 있는 열기구',
    ],
    tags: ['바다', '겨울', '고양이', '전시회용', '고객: 하늘공방', '밤', '숲', '따뜻한 색감'],
    collections: ['봄 전시회', '포스터', '초안', '사이드바에 다 들어가지 않을 만큼 이름이 긴 컬렉션'],
    note: '물에 비친 모습이 제일 자연스러워요. 돛대가 조금 짧으니 “낮은 햇빛”으로 다시 해 보기.',
    search: '고양이',
    commands: {
      verify: '라이브러리 검사',
      duplicates: '중복 이미지 찾기',
      export: '라이브러리 내보내기',
      manageTags: '태그 관리…',
      tasks: '작업 보기',
    },
    show: '결과 보기',
    review: '살펴보기',
    filters: /^필터/,
    group: '묶기',
    byDay: '날짜별',
    byPrompt: '프롬프트별',
    noGroups: '묶지 않음',
    stacks: '한 번에 만든 이미지 겹쳐 보기',
    trash: '휴지통',
    emptyTrash: '휴지통 비우기',
    import: '가져오기…',
    compare: '둘을 비교',
    saved: '저장한 검색',
    save: '이 검색 저장…',
    open: '컬렉션 보기',
  },
} as const
type Words = (typeof words)['en' | 'ko']

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-pictures-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

for (const language of ['en', 'ko'] as const)
  test(`the library in ${language}`, async () => {
    test.setTimeout(600_000)
    const said = words[language]
    const folders = foldersIn(join(folder, language))
    await fillLibrary(folders, language, said)
    const studio = await launchStudio({ ...folders, language })
    const { page } = studio
    const shoot = (name: string, sizes = usual): Promise<void> => takePictures(studio, language, name, sizes)
    const cells = page.getByRole('gridcell')
    const search = page.getByRole('searchbox')
    await page.getByRole('navigation').first().getByRole('link').nth(1).click()
    await expect(cells.nth(8)).toBeVisible()
    await shoot('20-library', [...usualSizes, zoomed])

    // Finding
    await page.getByRole('button', { name: said.filters }).click()
    await shoot('21-library-filters', [...usualSizes, zoomed])
    await page.getByRole('button', { name: said.filters }).click()
    await search.pressSequentially('rating>=4 ta')
    await expect(page.getByRole('listbox')).toBeVisible()
    await shoot('22-library-completion', narrow)
    await page.keyboard.press('Escape')
    await search.fill(`rating>=3 tag:"${said.tags[3]}" -is:imported modle:x ${said.search}`)
    await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'modle' })).toBeVisible()
    await shoot('23-library-chips', narrow)
    await page.getByRole('button', { name: said.saved }).click()
    await shoot('24-library-saved-searches')
    await page.getByRole('menuitem', { name: said.save }).click()
    await shoot('24-library-save-search')
    await page.keyboard.press('Escape')
    await search.fill('zzzz rating>=4')
    await expect(cells).toHaveCount(0)
    await shoot('25-library-no-matches', narrow)
    await search.fill('is:failed')
    await expect(cells).toHaveCount(1)
    await cells.first().click()
    await shoot('26-library-failed')
    await search.fill('')
    await expect(cells.nth(8)).toBeVisible()

    // Groups and stacks
    await choose(page, said.group, said.byDay)
    await shoot('27-library-by-day', narrow)
    await choose(page, said.group, said.byPrompt)
    await shoot('28-library-by-prompt')
    await choose(page, said.group, said.noGroups)
    await page.getByRole('button', { name: said.stacks }).click()
    await cells.nth(1).click()
    await page.keyboard.press('Enter')
    await shoot('29-library-stacks')
    await page.getByRole('button', { name: said.stacks }).click()

    // One, many, two
    await cells.nth(4).click()
    await shoot('30-library-provenance', [...usual, zoomed])
    await page.getByRole('complementary').evaluate((panel) => {
      const scroller = panel.querySelector('.overflow-y-auto')
      scroller?.scrollTo(0, scroller.scrollHeight)
    })
    await shoot('31-library-lineage')
    for (let step = 0; step < 11; step += 1) await page.keyboard.press('Shift+ArrowRight')
    await shoot('32-library-many', [...usual, zoomed])
    await page.keyboard.press('t')
    await expect(dialogIn(page)).toBeVisible()
    await dialogIn(page).getByRole('combobox').first().pressSequentially(said.tags[0].slice(0, 1))
    await shoot('33-library-tags', narrow)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(dialogIn(page)).toBeHidden()
    await cells.nth(0).click()
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+C')
    await expect(dialogIn(page)).toBeVisible()
    await shoot('34-library-add-to-collection', narrow)
    await page.keyboard.press('Escape')
    await expect(dialogIn(page)).toBeHidden()
    await cells.nth(0).click()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('c')
    await expect(dialogIn(page)).toBeVisible()
    await shoot('35-compare', narrow)
    await page.keyboard.press('Escape')
    await expect(dialogIn(page)).toBeHidden()
    await runCommand(page, said.commands.manageTags)
    await expect(dialogIn(page)).toBeVisible()
    await shoot('36-manage-tags')
    await page.keyboard.press('Escape')
    await expect(dialogIn(page)).toBeHidden()

    // Trash
    await page.getByRole('button', { name: said.trash, exact: true }).click()
    await expect(cells).toHaveCount(6)
    await cells.nth(1).click()
    await shoot('37-trash', narrow)
    await page.getByRole('button', { name: said.emptyTrash }).click()
    await expect(dialogIn(page)).toBeVisible()
    await shoot('38-empty-trash')
    await page.keyboard.press('Escape')
    await expect(dialogIn(page)).toBeHidden()
    await page.getByRole('button', { name: said.trash, exact: true }).first().click()

    // In and out
    await page.getByRole('main').getByRole('button', { name: said.import }).first().click()
    await expect(dialogIn(page)).toBeVisible()
    await shoot('39-import', narrow)
    const inbox = join(folder, language === 'ko' ? '여름 사진' : 'Summer pictures')
    mkdirSync(inbox)
    for (const { fileName, bytes } of drawPictureFiles(6)) writeFileSync(join(inbox, fileName), bytes)
    for (const name of ['notes.txt', '아주 길고 긴 이름을 가진 깨진 그림 파일 (사본 2).png'])
      writeFileSync(join(inbox, name), 'not a picture')
    await studio.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, inbox)
    await dialogIn(page).getByRole('button').nth(1).click()
    await expect(dialogIn(page)).toBeHidden()
    await runCommand(page, said.commands.verify)
    await expect(page.getByRole('button', { name: said.show }).first()).toBeVisible({ timeout: 20_000 })
    await runCommand(page, said.commands.duplicates)
    await expect(page.getByRole('button', { name: said.review }).first()).toBeVisible({ timeout: 20_000 })
    await runCommand(page, said.commands.tasks)
    await shoot('40-tasks', [...usualSizes, zoomed])
    await page.getByRole('button', { name: said.show }).first().click()
    await expect(dialogIn(page).last()).toBeVisible()
    await shoot('41-verify-report', narrow)
    await page.keyboard.press('Escape')
    await runCommand(page, said.commands.tasks)
    await page.getByRole('button', { name: said.review }).first().click()
    await expect(dialogIn(page).last()).toBeVisible()
    await shoot('42-duplicates', narrow)
    await page.keyboard.press('Escape')
    await runCommand(page, said.commands.export)
    await expect(dialogIn(page)).toBeVisible()
    await dialogIn(page).getByRole('radio').first().click()
    await shoot('43-export', narrow)
    await page.keyboard.press('Escape')
    await expect(dialogIn(page)).toBeHidden()
    await page.getByRole('navigation').first().getByRole('link').nth(5).click()
    await takePictures(studio, language, '44-settings-library', [...usualSizes, zoomed], () =>
      page
        .getByRole('heading', { level: 2 })
        .nth(2)
        .evaluate((heading) => heading.scrollIntoView()),
    )
    await studio.close()

    await shootRestored(folders, language)
  })

/** The database is damaged: the next start brings everything back and says so. */
async function shootRestored(folders: ReturnType<typeof foldersIn>, language: 'en' | 'ko'): Promise<void> {
  writeFileSync(join(folders.libraryFolder, 'diptych.db'), 'this was a database once')
  const studio = await launchStudio({ ...folders, language })
  await expect(studio.page.getByRole('main')).toBeVisible()
  await studio.page.getByRole('navigation').first().getByRole('link').nth(1).click()
  await expect(studio.page.getByRole('gridcell').nth(8)).toBeVisible()
  await takePictures(studio, language, '45-restored', narrow)
  await studio.close()
}

/** Notices that pass are dialogs too. */
const dialogIn = (page: Page) => page.locator('[role="dialog"]:not([aria-modal="false"])')

async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  const palette = dialogIn(page)
  const label = await palette.getAttribute('aria-label')
  await palette.getByRole('combobox').fill(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: label ?? '', exact: true })).toHaveCount(0)
}

async function choose(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await expect(page.getByRole('listbox')).toHaveCount(0)
}

/** Some seventy sketches over six weeks, judged and put in order, some in the Trash, one request without a picture. */
async function fillLibrary(
  folders: ReturnType<typeof foldersIn>,
  language: 'en' | 'ko',
  { prompts, tags, collections, note }: Words,
): Promise<void> {
  const apiKey = 'sk-pictures-0123456789'
  const fake = await startFakeOpenAi({ apiKey })
  fake.setBehaviour({ kind: 'error', name: 'moderationBlocked' })
  const environment = { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: fake.baseUrl }
  const studio = await launchStudio({ ...folders, language, environment })
  await expect(studio.page.getByRole('main')).toBeVisible()
  await generateMany(studio, prompts)
  await fake.close()
  await studio.page.evaluate(
    async ({ tags, collections, note }) => {
      const arrangement = { sort: 'newest', groupBy: 'none', isStacked: false } as const
      const found = await window.diptych.call('images.list', {
        query: { text: '', place: 'library', collectionId: null },
        arrangement,
      })
      if (!found.ok) throw new Error(found.failure.kind)
      const ids = [...found.value.ids]
      const every = (step: number, offset: number): number[] => ids.filter((_, at) => at % step === offset)
      for (const [at, tag] of tags.entries())
        await window.diptych.call('images.mark', {
          ids: every(at + 3, at % 3),
          change: { kind: 'add-tags', tags: [tag] },
        })
      for (const rating of [3, 4, 5])
        await window.diptych.call('images.mark', {
          ids: every(7, rating - 1),
          change: { kind: 'rating', rating },
        })
      await window.diptych.call('images.mark', { ids: every(5, 0), change: { kind: 'favorite', isFavorite: true } })
      await window.diptych.call('images.mark', { ids: ids.slice(4, 5), change: { kind: 'note', note } })
      let parentId: number | null = null
      for (const [at, name] of collections.entries()) {
        const made: CallResult<'collections.create'> = await window.diptych.call('collections.create', {
          name,
          parentId: at === 2 ? parentId : null,
        })
        if (!made.ok) throw new Error(made.failure.kind)
        parentId = made.value.id
        await window.diptych.call('collections.addImages', { collectionId: made.value.id, ids: every(at + 4, 1) })
      }
      await window.diptych.call('savedSearches.save', {
        name: tags[3] ?? '',
        query: { text: 'rating>=4', place: 'library', collectionId: null },
      })
      await window.diptych.call('images.trash', { ids: every(13, 6) })
    },
    { tags, collections, note },
  )
  await studio.close()
  spreadOverWeeks(folders.libraryFolder)
}

async function generateMany({ page }: Studio, prompts: readonly string[]): Promise<void> {
  const sizes = ['512x512', '768x512', '512x768', '640x480'] as const
  await page.evaluate(
    async ({ prompts, sizes }) => {
      const start = async (
        typedPrompt: string,
        size: string,
        n: number,
        sources?: readonly number[],
        by: { readonly connectionId: string; readonly model: string } = { connectionId: 'sketch', model: 'sketch' },
      ) => {
        const started = await window.diptych.call('generations.start', {
          ...by,
          typedPrompt,
          params: { size, n, partialImages: 0 },
          ...(sources !== undefined && { sources: sources.map((imageId) => ({ imageId, role: 'recipe' as const })) }),
        })
        if (!started.ok) throw new Error(started.failure.kind)
        for (;;) {
          const now = await window.diptych.call('generations.get', { id: started.value.id })
          if (now.ok && now.value.status === 'succeeded') return now.value.images.map(({ id }) => id)
          if (now.ok && !['queued', 'sent', 'streaming'].includes(now.value.status)) return []
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      }
      const listed = await window.diptych.call('connections.list', {})
      const paid = listed.ok ? listed.value.connections.find(({ profile }) => profile !== 'sketch') : undefined
      if (paid !== undefined)
        await start(prompts[1] ?? '', '1024x1024', 1, undefined, { connectionId: paid.id, model: 'gpt-image-2' })
      let former: number[] = []
      for (const [at, prompt] of [...prompts, ...prompts, ...prompts].entries()) {
        const size = sizes[(at * 7) % sizes.length] ?? '512x512'
        const made = await start(prompt, size, 1 + (at % 4), at % 5 === 1 ? former.slice(0, 1) : undefined)
        former = made
      }
      const [first = ''] = prompts
      const last = await start(first, '512x512', 3, former.slice(0, 1))
      await start(`${first}, 35 mm`, '512x512', 2, last.slice(0, 1))
      // The same words twice are the same sketch twice.
      await start(first, '512x512', 1, last.slice(0, 1))
    },
    { prompts, sizes },
  )
}

/** Made over some weeks, as far as anybody can see, and with one request that was refused. */
function spreadOverWeeks(libraryFolder: string): void {
  const db = new Database(join(libraryFolder, 'diptych.db'))
  const dayMs = 24 * 60 * 60 * 1000
  const ids = db.prepare<[], number>('SELECT id FROM generations ORDER BY id DESC').pluck().all()
  for (const [at, id] of ids.entries()) {
    const time = Date.now() - Math.floor(at / 3) * 2 * dayMs - at * 60_000
    db.prepare('UPDATE images SET created_at_ms = ? WHERE generation_id = ?').run(time, id)
  }
  db.prepare('UPDATE images SET deleted_at_ms = deleted_at_ms - ? WHERE id % 2 = 0 AND deleted_at_ms IS NOT NULL').run(
    40 * dayMs,
  )
  db.close()
}
