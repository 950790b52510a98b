import type { TokenPrices } from '#shared/catalogue.ts'

/**
 * Published prices, as data. A change to any figure needs a new version: entries in the ledger name the one they were
 * made with, and `price-table.test.ts` holds both together.
 */
export const priceTableVersion = 'published-2026-11-29'

const pricingPage = 'https://platform.openai.com/docs/pricing'

const imageModel = {
  textInput: 5,
  textInputCached: 1.25,
  imageInput: 8,
  imageInputCached: 2,
  imageOutput: 30,
  textOutput: null,
  source: pricingPage,
  asOf: '2026-08',
}
export const prices2: TokenPrices = imageModel
export const prices25: TokenPrices = {
  ...imageModel,
  source: 'https://developers.openai.com/api/docs/guides/image-generation',
  asOf: '2026-09',
}
export const prices26: TokenPrices = {
  ...imageModel,
  source: 'https://developers.openai.com/api/docs/models/gpt-image-2.6-sunburst',
  asOf: '2026-11',
}
export const prices15: TokenPrices = { ...imageModel, imageOutput: 32, textOutput: 10 }
export const prices1Mini: TokenPrices = {
  ...imageModel,
  textInput: 2,
  textInputCached: 0.2,
  imageInput: 2.5,
  imageInputCached: 0.25,
  imageOutput: 8,
}
export const prices1: TokenPrices = { ...imageModel, imageInput: 10, imageInputCached: 2.5, imageOutput: 40 }

/** US dollars per million tokens of a language model. A picture that it is shown counts as text. */
export interface TextPrices {
  readonly input: number
  readonly cachedInput: number
  readonly output: number
  readonly source: string
  readonly asOf: string
  /** An offer known to run until then (`YYYY-MM-DD`); what is charged after it nobody has said. */
  readonly through?: string
}

/** Above so many tokens of input the whole request costs twice as much for input, half as much again for output. */
export const longInput = { aboveTokens: 272_000, inputFactor: 2, outputFactor: 1.5 }

const text = (input: number, cachedInput: number, output: number, source: string, asOf: string): TextPrices => ({
  input,
  cachedInput,
  output,
  source,
  asOf,
})
/** Read in release notes of others, who name OpenAI's page. */
const secondHand = `${pricingPage} (as cited by third parties)`

export const textPrices: ReadonlyMap<string, TextPrices> = new Map([
  ['gpt-6-luna', text(0.1, 0.01, 0.5, secondHand, '2026-09-24')],
  ['gpt-6-sol', text(2, 0.2, 10, secondHand, '2026-10-01')],
  ['gpt-6.1-sol', text(2, 0.1, 10, secondHand, '2026-09-29')],
  ['gpt-6.1-terra', text(1, 0.05, 5, secondHand, '2026-10-26')],
  ['gpt-6-astra', text(10, 1, 50, 'https://developers.openai.com/api/docs/models', '2026-09')],
  ['gpt-5.6-luna', text(0.2, 0.02, 1.2, pricingPage, '2026-08')],
  ['gpt-5.6-terra', { ...text(2, 0.2, 12, pricingPage, '2026-08'), through: '2026-11-21' }],
  ['gpt-5.6-sol', { ...text(4, 0.4, 20, pricingPage, '2026-08'), through: '2026-11-21' }],
  ['gpt-5.4-mini', text(0.75, 0.075, 4.5, pricingPage, '2026-08')],
  ['gpt-5.4-nano', text(0.2, 0.02, 1.25, pricingPage, '2026-08')],
  ['gpt-4.1-mini', text(0.4, 0.1, 1.6, pricingPage, '2026-08')],
  ['gpt-4o-mini', text(0.15, 0.075, 0.6, pricingPage, '2026-08')],
])

/** The same as the catalogue has it; a model without a price here is a defect. */
export function languagePrices(model: string): TokenPrices {
  const prices = textPrices.get(model)
  if (prices === undefined) throw new Error(`The price table has no ${model}`)
  const { input, cachedInput, output, source, asOf } = prices
  return {
    textInput: input,
    textInputCached: cachedInput,
    imageInput: input,
    imageInputCached: cachedInput,
    imageOutput: 0,
    textOutput: output,
    source,
    asOf,
  }
}

/**
 * What OpenAI charged for one picture of DALL·E until it retired both models on 2026-05-12: micro-dollars by quality
 * and size. Servers that still speak that contract mostly charge the same; one that does not is corrected by the person.
 */
export const imagePrices = {
  source: 'https://openai.com/api/pricing (as cited by third parties)',
  asOf: '2023-12-25',
  byModel: new Map<string, ReadonlyMap<string, number>>([
    [
      'dall-e-3',
      new Map([
        ['standard 1024x1024', 40_000],
        ['standard 1024x1792', 80_000],
        ['standard 1792x1024', 80_000],
        ['hd 1024x1024', 80_000],
        ['hd 1024x1792', 120_000],
        ['hd 1792x1024', 120_000],
      ]),
    ],
    [
      'dall-e-2',
      new Map([
        ['standard 1024x1024', 20_000],
        ['standard 512x512', 18_000],
        ['standard 256x256', 16_000],
      ]),
    ],
  ]),
} as const
