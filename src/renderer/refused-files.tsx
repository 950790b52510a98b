import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/failure.ts'
import { describeFailure } from './describe-failure.ts'

interface RefusedFilesProps {
  /** `null` = it came without a name. */
  readonly files: readonly { readonly fileName: string | null; readonly failure: Failure }[]
  readonly unnamed: string
  readonly className?: string
}

/** Files that were left out, each with its reason. */
export function RefusedFiles({ files, unnamed, className }: RefusedFilesProps) {
  const { t } = useTranslation('failures')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard.
    <ul tabIndex={0} className={className}>
      {files.map(({ fileName, failure }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and the list only grows at its end
        <li key={place} className="py-1">
          <span className="font-medium">{fileName ?? unnamed}</span>
          <span className="block text-sm text-ink-soft">{explain(failure, t)}</span>
        </li>
      ))}
    </ul>
  )
}

/** What is wrong and what can be taken in, in two sentences; which file it was stands above them. */
function explain(failure: Failure, t: TFunction<'failures'>): string {
  const { title, body } = describeFailure('fileName' in failure ? { ...failure, fileName: null } : failure, t)
  return `${title}. ${body}`
}
