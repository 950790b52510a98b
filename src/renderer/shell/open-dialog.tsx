import { Suspense } from 'react'
import { assertNever } from '#shared/result.ts'
import { useAppStore } from '../app-store.ts'
import { lazyPart } from '../lazy-part.ts'

const ImportDialog = lazyPart(async () => (await import('../features/library/import-dialog.tsx')).ImportDialog)
const ExportDialog = lazyPart(async () => (await import('../features/export/export-dialog.tsx')).ExportDialog)
const VerifyReport = lazyPart(async () => (await import('../features/tasks/verify-report.tsx')).VerifyReport)
const RefusedFilesDialog = lazyPart(
  async () => (await import('../features/tasks/refused-files-dialog.tsx')).RefusedFilesDialog,
)

/** The dialog that any part of the studio may have asked for. */
export function OpenDialog() {
  return (
    <Suspense>
      <CurrentDialog />
    </Suspense>
  )
}

function CurrentDialog() {
  const dialog = useAppStore((state) => state.dialog)
  const closeDialog = useAppStore((state) => state.closeDialog)
  if (dialog === null) return null
  switch (dialog.kind) {
    case 'import':
      return <ImportDialog onClose={closeDialog} />
    case 'export':
      return <ExportDialog ids={dialog.ids} onClose={closeDialog} />
    case 'verify-report':
      return <VerifyReport outcome={dialog.outcome} onClose={closeDialog} />
    case 'refused-files':
      return <RefusedFilesDialog outcome={dialog.outcome} onClose={closeDialog} />
    default:
      return assertNever(dialog)
  }
}
