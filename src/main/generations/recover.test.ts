import { readdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { scriptedReaders } from '#test/support/scripted-answer.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const reopen = async (folder: string) => {
  const library = await openTestLibrary({ folder })
  const { recovered } = library.operations.status({})
  const generations = library.operations.recentGenerations({ limit: 50 })
  return { library, recovered, generations }
}

test('On start, what was out is settled by what had arrived', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  const before = await openTestLibrary({ folder })
  await before.spooled([image(makePng()), done])
  await before.spooled([{ kind: 'refusal', failure: { kind: 'quota' } }])
  await before.spooled([image(makePng())])
  await before.begin()
  await before.begin('a cat', 'sketch')
  const torn = await before.spooled([image(makePng()), done])
  await before.spooled([
    { kind: 'link', position: 0, url: 'https://a/b', revisedPrompt: null },
    { kind: 'done', record: 'https://a/b' },
  ])
  await before[Symbol.asyncDispose]()
  await truncate(join(folder, 'spool', `${torn.id}.spool`), 20)

  const { library, recovered, generations } = await reopen(folder)
  expect(recovered).toEqual({ succeeded: 1, failed: 2, maybeBilled: 4 })
  expect(
    generations.toReversed().map(({ status, ...rest }) => [status, 'failure' in rest ? rest.failure.kind : '']),
  ).toEqual([
    ['succeeded', ''],
    ['refused', 'quota'],
    ['maybe-billed', 'incomplete'],
    ['maybe-billed', 'interrupted'],
    ['failed', 'interrupted'],
    ['maybe-billed', 'incomplete'],
    ['maybe-billed', 'interrupted'],
  ])
  expect(library.operations.rawResponse({ id: 7 })).toBe('https://a/b')
  expect([library.find(''), await readdir(join(folder, 'spool'))]).toEqual([['a cat'], []])
  expect(
    (await readdir(join(folder, 'quarantine'))).map((name) => name.split('-').slice(0, 2).join('-')).sort(),
  ).toEqual(['generation-3', 'generation-6'])
  await library[Symbol.asyncDispose]()

  const again = await reopen(folder)
  expect(again.recovered).toEqual({ succeeded: 0, failed: 0, maybeBilled: 0 })
  expect(again.generations).toEqual(generations)
  await again.library[Symbol.asyncDispose]()
})

test('A save cut short after its files were in place is repeated without doubling anything', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  const before = await openTestLibrary({ folder })
  const { id } = await before.spooled([image(makePng()), done])
  before.library.db.exec(`CREATE TEMP TRIGGER t BEFORE INSERT ON images BEGIN SELECT raise(ABORT, 'cut'); END`)
  await expect(before.operations.settleGeneration({ id, nowMs: 1, durationMs: 1 })).rejects.toThrow('cut')
  await before[Symbol.asyncDispose]()

  const { library, recovered } = await reopen(folder)
  expect(recovered.succeeded).toBe(1)
  expect(library.operations.status({}).imageCount).toBe(1)
  const files = (await readdir(join(folder, 'blobs'), { recursive: true })).filter((name) => name.includes('.'))
  expect(files).toHaveLength(2)
  await library[Symbol.asyncDispose]()
})

test('A spool that outlived its commit is dropped; one of an unknown generation is kept aside', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  const before = await openTestLibrary({ folder })
  const { id } = await before.generate([image(makePng()), done])
  await before[Symbol.asyncDispose]()
  await writeFile(join(folder, 'spool', `${id}.spool`), 'left')
  await writeFile(join(folder, 'spool', '99.spool'), 'of another time')
  const { library } = await reopen(folder)
  expect(await readdir(join(folder, 'spool'))).toEqual([])
  const [kept] = await readdir(join(folder, 'quarantine'))
  expect(kept).toMatch(/^generation-99-/)
  await library[Symbol.asyncDispose]()
})

test('A defect in settling one generation is reported and does not keep the library shut', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  const before = await openTestLibrary({ folder })
  await before.spooled([image(makePng()), done])
  const second = await before.begin()
  await before[Symbol.asyncDispose]()

  const throwing = () => {
    throw new Error('a defect')
  }
  const readers = { ...scriptedReaders, 'openai-images': throwing }
  const library = await openTestLibrary({ folder, world: { readers } })
  expect(library.reports.map(String)).toEqual(['Error: a defect'])
  expect(library.operations.status({}).recovered).toEqual({ succeeded: 0, failed: 0, maybeBilled: 1 })
  expect(library.operations.getGeneration({ id: second.id })?.status).toBe('maybe-billed')
  await library[Symbol.asyncDispose]()

  const later = await reopen(folder)
  expect(later.recovered.succeeded).toBe(1)
  await later.library[Symbol.asyncDispose]()
})

test('A disk that takes no writes keeps the rows as they are and still lets the library open', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  const before = await openTestLibrary({ folder })
  const { id } = await before.spooled([image(makePng()), done])
  await before[Symbol.asyncDispose]()
  // Files where the store wants its folders: refused for any user, root included.
  for (let shard = 0; shard < 256; shard += 1)
    await writeFile(join(folder, 'blobs', shard.toString(16).padStart(2, '0')), '')

  const library = await openTestLibrary({ folder })
  expect(library.reports).toHaveLength(1)
  expect(library.operations.getGeneration({ id })?.status).toBe('streaming')
  await library[Symbol.asyncDispose]()
})
