import { isJsonObject, type Json, property } from './parse-foreign-json.ts'

export type Scalar = string | number | boolean

/** One node of a ComfyUI graph: what flows into it, by the name of the input. */
export interface ComfyNode {
  readonly type: string
  /** The title a person gave it, or an empty text. */
  readonly title: string
  /** In their order, which is the order of a prompt's parts. */
  readonly inputs: ReadonlyMap<string, ComfyInput>
}

export type ComfyInput =
  | { readonly kind: 'link'; readonly from: string }
  | { readonly kind: 'value'; readonly value: Scalar }

/** The node that an input comes from, or the value it has. */
export function inputLink(node: ComfyNode | undefined, name: string): string | undefined {
  const input = node?.inputs.get(name)
  return input?.kind === 'link' ? input.from : undefined
}

export function inputValue(node: ComfyNode | undefined, name: string): Scalar | undefined {
  const input = node?.inputs.get(name)
  return input?.kind === 'value' ? input.value : undefined
}

export type ComfyGraph = ReadonlyMap<string, ComfyNode>

/** People share graphs of hundreds. */
const maxNodes = 5000

/** The `prompt` of a picture: what was run. `{ "<id>": { class_type, inputs: { name: value | ["<id>", slot] } } }`. */
export function graphFromPrompt(prompt: Json | undefined): ComfyGraph {
  const graph = new Map<string, ComfyNode>()
  if (!isJsonObject(prompt)) return graph
  for (const [id, node] of Object.entries(prompt).slice(0, maxNodes)) {
    const type = property(node, 'class_type')
    const inputs = property(node, 'inputs')
    if (typeof type !== 'string' || !isJsonObject(inputs)) continue
    const read = new Map<string, ComfyInput>()
    for (const [name, value] of Object.entries(inputs)) {
      const from = Array.isArray(value) && value.length === 2 ? toId(value[0]) : null
      if (from !== null) read.set(name, { kind: 'link', from })
      else if (isScalar(value)) read.set(name, { kind: 'value', value })
    }
    const title = property(property(node, '_meta'), 'title')
    graph.set(id, { type, title: typeof title === 'string' ? title : '', inputs: read })
  }
  return graph
}

/**
 * The `workflow` of a picture: what was on the screen. Values have no names there, only an order; the nodes that matter
 * are known by theirs, and of any other the texts are taken.
 */
export function graphFromWorkflow(workflow: Json | undefined): ComfyGraph {
  const graph = new Map<string, ComfyNode>()
  const nodes = asList(property(workflow, 'nodes')).slice(0, maxNodes)
  const sourceByLink = new Map<string, string>()
  for (const link of asList(property(workflow, 'links'))) {
    const [id = property(link, 'id'), source = property(link, 'origin_id')] = asList(link)
    const [linkId, sourceId] = [toId(id), toId(source)]
    if (linkId !== null && sourceId !== null) sourceByLink.set(linkId, sourceId)
  }
  for (const node of nodes) {
    const [id, type, title] = [toId(property(node, 'id')), property(node, 'type'), property(node, 'title')]
    const isOff = offModes.includes(Number(property(node, 'mode')))
    if (id === null || typeof type !== 'string' || isOff) continue
    const inputs = new Map(namedValues(type, property(node, 'widgets_values')))
    for (const input of asList(property(node, 'inputs'))) {
      const [name, link] = [property(input, 'name'), toId(property(input, 'link'))]
      const from = link === null ? undefined : sourceByLink.get(link)
      if (typeof name === 'string' && from !== undefined) inputs.set(name, { kind: 'link', from })
    }
    graph.set(id, { type, title: typeof title === 'string' ? title : '', inputs })
  }
  return graph
}

/** Muted, bypassed. */
const offModes = [2, 4]

const valueNames: Readonly<Record<string, readonly string[]>> = {
  KSampler: ['seed', 'control_after_generate', 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise'],
  KSamplerAdvanced: [
    'add_noise',
    'noise_seed',
    'control_after_generate',
    'steps',
    'cfg',
    'sampler_name',
    'scheduler',
    'start_at_step',
    'end_at_step',
  ],
  KSamplerSelect: ['sampler_name'],
  RandomNoise: ['noise_seed'],
  BasicScheduler: ['scheduler', 'steps', 'denoise'],
  CFGGuider: ['cfg'],
  FluxGuidance: ['guidance'],
  CheckpointLoaderSimple: ['ckpt_name'],
  UNETLoader: ['unet_name'],
  LoraLoader: ['lora_name'],
  EmptyLatentImage: ['width', 'height'],
}

function namedValues(type: string, values: Json | undefined): readonly (readonly [string, ComfyInput])[] {
  const names = Object.hasOwn(valueNames, type) ? valueNames[type] : undefined
  const named: readonly (readonly [string | undefined, Json])[] = isJsonObject(values)
    ? Object.entries(values)
    : asList(values).map((value, index) => [names === undefined ? unnamed(value, index) : names[index], value])
  return named.flatMap(([name, value]) =>
    name === undefined || !isScalar(value) ? [] : [[name, { kind: 'value', value }] as const],
  )
}

const unnamed = (value: Json, index: number): string | undefined =>
  typeof value === 'string' ? `text_${index}` : undefined

const isScalar = (value: Json | undefined): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const toId = (value: Json | undefined): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null

const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])
