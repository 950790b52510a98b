import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { maxImportBytes } from '#shared/limits.ts'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { ImportLayer } from './import-layer.tsx'
import { importFiles, useImportStore } from './import-store.ts'
import { useLibraryStore } from './library-store.ts'

const png = (name: string): File => new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], name, { type: 'image/png' })
const carrying = (files: readonly File[], types: readonly string[] = ['Files']) => ({
  files,
  items: files.map((file) => ({ webkitGetAsEntry: () => null, getAsFile: () => file })),
  types,
  getData: () => '',
  dropEffect: 'none',
})
/** As a browser hands over what is dragged out of a page. */
const fromBrowser = (data: Readonly<Record<string, string>>) => ({
  files: [],
  items: Object.keys(data).map(() => ({ webkitGetAsEntry: () => null, getAsFile: () => null })),
  types: Object.keys(data),
  getData: (type: string) => data[type] ?? '',
  dropEffect: 'none',
})

describe('importing', () => {
  beforeEach(() => {
    useImportStore.setState(useImportStore.getInitialState(), true)
    useLibraryStore.setState(useLibraryStore.getInitialState(), true)
    useAppStore.setState(useAppStore.getInitialState(), true)
  })

  it('shows where files can be dropped, takes them all and leads to them', async () => {
    const fake = installFakeImageLibrary([])
    const { user } = renderInApp(<ImportLayer />)
    const files = carrying([png('a.png'), png('b.png')])
    expect(fireEvent.dragOver(window, { dataTransfer: files })).toBe(false)
    expect(screen.getByText('Drop to import')).toBeDefined()
    fireEvent.drop(window, { dataTransfer: files })
    expect(screen.queryByText('Drop to import')).toBeNull()
    await screen.findByText('2 pictures imported')
    expect(fake.inputsOf('images.import').map(({ fileName, bytes }) => [fileName, bytes.length])).toEqual([
      ['a.png', 4],
      ['b.png', 4],
    ])
    useLibraryStore.getState().changeQuery({ text: 'elsewhere', place: 'trash' })
    await user.click(screen.getByRole('button', { name: 'Show' }))
    expect(useAppStore.getState()).toMatchObject({ room: 'library', selectedImageId: 1001, revealedIds: null })
    expect(useLibraryStore.getState()).toMatchObject({
      query: { text: '', place: 'library', collectionId: null },
      selection: { ids: new Set([1000, 1001]), focusId: 1001 },
    })
  })

  it('says of each refused file which and why, takes the others, and stays until dismissed', async () => {
    const fake = installFakeImageLibrary([])
    const { user } = renderInApp(<ImportLayer />)
    const huge = png('huge.png')
    Object.defineProperty(huge, 'size', { value: maxImportBytes + 1 })
    fireEvent.drop(window, { dataTransfer: carrying([png('notes.txt'), huge, png('good.png')]) })
    await screen.findByText('2 files were not imported')
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'notes.txtNot a picture the studio can import. PNG, JPEG, WebP, GIF and SVG can be imported. The file itself is untouched.',
      'huge.pngThe file is too large. Up to 50 MB can be imported. The file itself is untouched.',
    ])
    expect(fake.inputsOf('images.import').map(({ fileName }) => fileName)).toEqual(['notes.txt', 'good.png'])
    expect(await screen.findByText('Picture imported')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText('2 files were not imported')).toBeNull()
  })

  it('imports a pasted picture, which has no name of its own', async () => {
    const fake = installFakeImageLibrary([])
    renderInApp(<ImportLayer />)
    fireEvent.paste(document.body, { clipboardData: carrying([png('image.png')]) })
    await waitFor(() => expect(fake.inputsOf('images.import').map(({ fileName }) => fileName)).toEqual([null]))
  })

  it('leaves text that is pasted into a field to the field, whatever picture comes with it', async () => {
    const fake = installFakeImageLibrary([])
    renderInApp(
      <>
        <textarea aria-label="prompt" />
        <ImportLayer />
      </>,
    )
    const field = screen.getByRole('textbox')
    const wasLeftAlone = fireEvent.paste(field, {
      clipboardData: carrying([png('image.png')], ['text/plain', 'Files']),
    })
    expect(wasLeftAlone).toBe(true)
    fireEvent.paste(field, { clipboardData: carrying([png('photo.png')]) })
    await waitFor(() => expect(fake.inputsOf('images.import').map(({ fileName }) => fileName)).toEqual(['photo.png']))
  })

  it('does not take in what is dragged within the page', () => {
    const fake = installFakeImageLibrary([])
    renderInApp(<ImportLayer />)
    const files = carrying([png('own.png')])
    fireEvent.dragStart(document.body)
    fireEvent.dragOver(window, { dataTransfer: files })
    expect(screen.queryByText('Drop to import')).toBeNull()
    fireEvent.drop(window, { dataTransfer: files })
    fireEvent.dragEnd(document.body)
    expect(fake.inputsOf('images.import')).toEqual([])
  })

  it('shows how far it is, and takes in no more once cancelled', async () => {
    const fake = installFakeImageLibrary([])
    const { user } = renderInApp(<ImportLayer />)
    const first = Promise.withResolvers<File>()
    const importing = importFiles([
      { fileName: 'a.png', open: () => first.promise },
      { fileName: 'b.png', open: async () => png('b.png') },
    ])
    expect(await screen.findByRole('progressbar', { name: 'Importing 0 of 2' })).toHaveProperty('value', 0)
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    first.resolve(png('a.png'))
    expect(await importing).toEqual({ importedIds: [1000], refused: [] })
    expect(fake.inputsOf('images.import').map(({ fileName }) => fileName)).toEqual(['a.png'])
    expect(useImportStore.getState()).toMatchObject({ progress: null, isCancelling: false })
  })

  it('says how to bring a picture when the browser gave only its address', async () => {
    const fake = installFakeImageLibrary([])
    const { user } = renderInApp(<ImportLayer />)
    const dataTransfer = fromBrowser({
      'text/uri-list': 'https://example.org/page',
      'text/html': '<meta charset="utf-8"><img src="https://example.org/picture?id=7" alt="fox">',
    })
    expect(fireEvent.dragOver(window, { dataTransfer })).toBe(false)
    fireEvent.drop(window, { dataTransfer })
    expect(await screen.findByText('The browser gave only the picture’s address')).toBeDefined()
    expect(fake.inputsOf('images.import')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText('The browser gave only the picture’s address')).toBeNull()
  })

  it('takes a picture that is written out in its address', async () => {
    const fake = installFakeImageLibrary([])
    renderInApp(<ImportLayer />)
    const dataTransfer = fromBrowser({
      'text/uri-list': '',
      'text/html': `<img src="data:image/png;base64,${btoa('\x89PNG')}">`,
    })
    fireEvent.drop(window, { dataTransfer })
    await waitFor(() => expect(fake.inputsOf('images.import')).toHaveLength(1))
    expect(fake.inputsOf('images.import')[0]).toEqual({
      fileName: null,
      bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    })
  })

  it('leaves an address to the field it is dropped into, and a link that is no picture alone', () => {
    installFakeImageLibrary([])
    renderInApp(
      <>
        <textarea aria-label="prompt" />
        <ImportLayer />
      </>,
    )
    const link = fromBrowser({ 'text/uri-list': '# not fox.png\r\nhttps://example.org/read-me' })
    expect(fireEvent.drop(screen.getByRole('textbox'), { dataTransfer: link })).toBe(true)
    fireEvent.drop(window, { dataTransfer: link })
    expect(useImportStore.getState().hint).toBeNull()
    fireEvent.drop(window, { dataTransfer: fromBrowser({ 'text/uri-list': 'https://example.org/fox.webp?w=1' }) })
    expect(useImportStore.getState().hint).toEqual({ kind: 'address-only' })
  })

  it('does not read an archive through the window, and leads to where it is read', async () => {
    const bridge = installFakeBridge({ 'import.choose': () => ok({ taskId: 1 }) })
    const { user } = renderInApp(<ImportLayer />)
    fireEvent.drop(window, { dataTransfer: carrying([png('Mina.DIPTYCH')]) })
    expect(await screen.findByText('“Mina.DIPTYCH” is an archive')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Import archive…' }))
    expect(bridge.inputsOf('import.choose')).toEqual([{ what: 'archive' }])
    expect(bridge.inputsOf('images.import')).toEqual([])
  })
})
