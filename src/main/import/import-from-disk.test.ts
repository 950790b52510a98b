import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { encodePng, pngText } from '#test/support/picture-parts.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { sha256Of } from '../library/blob-store.ts'
import { blobPath, sidecarPath } from '../library/library-paths.ts'
import type { Progress, TaskContext } from '../tasks/task-context.ts'

const never: TaskContext = { signal: new AbortController().signal, report: () => undefined }

async function fill(folder: string, files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
}

const fileNames = ({ library }: TestLibrary): readonly unknown[] =>
  library.db.prepare('SELECT imported_file_name FROM images ORDER BY id').pluck().all()

test('A folder is taken in with everything inside it, in the order of names', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  await fill(folder.path, {
    '10.png': makePng(),
    '2.png': makePng(),
    'inside/바다.png': makePng(),
    'inside/deeper/directory.png/last.png': makePng(),
    'misnamed.txt': makePng(),
    '.hidden.png': makePng(),
    '.git/object.png': makePng(),
    'Thumbs.db': 'system',
  })
  const progress: Progress[] = []
  const outcome = await library.operations.importFromDisk(
    { paths: [folder.path] },
    { ...never, report: (one) => progress.push(one) },
  )
  expect(outcome).toEqual({ kind: 'import', importedIds: [1, 2, 3, 4, 5], knownCount: 0, refused: [], refusedCount: 0 })
  expect(fileNames(library)).toEqual(['2.png', '10.png', 'misnamed.txt', '바다.png', 'last.png'])
  expect(progress.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5', '5/5'])
})

test('Three bad files of a thousand are listed, and the others are here', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  const good = Object.fromEntries(Array.from({ length: 997 }, (_, index) => [`good/${index}.png`, makePng()]))
  await fill(folder.path, {
    ...good,
    'bad/cut.png': makePng().subarray(0, 200),
    'bad/page.png': '<!doctype html><script>alert(1)</script>',
    'bad/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"><g>',
  })
  const { importedIds, ...outcome } = await library.operations.importFromDisk({ paths: [folder.path] }, never)
  const shown = (name: string): string => join(basename(folder.path), 'bad', name)
  expect(importedIds).toHaveLength(997)
  expect(outcome).toEqual({
    kind: 'import',
    knownCount: 0,
    refusedCount: 3,
    refused: [
      { fileName: shown('cut.png'), failure: { kind: 'damaged-file', fileName: 'cut.png' } },
      { fileName: shown('drawing.svg'), failure: { kind: 'damaged-file', fileName: 'drawing.svg' } },
      { fileName: shown('page.png'), failure: { kind: 'unsupported-file', fileName: 'page.png' } },
    ],
  })
  expect(library.operations.status({})).toMatchObject({ imageCount: 997 })
})

test('Of very many bad files a thousand are listed, those that call themselves pictures first', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  const texts = Object.fromEntries(Array.from({ length: 1005 }, (_, index) => [`${index}.txt`, 'a note']))
  await fill(folder.path, { ...texts, 'picture.png': 'no picture' })
  const outcome = await library.operations.importFromDisk({ paths: [folder.path] }, never)
  expect([outcome.refusedCount, outcome.refused.length, basename(outcome.refused[0]?.fileName ?? '')]).toEqual([
    1006,
    1000,
    'picture.png',
  ])
})

test('What is here already is recognised by its bytes, in the library and within the folder', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  const [known, twice] = [makePng(), makePng()]
  await library.operations.importImage({ bytes: known.slice(), fileName: 'dropped.png', nowMs: 1 })
  await fill(folder.path, { 'known.png': known, 'one.png': twice, 'same.png': twice })
  const paths = [folder.path]
  expect(await library.operations.importFromDisk({ paths }, never)).toMatchObject({ importedIds: [2], knownCount: 2 })
  expect(await library.operations.importFromDisk({ paths }, never)).toMatchObject({ importedIds: [], knownCount: 3 })
  library.operations.trashImages({ ids: [2], nowMs: 9 })
  expect(await library.operations.importFromDisk({ paths }, never)).toMatchObject({ importedIds: [3], knownCount: 2 })
})

test('Links are not followed, pipes and missing files are refused, and nothing waits', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  await fill(folder.path, { 'inside/real.png': makePng(), 'empty.png': '' })
  await symlink(folder.path, join(folder.path, 'inside', 'circle'))
  await symlink(join(folder.path, 'inside/real.png'), join(folder.path, 'link.png'))
  execFileSync('mkfifo', [join(folder.path, 'pipe.png')])
  const gone = join(folder.path, 'gone.png')
  const outcome = await library.operations.importFromDisk(
    { paths: [folder.path, gone, '/dev/zero', join(folder.path, 'pipe.png')] },
    never,
  )
  const name = basename(folder.path)
  const pipe = { kind: 'unsupported-file', fileName: 'pipe.png', detail: 'not a regular file' }
  expect(outcome).toEqual({
    kind: 'import',
    importedIds: [1],
    knownCount: 0,
    refusedCount: 5,
    refused: [
      { fileName: join(name, 'pipe.png'), failure: pipe },
      { fileName: 'gone.png', failure: { kind: 'damaged-file', fileName: 'gone.png', detail: 'ENOENT' } },
      { fileName: 'pipe.png', failure: pipe },
      { fileName: join(name, 'empty.png'), failure: { kind: 'unsupported-file', fileName: 'empty.png' } },
      { fileName: 'zero', failure: { ...pipe, fileName: 'zero' } },
    ],
  })
})

test('A chosen link to a picture is read: the person pointed at it', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  await fill(folder.path, { 'real.png': makePng() })
  await symlink(join(folder.path, 'real.png'), join(folder.path, 'link.png'))
  const outcome = await library.operations.importFromDisk({ paths: [join(folder.path, 'link.png')] }, never)
  expect([outcome.importedIds, fileNames(library)]).toEqual([[1], ['link.png']])
})

// The person who runs the tests may be allowed to read everything.
test.skipIf(process.getuid?.() === 0)(
  'What may not be read is listed by the name of the system’s refusal',
  async () => {
    await using library = await openTestLibrary()
    await using folder = await temporaryFolder()
    await fill(folder.path, { 'private.png': makePng(), 'closed/in.png': makePng() })
    await chmod(join(folder.path, 'private.png'), 0)
    await chmod(join(folder.path, 'closed'), 0)
    const outcome = await library.operations.importFromDisk({ paths: [folder.path] }, never)
    await chmod(join(folder.path, 'closed'), 0o700)
    expect(outcome.refused.map(({ failure }) => failure)).toEqual([
      { kind: 'damaged-file', fileName: 'private.png', detail: 'EACCES' },
      { kind: 'damaged-file', fileName: 'closed', detail: 'EACCES' },
    ])
  },
)

test('A file beyond 50 MB is refused without being read', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'huge.png')
  execFileSync('truncate', ['-s', '200G', path])
  const outcome = await library.operations.importFromDisk({ paths: [path] }, never)
  expect(outcome.refused).toEqual([
    { fileName: 'huge.png', failure: { kind: 'too-large', limitBytes: 50 * 1024 * 1024 } },
  ])
})

test('An import that is stopped keeps what is whole, and goes on from there when it is started again', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  await fill(folder.path, Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.png`, makePng()])))
  const stop = new AbortController()
  const stopped = library.operations.importFromDisk(
    { paths: [folder.path] },
    { signal: stop.signal, report: ({ done }) => (done === 70 ? stop.abort() : undefined) },
  )
  await expect(stopped).rejects.toThrow('aborted')
  expect(library.operations.status({})).toMatchObject({ imageCount: 64 })
  const outcome = await library.operations.importFromDisk({ paths: [folder.path] }, never)
  expect([outcome.knownCount, outcome.importedIds.length]).toEqual([64, 36])
})

test('The library’s own folder is no place to import from', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  await library.operations.importImage({ bytes: makePng(), fileName: null, nowMs: 1 })
  await fill(folder.path, { 'other.png': makePng() })
  const outcome = await library.operations.importFromDisk({ paths: [library.folder, folder.path] }, never)
  expect([outcome.importedIds.length, outcome.refused]).toEqual([1, []])
})

test('What other programs wrote is in the row, in the search index and in the sidecar; the picture is from now', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  const text = '붉은 여우\nNegative prompt: 흐림\nSteps: 30, Sampler: Euler, Seed: 7, Model: dream'
  await fill(folder.path, { 'fox.png': encodePng({}, [pngText('parameters', text)]) })
  await utimes(join(folder.path, 'fox.png'), 0, Date.UTC(2024, 0, 2) / 1000)
  await library.operations.importFromDisk({ paths: [folder.path] }, never)
  const metadata = {
    tool: 'a1111',
    prompt: '붉은 여우',
    negativePrompt: '흐림',
    model: 'dream',
    parameters: { 'File modified': '2024-01-02T00:00:00.000Z', Steps: '30', Sampler: 'Euler', Seed: '7' },
  }
  const row = library.library.db
    .prepare<[], { readonly imported_metadata: string; readonly created_at_ms: number }>(
      'SELECT imported_metadata, created_at_ms FROM images',
    )
    .get()
  expect([JSON.parse(row?.imported_metadata ?? ''), row?.created_at_ms]).toEqual([metadata, 5000])
  expect(library.operations.getImage({ id: 1 })).toMatchObject({ metadata })
  const sha256 = library.operations.getImage({ id: 1 })?.image.sha256 ?? ''
  const sidecar: unknown = JSON.parse(await readFile(sidecarPath(library.library.paths, sha256), 'utf8'))
  expect(sidecar).toMatchObject({ images: [{ kind: 'imported', fileName: 'fox.png', importedMetadata: metadata }] })
  expect([library.find('바다'), library.find('여우'), library.find('흐림'), library.find('dream')]).toEqual([
    [],
    ['붉은 여우'],
    ['붉은 여우'],
    ['붉은 여우'],
  ])
})

test('Bringing a picture once more puts back an original that is gone or has decayed', async () => {
  await using library = await openTestLibrary()
  await using folder = await temporaryFolder()
  const [gone, decayed] = [makePng(), makePng()]
  await fill(folder.path, { '1.png': gone, '2.png': decayed })
  await library.operations.importFromDisk({ paths: [folder.path] }, never)
  const [goneAt, decayedAt] = [gone, decayed].map((bytes) => blobPath(library.library.paths, sha256Of(bytes), 'png'))
  if (goneAt === undefined || decayedAt === undefined) throw new Error('two paths')
  await rm(goneAt)
  await writeFile(
    decayedAt,
    decayed.map((byte) => byte ^ 1),
  )
  const outcome = await library.operations.importFromDisk({ paths: [folder.path] }, never)
  expect(outcome).toMatchObject({ importedIds: [], knownCount: 2 })
  expect(await readFile(goneAt)).toEqual(Buffer.from(gone))
  expect(await readFile(decayedAt)).toEqual(Buffer.from(decayed))
})
