import type { ArmKind, ArmSettings } from '#shared/experiment.ts'
import type { ServerProfileId } from '#shared/server-profile.ts'

/**
 * OpenAI's own words for endpoints that always rewrite a prompt ("Prompting", DALL·E 3 in the Images guide, repeated by
 * Microsoft Learn for Azure).
 */
const asIsForDallE =
  'I NEED to test how the tool works with extremely simple prompts. DO NOT add any detail, just use it AS-IS:'
/** A language model between the person and the image model is asked in its own instructions' place: the prompt. */
const asIsForLanguageModel =
  'Call the image generation tool with exactly the following text as its prompt, word for word, nothing added, nothing left out:'

/** Exactly what leaves for an arm. `rewritten`: what a language model made of the typed prompt; `null` = not asked. */
export function armWords(
  arm: { readonly kind: ArmKind; readonly settings: ArmSettings; readonly profile: ServerProfileId },
  typedPrompt: string,
  rewritten: string | null,
): string {
  const { kind, settings, profile } = arm
  const chosen = settings.prompt ?? (kind === 'augmented' ? (rewritten ?? typedPrompt) : typedPrompt)
  const words = settings.suffix === undefined ? chosen : `${chosen} ${settings.suffix}`
  const asIs = kind === 'verbatim' || kind === 'augmented' ? asIsInstruction(settings, profile) : null
  return asIs === null ? words : `${asIs}\n${words}`
}

/** What keeps a way that always rewrites from doing so; `null` = it leaves words alone. */
export function asIsInstruction({ provider }: ArmSettings, profile: ServerProfileId): string | null {
  if (provider === 'openai-responses') return asIsForLanguageModel
  return profile === 'dall-e' ? asIsForDallE : null
}
