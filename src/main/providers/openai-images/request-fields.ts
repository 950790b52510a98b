import type { ImageParams } from '#shared/image-params.ts'
import type { ServerProfile } from '../../connections/server-profiles.ts'
import type { ProviderRequest } from '../provider.ts'
import { fieldNames } from './field-names.ts'

type Fields = Readonly<Record<string, string | number | boolean | object>>

type Asked = Pick<ProviderRequest, 'model' | 'sentPrompt' | 'params'>

/**
 * Everything that a request says beside its pictures, by the names that this kind of server has for it. What was not
 * chosen is absent, so that the model's own default holds; what the server is not known to take never leaves.
 */
export function requestFields(request: Asked, profile: ServerProfile, kind: 'generate' | 'edit'): Fields {
  const { model, sentPrompt, params } = request
  const taken = takenParams(params, profile, kind)
  const isStream = wantsStream(taken, profile)
  const { svgModel, ...plain } = taken
  const fields: Record<string, string | number | boolean | object> = { model, prompt: sentPrompt }
  for (const [param, name] of Object.entries(fieldNames)) {
    // The keys of the table are parameters.
    const value = plain[param as keyof typeof fieldNames]
    if (value === undefined || (param === 'partialImages' && !isStream)) continue
    fields[profile.fieldNames?.[param as keyof typeof fieldNames] ?? name] = value
  }
  return {
    ...fields,
    ...(svgModel !== undefined && { svg: { model: svgModel } }),
    ...(isStream && { stream: true }),
    ...(profile.responseFormat !== null && { response_format: profile.responseFormat }),
  }
}

/** Of the chosen parameters those that will leave. */
export function takenParams(
  params: ImageParams,
  profile: ServerProfile,
  kind: 'generate' | 'edit',
): Partial<ImageParams> {
  const allowed = (kind === 'edit' ? profile.edits?.params : undefined) ?? profile.params
  const isTaken = (param: string): boolean =>
    (allowed === 'all' || allowed.some((name) => name === param)) && (kind === 'edit' || param !== 'inputFidelity')
  const taken: Partial<ImageParams> = Object.fromEntries(Object.entries(params).filter(([param]) => isTaken(param)))
  const { size, ...others } = taken
  // A list of names is kept for servers that know no `auto`.
  return size === undefined || (size === 'auto' && allowed !== 'all') ? others : taken
}

/** Streamed events do not say which picture they belong to, so only a single one is streamed. */
const wantsStream = ({ partialImages = 0, n = 1, outputFormat }: Partial<ImageParams>, { streams }: ServerProfile) =>
  streams && partialImages > 0 && n === 1 && outputFormat !== 'gif' && outputFormat !== 'svg'
