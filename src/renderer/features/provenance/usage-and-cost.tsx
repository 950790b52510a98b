import { useTranslation } from 'react-i18next'
import type { Cost, Usage } from '#shared/generation.ts'
import { formatUsd } from '../../format-usd.ts'
import { Fact, Facts, Section } from './section.tsx'

interface UsageAndCostProps {
  readonly usage: Usage | null
  readonly cost: Cost | null
  /** What of the cost falls to this one picture, in millionths of a US dollar. */
  readonly shareMicroUsd: number | null
  readonly isFree: boolean
}

/** What the provider counted, and what that comes to by which price list. */
export function UsageAndCost({ usage, cost, shareMicroUsd, isFree }: UsageAndCostProps) {
  const { t } = useTranslation('provenance')
  return (
    <Section title={t('usageAndCost')}>
      <Facts>
        {usage === null ? (
          !isFree && (
            <Fact name={t('totalTokens')} isSoft>
              {t('usageNotReported')}
            </Fact>
          )
        ) : (
          <>
            <Tokens
              name={t('inputTokens')}
              total={usage.inputTokens}
              text={usage.inputTextTokens}
              image={usage.inputImageTokens}
            />
            <Tokens
              name={t('outputTokens')}
              total={usage.outputTokens}
              text={usage.outputTextTokens}
              image={usage.outputImageTokens}
            />
            <Tokens name={t('totalTokens')} total={usage.totalTokens} text={null} image={null} />
          </>
        )}
        {cost !== null ? (
          <Fact name={t('cost')}>
            <span className="font-medium">{formatUsd(cost.microUsd)}</span>
            <span className="block text-xs text-ink-soft">
              {t('costBasis', { source: shortSource(cost.priceSource), asOf: cost.priceAsOf })}
            </span>
          </Fact>
        ) : (
          <Fact name={t('cost')} isSoft={!isFree}>
            {isFree ? t('costFree') : t('costNotReported')}
          </Fact>
        )}
        {cost !== null && shareMicroUsd !== null && shareMicroUsd !== cost.microUsd && (
          <Fact name={t('costShare')}>{formatUsd(shareMicroUsd)}</Fact>
        )}
      </Facts>
    </Section>
  )
}

interface TokensProps {
  readonly name: string
  readonly total: number | null
  readonly text: number | null
  readonly image: number | null
}

function Tokens({ name, total, text, image }: TokensProps) {
  const { t, i18n } = useTranslation('provenance')
  const format = (count: number) => new Intl.NumberFormat(i18n.language).format(count)
  if (total === null) {
    return (
      <Fact name={name} isSoft>
        {t('usageNotReported')}
      </Fact>
    )
  }
  return (
    <Fact name={name}>
      {t('tokens', { count: total, shown: format(total) })}
      {text !== null && image !== null && (
        <span className="block text-xs text-ink-soft">
          {t('tokensSplit', { text: format(text), image: format(image) })}
        </span>
      )}
    </Fact>
  )
}

/** A page's host says enough here; the whole address stands in the record. */
const shortSource = (source: string): string => (URL.canParse(source) ? new URL(source).host : source)
