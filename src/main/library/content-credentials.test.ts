import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { encodePng, pngChunk } from '#test/support/picture-parts.ts'
import { sidecarPath } from './library-paths.ts'

test.each([
  ['with', [pngChunk('caBX', Buffer.from('jumb'))], true],
  ['without', [], false],
] as const)(
  'A generated picture %s a C2PA manifest says so, in its row and in its sidecar',
  async (_, chunks, expected) => {
    await using library = await openTestLibrary()
    const generation = await library.generate([image(encodePng({}, chunks)), done])
    if (generation.status !== 'succeeded') throw new Error(generation.status)
    expect(generation.images.map(({ hasContentCredentials }) => hasContentCredentials)).toEqual([expected])
    const path = sidecarPath(library.library.paths, generation.images[0]?.sha256 ?? '')
    const sidecar: unknown = JSON.parse(await readFile(path, 'utf8'))
    expect(sidecar).toMatchObject({ images: [{ hasContentCredentials: expected }] })
  },
)
