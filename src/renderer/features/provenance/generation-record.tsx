import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Generation, SucceededGeneration, UnmadeGeneration } from '#shared/generation.ts'
import { isOut } from '#shared/generation-status.ts'
import type { Image } from '#shared/image.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { loadEverything, loadPrompt } from '../../load-draft.ts'
import { Button } from '../../ui/button.tsx'
import { compareParams } from './compare-params.ts'
import { CopyButton } from './copy-button.tsx'
import { ParamsTable } from './params-table.tsx'
import { PreviousTurn } from './previous-turn.tsx'
import { PromptBlock } from './prompt-block.tsx'
import { PromptChain } from './prompt-chain.tsx'
import { RawResponse } from './raw-response.tsx'
import { Fact, Facts, Section } from './section.tsx'
import { UsageAndCost } from './usage-and-cost.tsx'

interface GenerationRecordProps {
  /** `null` = it made none. */
  readonly image: Image | null
  readonly generation: Generation
  /** What the person says about it; follows the words, which come first. */
  readonly marks?: ReactNode
}

/** The words, the settings asked for and used, who made it, and what it came to. */
export function GenerationRecord({ image, generation, marks }: GenerationRecordProps) {
  const { t } = useTranslation('provenance')
  const { typedPrompt, sentPrompt } = generation
  const imageId = image?.id ?? null
  // It is read again when it has settled.
  if (isOut(generation)) return marks
  const actualParams = generation.status === 'succeeded' ? generation.actualParams : {}
  return (
    <>
      <Section title={t('prompts')}>
        <div className="flex flex-col gap-3">
          <PromptBlock label={t('typed')} copyLabel={t('copyTyped')} text={typedPrompt} />
          <PromptBlock
            label={t('sent')}
            copyLabel={t('copySent')}
            text={sentPrompt}
            origin={{ text: typedPrompt, sameLabel: t('sameAsTyped'), changesLabel: t('changesFromTyped') }}
          />
          {image !== null && (
            <PromptBlock
              label={t('revised')}
              copyLabel={t('copyRevised')}
              text={image.revisedPrompt}
              origin={{ text: sentPrompt, sameLabel: t('sameAsSent'), changesLabel: t('changesFromSent') }}
            />
          )}
          {image !== null && <PromptChain typed={typedPrompt} sent={sentPrompt} revised={image.revisedPrompt} />}
          <div className="flex flex-wrap gap-2 pt-1">
            <Button size="small" onClick={() => loadPrompt(typedPrompt, imageId)}>
              {t('usePrompt')}
            </Button>
            <Button size="small" onClick={() => loadEverything(generation, imageId)}>
              {t('useEverything')}
            </Button>
          </div>
        </div>
      </Section>
      {marks}
      <Section title={t('parameters')}>
        <ParamsTable rows={compareParams({ ...generation, actualParams })} />
      </Section>
      <Origin generation={generation} />
      <UsageAndCost
        usage={generation.usage}
        cost={generation.cost}
        shareMicroUsd={image?.costMicroUsd ?? null}
        isFree={generation.provider === 'sketch'}
      />
      {generation.hasRawResponse && <RawResponse generationId={generation.id} />}
    </>
  )
}

function Origin({ generation }: { readonly generation: SucceededGeneration | UnmadeGeneration }) {
  const { t, i18n } = useTranslation('provenance')
  const { connectionLabel, requestId, responseId, previousGenerationId, createdAtMs, durationMs } = generation
  const names: Readonly<Record<ProviderId, string>> = {
    sketch: t('providerSketch'),
    'openai-images': t('providerOpenAiImages'),
    'openai-responses': t('providerOpenAiResponses'),
    'chat-images': t('providerChatImages'),
    karlo: t('providerKarlo'),
  }
  // A record may come from a later studio, with a provider of its own.
  const name = Object.entries(names).find(([id]) => id === generation.provider)?.[1] ?? generation.provider
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' })
  return (
    <Section title={t('origin')}>
      <Facts>
        <Fact name={t('provider')}>{name}</Fact>
        <Fact name={t('connection')}>{connectionLabel}</Fact>
        {requestId === null ? (
          <Fact name={t('requestId')} isSoft>
            {t('unknown')}
          </Fact>
        ) : (
          <Fact name={t('requestId')} action={<CopyButton text={requestId} label={t('copyRequestId')} />}>
            <span className="font-mono text-xs break-all">{requestId}</span>
          </Fact>
        )}
        {responseId !== null && (
          <Fact name={t('responseId')} action={<CopyButton text={responseId} label={t('copyResponseId')} />}>
            <span className="font-mono text-xs break-all">{responseId}</span>
          </Fact>
        )}
        {previousGenerationId !== null && <PreviousTurn generationId={previousGenerationId} />}
        <Fact name={t('created')}>{when.format(createdAtMs)}</Fact>
        {durationMs !== null && (
          <Fact name={t('duration')}>{t('seconds', { seconds: (durationMs / 1000).toFixed(1) })}</Fact>
        )}
      </Facts>
    </Section>
  )
}
