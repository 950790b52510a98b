import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { maxImportBytes } from '#shared/limits.ts'
import { installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { ImportLayer } from './import-layer.tsx'
import { useImportStore } from './import-store.ts'
import { useLibraryStore } from './library-store.ts'

const png = (name: string): File => new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], name, { type: 'image/png' })
const carrying = (files: readonly File[], types: readonly string[] = ['Files']) => ({
  files,
  types,
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
    useLibraryStore.getState().changeFilter({ query: 'elsewhere', isTrash: true })
    await user.click(screen.getByRole('button', { name: 'Show' }))
    expect(useAppStore.getState()).toMatchObject({ room: 'library', selectedImageId: 1001 })
    expect(useLibraryStore.getState().filter).toMatchObject({ query: '', isTrash: false })
  })

  it('says of each refused file which and why, takes the others, and stays until dismissed', async () => {
    const fake = installFakeImageLibrary([])
    const { user } = renderInApp(<ImportLayer />)
    const huge = png('huge.png')
    Object.defineProperty(huge, 'size', { value: maxImportBytes + 1 })
    fireEvent.drop(window, { dataTransfer: carrying([png('notes.txt'), huge, png('good.png')]) })
    await screen.findByText('2 files were not imported')
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'notes.txtNot a picture the studio can import. PNG, JPEG, WebP and GIF can be imported. The file itself is untouched.',
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

  it('shows how far it is', () => {
    installFakeImageLibrary([])
    useImportStore.setState({ progress: { done: 3, total: 12 } })
    renderInApp(<ImportLayer />)
    expect(screen.getByRole('progressbar', { name: 'Importing 3 of 12' })).toHaveProperty('value', 3)
  })
})
