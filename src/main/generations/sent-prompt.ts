import type { Draft } from '#shared/generation.ts'
import type { ServerProfileId } from '#shared/server-profile.ts'
import { serverProfiles } from '../connections/server-profiles.ts'

/**
 * The text that leaves. Verbatim: what was typed is what is sent; but where a server varies a picture, it takes the
 * picture and not a word.
 */
export function sentPromptOf({ typedPrompt, sources = [] }: Draft, profile: ServerProfileId): string {
  const inputs = sources.filter(({ role }) => role === 'edit' || role === 'reference')
  const isVariation =
    serverProfiles[profile].edits?.variationPath !== undefined && inputs.length === 1 && inputs[0]?.role === 'reference'
  return isVariation ? '' : typedPrompt
}
