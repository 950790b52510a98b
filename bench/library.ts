import { performance } from 'node:perf_hooks'
import { reindexImages } from '#main/library/search.ts'
import type { Arrangement, ImageQuery } from '#shared/image-query.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { printFigure } from './support/figure.ts'
import { seedLibrary } from './support/seed-library.ts'

/**
 * Finding things among 100,000 and 1,000,000 pictures, through the studio's own operations. Each figure stands beside a
 * floor of the same run on the same file: the barest SQL that could answer. `DIPTYCH_BENCH_ROWS` chooses one size.
 */
const sizes = (process.env['DIPTYCH_BENCH_ROWS'] ?? '100000,1000000').split(',').map(Number)
const newest: Arrangement = { sort: 'newest', groupBy: 'none', isStacked: false }
const query = (text: string): ImageQuery => ({ text, place: 'library', collectionId: null })

const timeOfOne = (act: () => unknown): number => {
  const start = performance.now()
  act()
  return performance.now() - start
}

for (const rows of sizes) {
  const folder = await seedLibrary(rows)
  const label = rows.toLocaleString('en')

  await using library = await openTestLibrary({ folder })
  const { operations, readOperations } = library
  const { db } = library.library
  const figure = (metric: string, act: () => unknown, floor: () => unknown, limit: number, rounds = 60): void => {
    const samples: number[] = []
    const floorSamples: number[] = []
    // In turns, so that both see the same computer. The first ones fill the caches.
    for (let round = rounds < 10 ? -1 : -5; round < rounds; round += 1) {
      const [bare, own] = [timeOfOne(floor), timeOfOne(act)]
      if (round < 0) continue
      floorSamples.push(bare)
      samples.push(own)
    }
    printFigure({ bench: 'library', metric: `${metric}, ${label}, ms`, samples, floorSamples, limit })
  }

  // A page cannot do with less than its rows, looked up by id, with the beginning of their prompts.
  const barePage = db.prepare(
    `SELECT i.id, i.generation_id, i.sha256, i.format, i.width, i.height, i.is_favorite, i.rating, i.created_at_ms,
       substr(g.typed_prompt, 1, 200)
     FROM images i JOIN generations g ON g.id = i.generation_id
     WHERE i.id <= ? AND i.deleted_at_ms IS NULL ORDER BY i.id DESC LIMIT 60`,
  )
  const first = (): unknown => operations.firstImages({ query: query(''), arrangement: newest, limit: 60 })
  figure('first page of 60', first, () => barePage.all(rows), 3)

  const { ids } = readOperations.listImages({ query: query(''), arrangement: newest })
  const cardsAt = (share: number) => () => {
    const start = Math.floor((ids.length - 60) * share)
    return operations.imageCards({ ids: [...ids.subarray(start, start + 60)] })
  }
  const pageAt = (share: number) => () => barePage.all(Math.floor(rows * (1 - share)))
  figure('cards at 50 %', cardsAt(0.5), pageAt(0.5), 3)
  figure('cards at 99 %', cardsAt(0.99), pageAt(0.99), 3)
  // The depth itself must cost nothing.
  figure('cards at 99 % against the top', cardsAt(0.99), cardsAt(0), 1.3)

  const list =
    (text: string, arrangement: Partial<Arrangement> = {}) =>
    () =>
      readOperations.listImages({ query: query(text), arrangement: { ...newest, ...arrangement } })
  const bareIds = db.prepare('SELECT id FROM images WHERE deleted_at_ms IS NULL ORDER BY id DESC').pluck()
  const longRounds = rows > 200_000 ? 5 : 15
  figure('whole list', list(''), () => bareIds.all(), 2, longRounds)
  const bareIdsByRating = db
    .prepare('SELECT id FROM images WHERE deleted_at_ms IS NULL ORDER BY rating DESC, id DESC')
    .pluck()
  figure('whole list by rating', list('', { sort: 'rating' }), () => bareIdsByRating.all(), 2, longRounds)

  const bareSearch = db.prepare(
    'SELECT rowid FROM image_search WHERE image_search MATCH ? ORDER BY rowid DESC LIMIT 60',
  )
  const search = (text: string) => () => operations.firstImages({ query: query(text), arrangement: newest, limit: 60 })
  // The floor of a search: the bare index and the page of rows that it finds.
  const searchFloor = (expression: string) => () => [bareSearch.all(expression), barePage.all(rows)]
  figure('search: common word', search('portrait '), searchFloor('latin : "portrait" *'), 3)
  figure('search: rare word', search('charcoal '), searchFloor('latin : "charcoal" *'), 3)
  figure('search: two syllables', search('바다'), searchFloor('grams : "바다"'), 3)
  figure('search: inside a word', search('밤하늘'), searchFloor('grams : "밤하 하늘"'), 3)
  figure('search: Korean and English', search('바다 night '), searchFloor('grams : "바다" AND latin : "night" *'), 3)
  figure('search: one syllable', search('숲'), searchFloor('grams : "숲" *'), 3)
  figure('search: no match', search('없는말없는말'), searchFloor('grams : "없는 는말 말없"'), 3)

  const bareFacets = db.prepare(
    `SELECT g.model, count(*) FROM images i JOIN generations g ON g.id = i.generation_id
     WHERE i.deleted_at_ms IS NULL GROUP BY g.model`,
  )
  figure(
    'facet counts',
    () => readOperations.countFacets({ query: query('') }),
    () => bareFacets.all(),
    3,
    longRounds,
  )

  // Inserting while somebody browses: one row and its words, then the page again.
  const insert = db.prepare(
    `INSERT INTO images (generation_id, position, sha256, width, height, bytes, format, created_at_ms)
     VALUES (NULL, 0, ?, 64, 64, 64, 'png', 1)`,
  )
  const insertedIds: number[] = []
  const insertOne = (): number => {
    const sha256 = insertedIds.length.toString(16).padStart(64, 'f')
    const id = Number(insert.run(sha256).lastInsertRowid)
    insertedIds.push(id)
    return id
  }
  figure(
    'insert while browsing',
    () => {
      db.transaction(() => reindexImages(db, [insertOne()]))()
      return first()
    },
    () => [insertOne(), barePage.all(rows)],
    4,
    30,
  )

  // The library is kept for the next run, as it was.
  db.prepare('DELETE FROM images WHERE id IN (SELECT value FROM json_each(?))').run(JSON.stringify(insertedIds))
  reindexImages(db, insertedIds)

  // What finds nine damaged bits in ten, beside what finds one (`check-database.ts`).
  const check = (): unknown => readOperations.databaseProblems({})
  figure('check of the database', check, () => db.pragma('quick_check'), 2, rows > 200_000 ? 1 : 3)
}
