import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { sampleLibrary } from '#test/support/sample-library.ts'
import { LibraryBanners } from './library-banners.tsx'

test('a library that is well has nothing to say', () => {
  installFakeBridge()
  renderInApp(<LibraryBanners library={sampleLibrary()} />)
  expect([screen.queryByRole('status'), screen.queryByRole('alert')]).toEqual([null, null])
})

test('after damage it is told what came back, from where and what was kept, until dismissed', async () => {
  installFakeBridge()
  const backupAtMs = new Date(2026, 10, 19, 9, 30).getTime()
  const { user } = renderInApp(
    <LibraryBanners
      library={sampleLibrary({
        restored: {
          backupAtMs,
          fromBackupCount: 1200,
          fromFilesCount: 34,
          withoutRecordCount: 2,
          keptAs: 'diptych.db.damaged-1',
        },
      })}
    />,
  )
  expect(screen.getByRole('status').textContent).toBe(
    'The library was damaged and has been restored 1,200 pictures came back from the backup of Nov 19, 2026, 9:30 AM. ' +
      '34 pictures came back from the records beside their files. ' +
      '2 pictures came back without their records: they are in the library as imports, without prompts and tags. ' +
      'The damaged database is kept as diptych.db.damaged-1.',
  )
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByRole('status')).toBeNull()
})

test('without a backup everything came from the files', () => {
  installFakeBridge()
  renderInApp(
    <LibraryBanners
      library={sampleLibrary({
        restored: { backupAtMs: null, fromBackupCount: 0, fromFilesCount: 1, withoutRecordCount: 0, keptAs: null },
      })}
    />,
    { language: 'ko' },
  )
  expect(screen.getByRole('status').textContent).toBe(
    '손상된 라이브러리를 복원했어요 온전한 백업은 없었어요. 파일 옆의 기록에서 이미지 1장을 되살렸어요.',
  )
})

test('damage found while open stays in sight and offers the restart that repairs it', async () => {
  const bridge = installFakeBridge({ 'library.restart': () => ok({}) })
  const { user } = renderInApp(<LibraryBanners library={sampleLibrary({ damage: 'row 3 missing from index' })} />)
  expect(screen.getByRole('alert').textContent).toContain('The library’s database is damaged')
  expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Restart and restore' }))
  expect(bridge.inputsOf('library.restart')).toEqual([{}])
})

test('a library that cannot be written to says so as long as that lasts', () => {
  installFakeBridge()
  const { rerender } = renderInApp(<LibraryBanners library={sampleLibrary({ isReadOnly: true })} />)
  expect(screen.getByRole('status').textContent).toContain('Nothing can be saved in the library now')
  rerender(<LibraryBanners library={sampleLibrary()} />)
  expect(screen.queryByRole('status')).toBeNull()
})
