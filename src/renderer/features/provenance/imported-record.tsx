import { useTranslation } from 'react-i18next'
import type { ImportedMetadata } from '#shared/imported-metadata.ts'
import { loadPrompt } from '../../load-draft.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from './copy-button.tsx'
import { PromptBlock } from './prompt-block.tsx'
import { Fact, Facts, Section } from './section.tsx'

/** Names are names, except for the two that are none. */
const toolNames = {
  diptych: 'Diptych',
  a1111: 'AUTOMATIC1111',
  comfyui: 'ComfyUI',
  invokeai: 'InvokeAI',
  swarmui: 'SwarmUI',
  fooocus: 'Fooocus',
  novelai: 'NovelAI',
  openai: 'OpenAI',
  exif: 'EXIF, XMP',
} as const satisfies Record<ImportedMetadata['tool'], string>

/** What another program wrote into the file. Shown as found: nobody here has seen that it is so. */
export function ImportedRecord({
  imageId,
  metadata,
}: {
  readonly imageId: number
  readonly metadata: ImportedMetadata
}) {
  const { t } = useTranslation('provenance')
  const { tool, prompt, negativePrompt, model } = metadata
  const parameters = Object.entries(metadata.parameters)
  return (
    <Section title={t('foundInFile')}>
      <div className="flex flex-col gap-3">
        <Facts>
          <Fact name={t('writtenBy')}>{toolNames[tool]}</Fact>
          {model !== null && <Fact name={t('model')}>{model}</Fact>}
        </Facts>
        {prompt !== null && <PromptBlock label={t('foundPrompt')} copyLabel={t('copyFoundPrompt')} text={prompt} />}
        {negativePrompt !== null && (
          <PromptBlock label={t('negativePrompt')} copyLabel={t('copyNegativePrompt')} text={negativePrompt} />
        )}
        {prompt !== null && (
          <div>
            <Button size="small" onClick={() => loadPrompt(prompt, imageId)}>
              {t('usePrompt')}
            </Button>
          </div>
        )}
        {parameters.length > 0 && (
          <details>
            <summary className="min-h-6 w-fit rounded-sm pr-1 text-sm text-ink-soft">
              {t('foundParameters', { count: parameters.length })}
            </summary>
            <div className="mt-1.5">
              <Facts>
                {parameters.map(([name, value]) => (
                  <Fact key={name} name={name} action={<CopyButton text={value} label={t('copyFact', { name })} />}>
                    <span className="line-clamp-4 break-words">{value}</span>
                  </Fact>
                ))}
              </Facts>
            </div>
          </details>
        )}
      </div>
    </Section>
  )
}
