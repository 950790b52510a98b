import { FolderX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/failure.ts'
import { useQuit } from '../data/app-info.ts'
import { useOpenLibrary, useRestart } from '../data/library.ts'
import { describeFailure } from '../describe-failure.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'

interface LibraryProblemProps {
  /** It was open in this run and went away: main looks out for it. */
  readonly wasOpen: boolean
  /** `null` when not even the question was answered. */
  readonly path: string | null
  readonly failure: Failure
}

/** Stands instead of the rooms when no library is open: without one, nothing could be kept. */
export function LibraryProblem({ wasOpen, path, failure }: LibraryProblemProps) {
  const { t } = useTranslation('shell')
  const { t: tFailures } = useTranslation('failures')
  const openLibrary = useOpenLibrary()
  const restart = useRestart()
  const quit = useQuit()
  const { title, body } = describeFailure(failure, tFailures)
  return (
    <main className="flex h-full items-center justify-center overflow-y-auto p-8">
      <div role="alert" className="w-full max-w-md">
        <FolderX size={36} strokeWidth={1.25} aria-hidden className="mb-5 text-ink-soft" />
        <h1 className="text-xl font-semibold">{title}</h1>
        <p className="mt-2 text-ink-soft" data-selectable>
          {body}
        </p>
        {path !== null && !body.includes(path) && (
          <p className="mt-3 font-mono text-sm text-ink-soft" data-selectable>
            {path}
          </p>
        )}
        {wasOpen && failure.kind === 'library-missing' && <p className="mt-3 text-ink-soft">{t('waitsForLibrary')}</p>}
        <div className="mt-6 flex flex-wrap gap-2">
          {failure.kind !== 'library-newer' && (
            <Button variant="primary" isBusy={restart.isPending} onClick={() => restart.mutate()}>
              {t(wasOpen && failure.kind === 'library-damaged' ? 'restartAndRestore' : 'startAgain')}
            </Button>
          )}
          <Button
            variant={failure.kind === 'library-newer' ? 'primary' : 'quiet'}
            isBusy={openLibrary.isPending}
            onClick={() => openLibrary.mutate()}
          >
            {t('openAnotherLibrary')}
          </Button>
          <Button onClick={() => quit.mutate()}>{t('quit')}</Button>
        </div>
        {failure.detail !== undefined && <Disclosure text={failure.detail} className="mt-6" />}
      </div>
    </main>
  )
}
