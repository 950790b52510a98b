import { useTranslation } from 'react-i18next'
import type { Image } from '#shared/image.ts'
import { formatBytes } from '../../format-bytes.ts'
import { CopyButton } from './copy-button.tsx'
import { Fact, Facts, Section } from './section.tsx'

/** The bytes themselves, kept untouched. */
export function FileFacts({ image }: { readonly image: Image }) {
  const { t, i18n } = useTranslation('provenance')
  const { width, height, format, bytes, sha256, importedFileName, createdAtMs, generationId } = image
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' })
  return (
    <Section title={t('file')}>
      <Facts>
        {importedFileName !== null && <Fact name={t('importedFile')}>{importedFileName}</Fact>}
        {generationId === null && <Fact name={t('imported')}>{when.format(createdAtMs)}</Fact>}
        <Fact name={t('dimensions')}>
          {width} × {height}
        </Fact>
        <Fact name={t('format')}>{format.toUpperCase()}</Fact>
        <Fact name={t('fileSize')}>{formatBytes(bytes, i18n.language)}</Fact>
        <Fact name={t('sha256')} action={<CopyButton text={sha256} label={t('copySha256')} />}>
          <span className="font-mono text-xs" title={sha256}>
            {sha256.slice(0, 8)}…{sha256.slice(-8)}
          </span>
        </Fact>
      </Facts>
    </Section>
  )
}
