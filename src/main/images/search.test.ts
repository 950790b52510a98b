import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { naughtyStrings } from '#test/support/naughty-strings.ts'
import {
  addCollection,
  addFailed,
  addGenerated,
  addImported,
  openPrompts,
  openRows,
} from '#test/support/picture-rows.ts'
import type { Db } from '../library/database.ts'
import { reindexImages } from '../library/search.ts'
import { countFacets } from './facets.ts'
import { firstImages } from './first-images.ts'
import { listImages } from './list.ts'

const plain = { sort: 'newest', groupBy: 'none', isStacked: false } as const
const nowMs = new Date(2026, 10, 20, 12).getTime()

/** Ids, newest first. */
const search = (db: Db, text: string): readonly number[] => [
  ...listImages(db, { query: { text, place: 'library', collectionId: null }, arrangement: plain }, nowMs).ids,
]

function finds(text: string, query: string): boolean {
  const db = openPrompts([text])
  const found = search(db, query).length === 1
  db.close()
  return found
}

test.each([
  ['겨울 바다를 걷는 고양이', '바다', true],
  ['겨울 바다를 걷는 고양이', '양이', true],
  ['겨울 바다를 걷는 고양이', '꽃', false],
  ['꽃', '꽃', true],
  ['벚꽃', '꽃', true],
  ['벚꽃길', '꽃', true],
  ['고양이', '이', true],
  ['겨울 바다', '울바', false],
  ['가나 나다', '가나다', false],
  ['겨울 바다를 걷는 고양이', '고양이 겨울', true],
  ['겨울 바다를 걷는 고양이', '고양이 여름', false],
  ['겨울 바다를 걷는 고양이', '"겨울 바다"', true],
  ['겨울 바다를 걷는 고양이', '"울 바"', true],
  ['겨울 바다를 걷는 고양이', '"바다 겨울"', false],
  ['겨울바다', '"겨울 바다"', false],
  ['겨울 바다를 걷는 고양이', '고양이 -여름', true],
  ['겨울 바다를 걷는 고양이', '고양이 -바다', false],
  ['겨울 바다를 걷는 고양이', '-"겨울 바다"', false],
  ['겨울 바다를 걷는 고양이', '-"바다 겨울"', true],
  ['cat을 그린 portrait', 'cat', true],
  ['cat을 그린 portrait', '을', true],
  ['cat을 그린 portrait', 'cat을', true],
  ['concat을 그린', 'cat을', true],
  ['cat 을지로', 'cat을', false],
  ['cat 그림을', 'cat을', false],
  ['3D렌더, 8K해상도', '3D렌더', true],
  ['3D렌더, 8K해상도', 'd렌', true],
  ['3D렌더, 8K해상도', '렌더 8k', true],
  ['3D렌더, 8K해상도', 'K해상', true],
  ['3D렌더, 8K해상도', '2D렌더', false],
  ['한복cat그림', '복cat그', true],
  ['한복cat그림', '복', true],
  ['한복cat그림', '한복', true],
  ['한복cat그림', 'cat', true],
  ['한복cat그림', '한복그림', false],
  ['a soft portrait of a cat', 'port', true],
  ['a soft portrait of a cat', 'port cat', true],
  ['a soft portrait of a cat', 'ortrait', false],
  ['a soft portrait of a cat', '"ortrait of"', true],
  ['a soft portrait of a cat', '"soft portrait of a c"', true],
  ['a soft portrait of a cat', '"portrait soft"', false],
  ['a soft portrait of a cat', 'CAT por', true],
  ['a soft portrait of a cat', '-dog', true],
  ['a soft portrait of a cat', '-por', false],
  ['Émile in the café', 'emile cafe', true],
  ['Émile in the café', '"émile"', true],
  ['Émile in the café', '"emile"', false],
  ['東京タワーの夜', 'タワー', true],
  ['東京タワーの夜', '夜', true],
  ['𠮷野家', '𠮷野', true],
  ['ㅋㅋㅋ 웃는 얼굴', 'ㅋㅋ', true],
  ['바다'.normalize('NFD'), '바다', true],
  ['바다', '바다'.normalize('NFD'), true],
  ['바다의 집', '"다의 집"'.normalize('NFD'), true],
  ['cats & dogs, sci-fi (f/2.8)', 'cats & dogs', true],
  ['cats & dogs, sci-fi (f/2.8)', '"cats & dogs"', true],
  ['cats & dogs, sci-fi (f/2.8)', '"f/2.8)"', true],
  ['cats & dogs, sci-fi (f/2.8)', '"f/2.9"', false],
  ['a heart ❤️ of gold', '❤️', true],
  ['a heart of gold', '❤️', false],
  ['a cat', 'cat ❤️', true],
  ['a cat', '"cat ❤️"', false],
  ['a cat', '!?', false],
  ['a cat --ar 16:9', '--ar 16:9', true],
])('In “%s”, “%s” is found: %s', (text, query, isFound) => {
  expect(finds(text, query)).toBe(isFound)
})

test('Nothing asked finds everything', () => {
  expect(['', '  ', '-', '"', 'tag:'].map((query) => finds('a cat', query))).toEqual([true, true, true, true, true])
})

test('Every text of a picture is searched, and what no longer stands there is no longer found', () => {
  const db = openRows()
  const [id = 0] = addGenerated(db, {
    typedPrompt: '고양이',
    sentPrompt: 'a tabby 고양이',
    revisedPrompt: '느긋한 고양이',
    note: '할머니 댁',
    tags: ['여름 휴가', 'Best'],
  })
  const imported = addImported(db, {
    fileName: '제주도-12.png',
    metadata: { tool: 'a1111', prompt: '유채꽃', negativePrompt: 'blurry', model: 'dreamshaper_8', parameters: {} },
  })
  const words = [
    '고양이',
    'tabby',
    '느긋',
    '할머니',
    '휴가',
    'best',
    '"여름 휴가"',
    '주도',
    '유채',
    'blurry',
    '"shaper"',
  ]
  expect(words.map((word) => search(db, word))).toEqual([
    ...Array.from({ length: 7 }, () => [id]),
    ...Array.from({ length: 4 }, () => [imported]),
  ])
  expect(search(db, '"고양이 할머니"')).toEqual([])

  db.prepare('UPDATE images SET note = NULL WHERE id = ?').run(id)
  db.prepare('DELETE FROM image_tags WHERE image_id = ?').run(id)
  db.prepare('DELETE FROM images WHERE id = ?').run(imported)
  reindexImages(db, [id, imported])
  expect(['고양이', '할머니', '휴가', '유채'].map((word) => search(db, word))).toEqual([[id], [], [], []])
  expect(db.prepare('SELECT count(*) FROM image_search').pluck().get()).toBe(1)
})

describe('A fact narrows,', () => {
  const db = openRows()
  const day = (month: number, date: number): number => new Date(2026, month - 1, date, 12).getTime()
  const [sea = 0] = addGenerated(db, {
    typedPrompt: '바다',
    model: 'gpt-image-1',
    provider: 'openai-images',
    size: [1536, 1024],
    costMicroUsd: 40_000,
    rating: 5,
    tags: ['긴 이름', 'Sea'],
    createdAtMs: day(1, 5),
  })
  const [sky = 0] = addGenerated(db, {
    typedPrompt: '하늘',
    model: 'gpt-image-1.5',
    provider: 'openai-images',
    size: [1024, 1536],
    costMicroUsd: 50_000,
    rating: 3,
    isFavorite: true,
    isJudgedBlind: true,
    createdAtMs: day(11, 19),
  })
  const [fog = 0] = addGenerated(db, {
    typedPrompt: '안개',
    sources: [{ imageId: sea, role: 'edit' }],
    tags: ['sea'],
    createdAtMs: day(11, 20),
  })
  const file = addImported(db, { fileName: 'old.png', createdAtMs: day(11, 20) })
  const [gone = 0] = addGenerated(db, { typedPrompt: '바다', deletedAtMs: 1, createdAtMs: day(1, 5) })
  const failedSea = addFailed(db, { typedPrompt: '실패한 바다', model: 'gpt-image-1', createdAtMs: day(1, 5) })
  const failedEdit = addFailed(db, { typedPrompt: '실패한 하늘', sources: [{ imageId: sea, role: 'edit' }] })
  const trip = addCollection(db, { name: '여행' })
  const jeju = addCollection(db, { name: '제주', parentId: trip, imageIds: [sea, fog] })
  addCollection(db, { name: 'Best of 제주', imageIds: [sky] })

  it.each([
    ['model:gpt-image-1', [sea]],
    ['model:GPT-IMAGE', [sky, sea]],
    ['-model:gpt-image-1', [file, fog, sky]],
    ['model:another', []],
    ['provider:openai-images', [sky, sea]],
    ['provider:sketch', [fog]],
    ['tag:"긴 이름"', [sea]],
    ['tag:SEA', [fog, sea]],
    ['tag:이름', [sea]],
    ['-tag:sea', [file, sky]],
    ['tag:sea -tag:"긴 이름"', [fog]],
    ['collection:제주', [fog, sea]],
    ['collection:여행', [fog, sea]],
    ['collection:여행/제주', [fog, sea]],
    ['collection:best', [sky]],
    ['rating>=4', [sea]],
    ['rating<5', [sky]],
    ['rating=0', [file, fog]],
    ['-rating>=4', [file, fog, sky]],
    ['cost>0.04', [sky]],
    ['cost>=0.04', [sky, sea]],
    ['cost=0.05', [sky]],
    ['before:2026-11', [sea]],
    ['after:2026-11-19', [file, fog, sky]],
    ['after:today', [file, fog]],
    ['after:yesterday before:today', [sky]],
    ['before:2026', []],
    ['is:favorite', [sky]],
    ['is:edited', [fog]],
    ['is:imported', [file]],
    ['is:blind', [sky]],
    ['-is:imported -is:favorite', [fog, sea]],
    ['-is:failed', [file, fog, sky, sea]],
    ['size:1536x1024', [sea]],
    ['size:landscape', [file, sea]],
    ['size:portrait', [sky]],
    ['size:square', [fog]],
    ['바다 rating>=4', [sea]],
    ['하늘 rating>=4', []],
    ['"안개" is:edited', [fog]],
    ['is:failed', [failedEdit, failedSea]],
    ['is:failed 바다', [failedSea]],
    ['is:failed "패한"', [failedEdit, failedSea]],
    ['is:failed "한 바"', [failedSea]],
    ['is:failed -바다', [failedEdit]],
    ['is:failed -"한 바"', [failedEdit]],
    ['is:failed is:edited', [failedEdit]],
    ['is:failed -is:edited', [failedSea]],
    ['is:failed is:favorite', []],
    ['is:failed model:gpt-image-1', [failedSea]],
    ['is:failed before:2026-02 after:2026-01', [failedSea]],
    ['is:failed tag:sea', []],
    ['is:failed -tag:sea', [failedEdit, failedSea]],
  ])('%s', (text, expected) => {
    expect(search(db, text)).toEqual(expected)
  })

  it('the Trash and a collection do too', () => {
    const listed = (query: { text: string; place: 'library' | 'trash'; collectionId: number | null }) => [
      ...listImages(db, { query, arrangement: plain }, nowMs).ids,
    ]
    expect(listed({ text: '', place: 'trash', collectionId: null })).toEqual([gone])
    expect(listed({ text: '바다', place: 'trash', collectionId: null })).toEqual([gone])
    expect(listed({ text: 'is:failed', place: 'trash', collectionId: null })).toEqual([])
    expect(listed({ text: '', place: 'library', collectionId: trip })).toEqual([fog, sea])
    expect(listed({ text: '안개', place: 'library', collectionId: jeju })).toEqual([fog])
    expect(listed({ text: 'is:failed', place: 'library', collectionId: jeju })).toEqual([])
  })

  it('and is counted, as far as it would narrow further', () => {
    const count = (text: string) => countFacets(db, { text, place: 'library', collectionId: null }, nowMs)
    expect(count('')).toEqual({
      model: [
        { value: 'gpt-image-1', count: 1 },
        { value: 'gpt-image-1.5', count: 1 },
        { value: 'sketch', count: 1 },
      ],
      provider: [
        { value: 'openai-images', count: 2 },
        { value: 'sketch', count: 1 },
      ],
      tag: [
        { value: 'Sea', count: 2 },
        { value: '긴 이름', count: 1 },
      ],
      rating: [
        { value: '0', count: 2 },
        { value: '3', count: 1 },
        { value: '5', count: 1 },
      ],
      size: [
        { value: 'landscape', count: 2 },
        { value: '1024x1024', count: 1 },
        { value: '1024x1536', count: 1 },
        { value: '1536x1024', count: 1 },
        { value: '640x480', count: 1 },
        { value: 'portrait', count: 1 },
        { value: 'square', count: 1 },
      ],
      is: [
        { value: 'failed', count: 2 },
        { value: 'blind', count: 1 },
        { value: 'edited', count: 1 },
        { value: 'favorite', count: 1 },
        { value: 'imported', count: 1 },
      ],
    })
    expect(count('"바다" rating>=4')).toEqual({
      model: [{ value: 'gpt-image-1', count: 1 }],
      provider: [{ value: 'openai-images', count: 1 }],
      tag: [
        { value: 'Sea', count: 1 },
        { value: '긴 이름', count: 1 },
      ],
      rating: [{ value: '5', count: 1 }],
      size: [
        { value: '1536x1024', count: 1 },
        { value: 'landscape', count: 1 },
      ],
      is: [],
    })
    expect(count('is:failed -바다')).toEqual({
      model: [{ value: 'sketch', count: 1 }],
      provider: [{ value: 'sketch', count: 1 }],
      tag: [],
      rating: [],
      size: [],
      is: [
        { value: 'edited', count: 1 },
        { value: 'failed', count: 1 },
      ],
    })
  })
})

// Few syllables and words, so that runs repeat, overlap and end in each other's beginnings.
const syllables = fc
  .array(fc.constantFrom('가', '나', '다', '꽃', '밭', 'ㅋ'), { minLength: 1, maxLength: 5 })
  .map((all) => all.join(''))
const latin = fc.constantFrom('cat', 'Cat', 'concat', 'category', '3D', 'd', 'K', 'é', 'café', 'a')
const gap = fc.constantFrom(' ', ', ', '. ', '\n', '…', '', '', '(', ')-')
const mixedText = fc
  .array(fc.tuple(fc.oneof({ arbitrary: syllables, weight: 2 }, latin), gap), { minLength: 1, maxLength: 10 })
  .map((parts) => parts.flat().join(''))
  .filter((text) => text.trim() !== '')
const corpus = fc.array(mixedText, { minLength: 1, maxLength: 8 })
const comparable = (text: string): string => text.normalize('NFC').toLowerCase()

/** What a scan of the texts finds, newest first. */
const scanned = (texts: readonly string[], isFound: (text: string) => boolean): readonly number[] =>
  texts.flatMap((text, index) => (isFound(comparable(text)) ? [index + 1] : [])).reverse()
const foundIn = (texts: readonly string[], query: string): readonly number[] => {
  const db = openPrompts(texts)
  const found = search(db, query)
  db.close()
  return found
}

describe('Search finds exactly what a scan of all texts finds,', () => {
  it('for one syllable, two and more', () => {
    fc.assert(
      fc.property(corpus, syllables, fc.constantFrom('NFC', 'NFD'), (texts, query, form) => {
        expect(foundIn(texts, query.normalize(form))).toEqual(scanned(texts, (text) => text.includes(query)))
      }),
      { numRuns: 250 },
    )
  })

  it('for several of them', () => {
    fc.assert(
      fc.property(corpus, fc.array(syllables, { minLength: 2, maxLength: 4 }), (texts, queries) => {
        expect(foundIn(texts, queries.join(' '))).toEqual(
          scanned(texts, (text) => queries.every((query) => text.includes(query))),
        )
      }),
      { numRuns: 250 },
    )
  })

  it('for a piece of a text that mixes scripts without a blank', () => {
    fc.assert(
      fc.property(corpus, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 7 }), (texts, which, start, length) => {
        const text = texts[which % texts.length] ?? ''
        const query = text.slice(start % text.length, (start % text.length) + length)
        fc.pre(/^(?=.*[가-힣])[가-힣ㅋa-zA-Z0-9é]+$/u.test(query))
        expect(foundIn(texts, query)).toEqual(scanned(texts, (kept) => kept.includes(comparable(query))))
      }),
      { numRuns: 250 },
    )
  })

  it('for Korean beside words of an alphabet, which are found by their beginning', () => {
    fc.assert(
      fc.property(corpus, syllables, fc.constantFrom('cat', 'CAT', 'conc', '3d', 'k'), (texts, run, word) => {
        const beginning = new RegExp(`(?<![a-z0-9é])${word.toLowerCase()}`, 'u')
        expect(foundIn(texts, `${run} ${word}`)).toEqual(
          scanned(texts, (text) => text.includes(run) && beginning.test(text)),
        )
        expect(foundIn(texts, `${run} -${word}`)).toEqual(
          scanned(texts, (text) => text.includes(run) && !beginning.test(text)),
        )
      }),
      { numRuns: 250 },
    )
  })

  it('for whatever stands in quotes, signs and blanks included', () => {
    fc.assert(
      fc.property(
        corpus,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        (texts, which, start, length, isNegated) => {
          const text = texts[which % texts.length] ?? ''
          const query = text.slice(start % text.length, (start % text.length) + length)
          fc.pre(query.trim() !== '')
          expect(foundIn(texts, `${isNegated ? '-' : ''}"${query}"`)).toEqual(
            scanned(texts, (kept) => kept.includes(comparable(query)) !== isNegated),
          )
        },
      ),
      { numRuns: 250 },
    )
  })
})

/** Of each kind as many different ones as fit. */
const distinctTerms = ['', '-', 'tag:', '-model:', '-"가 ', 'cost>', '"b '].map((sign) =>
  Array.from({ length: 500 }, (_, index) => `${sign}${(index + 100).toString()}${sign.includes('"') ? '"' : ''} `).join(
    '',
  ),
)

describe('No text that a person can type', () => {
  const texts = ['a cat', '고양이', ...naughtyStrings.map((text) => text.slice(0, 1900).toWellFormed())]
  const db = openPrompts(texts)
  addFailed(db, { typedPrompt: '실패한 고양이' })
  const ask = (text: string): void => {
    const query = { text, place: 'library', collectionId: null } as const
    const { ids } = listImages(db, { query, arrangement: plain }, nowMs)
    const first = firstImages(db, { query, arrangement: plain, limit: 5 }, nowMs)
    expect(first.map(({ id }) => id)).toEqual([...ids.subarray(0, 5)])
    countFacets(db, query, nowMs)
  }

  it('is a syntax problem', () => {
    const word = fc.constantFrom(
      ...[
        '"',
        "'",
        '*',
        '(',
        ')',
        ':',
        '^',
        '-',
        '+',
        '{',
        '}',
        'AND',
        'NOT',
        'NEAR',
        'latin:',
        '가',
        '\0',
        'is:failed',
      ],
      ...['tag:"', 'model:', 'rating>=4', 'cost>', 'before:2026', '-size:square', 'collection:/', '다'],
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1000 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(word, { maxLength: 60 }).map((parts) => parts.join(' ')),
      fc.array(word, { maxLength: 60 }).map((parts) => parts.join('')),
    )
    fc.assert(fc.property(text, ask), { numRuns: 250 })
  })

  it('is lost: each is found by itself', () => {
    expect(texts.length).toBeGreaterThan(300)
    for (const text of texts) {
      for (const query of [text, `-${text}`, `"${text}`, `tag:${text}`, `-"${text}"`]) ask(query)
      if (text.trim() === '') continue
      expect(search(db, `"${text.replace(/["“”]/g, '$&$&')}"`), text).toEqual(
        scanned(texts, (kept) => kept.includes(comparable(text))),
      )
    }
  })

  it('is too long: two thousand characters of words, signs or syllables', () => {
    for (const part of [
      ...distinctTerms,
      'a ',
      '가 ',
      '가',
      '가a',
      '"a" ',
      '-a ',
      '-"가 a" ',
      'tag:a ',
      '(',
      '🌸 ',
      'is:failed ',
    ])
      ask(part.repeat(2000).slice(0, 2000))
  })
})
