import { expect, test } from 'vitest'
import { maxNoteLength } from '#shared/limits.ts'
import { CollectionName, TagName } from '#shared/organising.ts'
import { makePng } from '#test/support/make-picture.ts'
import { naughtyStrings } from '#test/support/naughty-strings.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { encodePng, pngUnicodeText } from '#test/support/picture-parts.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

/** What the library promises of a text: the same, made well-formed. */
const kept = (text: string): string => text.toWellFormed()
/** And of a name: composed, without blanks around it. */
const keptName = (text: string): string => kept(text).normalize('NFC').trim()

test(`${naughtyStrings.length} naughty texts come back as they were, in every field, after the library was closed`, async () => {
  expect(naughtyStrings.length).toBeGreaterThanOrEqual(300)
  await using folder = await temporaryFolder()
  const fileIds: number[] = []
  const promptIds: number[] = []
  const collectionIds: (number | null)[] = []
  {
    await using library = await openTestLibrary({ folder: folder.path })
    for (const text of naughtyStrings) {
      const record = pngUnicodeText('parameters', text)
      const bytes = Uint8Array.from(encodePng({}, [record, pngUnicodeText('Title', String(fileIds.length))]))
      const imported = await library.operations.importImage({ bytes, fileName: text, nowMs: 1 })
      if (!imported.ok) throw new Error(imported.failure.kind)
      const { id } = imported.value
      fileIds.push(id)
      const note = text.slice(0, maxNoteLength)
      library.operations.markImages({ ids: [id], change: { kind: 'note', note } })
      const tag = TagName.safeParse(text)
      if (tag.success) library.operations.markImages({ ids: [id], change: { kind: 'add-tags', tags: [tag.data] } })
      const name = CollectionName.safeParse(text)
      const collection = name.success ? library.operations.createCollection({ name: name.data, parentId: null }) : null
      if (collection?.ok === true) library.operations.addToCollection({ collectionId: collection.value.id, ids: [id] })
      collectionIds.push(collection?.ok === true ? collection.value.id : null)

      const generation = await library.generate([image(makePng(), 0, text), done], text)
      if (generation.status !== 'succeeded') throw new Error(generation.status)
      promptIds.push(generation.id)
    }
  }

  await using library = await openTestLibrary({ folder: folder.path })
  const nameById = new Map(library.readOperations.listCollections({}).map(({ id, name }) => [id, name]))
  for (const [index, text] of naughtyStrings.entries()) {
    const found = library.operations.getImage({ id: fileIds[index] ?? 0 })
    const collectionId = collectionIds[index] ?? null
    expect({
      fileName: found?.image.importedFileName,
      note: found?.image.note,
      tags: found?.tags.map((tag) => tag.toLowerCase()),
      collection: collectionId === null ? null : nameById.get(collectionId),
    }).toEqual({
      fileName: kept(text),
      note: text.trim() === '' ? null : kept(text.slice(0, maxNoteLength)),
      tags: TagName.safeParse(text).success ? [keptName(text).toLowerCase()] : [],
      collection: CollectionName.safeParse(text).success ? keptName(text) : null,
    })
    const generation = library.operations.getGeneration({ id: promptIds[index] ?? 0 })
    expect(generation).toMatchObject({
      typedPrompt: kept(text),
      sentPrompt: kept(text),
      images: [{ revisedPrompt: kept(text) }],
    })
  }

  // Beside each other, so that one that throws is named.
  const thrown = naughtyStrings.flatMap((text) =>
    [text, `"${text}"`, `여-${text}`, `tag:${text}`].flatMap((query) => {
      try {
        library.find(query.slice(0, 500))
        return []
      } catch (cause) {
        return [{ query, cause }]
      }
    }),
  )
  expect(thrown).toEqual([])
  expect(library.library.db.pragma('integrity_check', { simple: true })).toBe('ok')
}, 240_000)
