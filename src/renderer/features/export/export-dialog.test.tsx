import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { sampleLibrary } from '#test/support/sample-library.ts'
import { sampleImage, sampleSucceeded } from '#test/support/sample-records.ts'
import { ExportDialog } from './export-dialog.tsx'

beforeEach(() => localStorage.clear())

const pictureAt = new Date(2026, 10, 20, 14, 5, 9).getTime()
function show(ids: readonly number[] | null, language: 'en' | 'ko' = 'en') {
  const bridge = installFakeBridge({
    'library.status': () => ok(sampleLibrary({ imageCount: 2000 })),
    'images.get': ({ id }) =>
      ok({
        image: sampleImage({ id, format: 'jpeg', createdAtMs: pictureAt, width: 640, height: 480 }),
        generation: sampleSucceeded({ typedPrompt: '붉은/여우' }),
        tags: [],
        collectionIds: [],
        metadata: null,
      }),
    'images.list': () => ok({ ids: Int32Array.from([3, -9, 5]), stackSizes: null, groups: [] }),
    'export.images': () => ok({ taskId: 1 }),
    'export.archive': () => ok({ taskId: 1 }),
    'export.records': () => ok({ taskId: 1 }),
    'export.contactSheet': ({ to }) => (to === 'pdf' ? ok({}) : err({ kind: 'disk-full' })),
  })
  const onClose = vi.fn()
  return { bridge, onClose, ...renderInApp(<ExportDialog ids={ids} onClose={onClose} />, { language }) }
}
const example = () => screen.getByText(/^For example:/).textContent

test('pictures go out under names that are shown as they are typed', async () => {
  const { user, bridge, onClose } = show([12, 7])
  expect(screen.getByRole('dialog', { name: 'Export 2 pictures' })).toBeTruthy()
  await waitFor(() => expect(example()).toBe('For example: 2026-11-20 붉은 여우 12.jpg'))
  const name = screen.getByRole('textbox', { name: 'File names' })
  await user.clear(name)
  expect(screen.getByText('Enter a name, or insert one of the fields below.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Export…' })).toHaveProperty('disabled', true)
  await user.type(name, 'fox {{seed}')
  expect(screen.getByText('{seed} stands for nothing. Use the fields below.')).toBeTruthy()
  await user.clear(name)
  await user.type(name, 'fox ')
  await user.click(screen.getByRole('button', { name: 'Insert Size' }))
  expect(example()).toBe('For example: fox 640x480.jpg')

  await user.click(screen.getByRole('radio', { name: 'Copy with our record' }))
  await user.click(screen.getByRole('button', { name: 'Export…' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(bridge.inputsOf('export.images')).toEqual([{ ids: [12, 7], form: 'copy', nameTemplate: 'fox {size}' }])
})

test('what was chosen last stands there the next time', async () => {
  const first = show([1])
  await first.user.click(screen.getByRole('radio', { name: 'Records' }))
  await first.user.click(screen.getByRole('radio', { name: 'JSON, complete' }))
  await first.user.click(screen.getByRole('button', { name: 'Export…' }))
  await waitFor(() => expect(first.onClose).toHaveBeenCalled())
  expect(first.bridge.inputsOf('export.records')).toEqual([{ ids: [1], format: 'json' }])
  first.unmount()

  show([2])
  expect(screen.getByRole('radio', { name: 'JSON, complete' }).getAttribute('aria-checked')).toBe('true')
})

test('what was kept by something else gives way to the ordinary', () => {
  localStorage.setItem('export-choices', '{"what":"everything","form":7,"nameTemplate":" "}')
  show([1])
  expect(screen.getByRole('radio', { name: 'Pictures' }).getAttribute('aria-checked')).toBe('true')
  expect(screen.getByRole('radio', { name: 'Original' }).getAttribute('aria-checked')).toBe('true')
  expect(screen.getByRole('textbox', { name: 'File names' })).toHaveProperty('value', '{date} {prompt} {id}')
})

test('the whole library goes into an archive, or out as pictures; a contact sheet cannot hold it', async () => {
  const { user, bridge } = show(null)
  expect(screen.getByRole('dialog', { name: 'Export library' })).toBeTruthy()
  await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('2,000 pictures'))
  expect(screen.getByRole('radio', { name: 'Contact sheet' }).getAttribute('aria-disabled')).toBe('true')
  await user.click(screen.getByRole('button', { name: 'Export…' }))
  await waitFor(() => expect(bridge.inputsOf('export.archive')).toEqual([{ ids: null }]))
  await user.click(screen.getByRole('radio', { name: 'Pictures' }))
  await user.click(screen.getByRole('button', { name: 'Export…' }))
  await waitFor(() => expect(bridge.inputsOf('export.images')[0]?.ids).toEqual([3, 5]))
})

test('a contact sheet that could not be written says why, and the dialog stays', async () => {
  const { user, bridge, onClose } = show([1, 2])
  await user.click(screen.getByRole('radio', { name: 'Contact sheet' }))
  await user.click(screen.getByRole('radio', { name: 'Print' }))
  await user.click(screen.getByRole('button', { name: 'Print…' }))
  expect((await screen.findByRole('alert')).textContent).toContain('The disk is full')
  expect(bridge.inputsOf('export.contactSheet')).toEqual([{ ids: [1, 2], to: 'printer' }])
  expect(onClose).not.toHaveBeenCalled()

  await user.click(screen.getByRole('radio', { name: 'PDF' }))
  await user.click(screen.getByRole('button', { name: 'Export…' }))
  expect(await screen.findByText('The contact sheet is saved')).toBeTruthy()
  expect(onClose).toHaveBeenCalled()
})

test('in Korean too, nothing is left untranslated', () => {
  show([1, 2], 'ko')
  expect(screen.getByRole('dialog', { name: '이미지 2장 내보내기' })).toBeTruthy()
  expect(screen.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent)).not.toContain('')
  expect(screen.getByRole('dialog').textContent).not.toMatch(/Export|Pictures|\{\{/)
})
