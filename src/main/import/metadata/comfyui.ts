import {
  type ComfyGraph,
  type ComfyNode,
  graphFromPrompt,
  graphFromWorkflow,
  inputLink,
  inputValue,
  type Scalar,
} from './comfyui-graph.ts'
import type { FileTexts } from './file-texts.ts'
import type { FoundMetadata } from './found-metadata.ts'
import { parseForeignJson } from './parse-foreign-json.ts'

type Side = 'positive' | 'negative'

/**
 * ComfyUI: a graph, where a prompt is whatever text flows into the sampler that made the picture. Custom nodes are
 * followed by the names of their inputs, not by their types, of which there are thousands.
 */
export function readComfyUi({ textByKeyword }: FileTexts): FoundMetadata | null {
  const ran = graphFromPrompt(parseForeignJson(textByKeyword.get('prompt') ?? ''))
  const graph = ran.size > 0 ? ran : graphFromWorkflow(parseForeignJson(textByKeyword.get('workflow') ?? ''))
  if (graph.size === 0) return null
  const order = fromTheEnd(graph)
  const sampler = findSampler(graph, order)
  const texts = sampler === null ? textsWithoutSampler(graph, order) : textsOfSampler(graph, sampler)
  const settings = settingsFrom(graph, sampler === null ? order : reachable(graph, [sampler]))
  return {
    tool: 'comfyui',
    prompt: texts.positive,
    // Models without a negative prompt get the positive one, emptied of its meaning on the way.
    negativePrompt: texts.negative === texts.positive ? null : texts.negative,
    model: settings.model,
    parameters: settings.parameters,
  }
}

/** From what nothing flows out of (saving, previewing) back to the beginnings, the nearest first. */
function fromTheEnd(graph: ComfyGraph): readonly string[] {
  const used = new Set([...graph.values()].flatMap(linksOf))
  const ends = [...graph.keys()].filter((id) => !used.has(id))
  // A graph of circles alone has no end.
  return reachable(graph, ends.length > 0 ? ends : [...graph.keys()])
}

function reachable(graph: ComfyGraph, starts: readonly string[]): readonly string[] {
  const order = new Set(starts)
  // A set is walked in order of insertion, with what is added meanwhile.
  for (const id of order) for (const source of linksOf(graph.get(id))) if (graph.has(source)) order.add(source)
  return [...order]
}

const linksOf = (node: ComfyNode | undefined): readonly string[] =>
  [...(node?.inputs.values() ?? [])].flatMap((input) => (input.kind === 'link' ? [input.from] : []))

/** A node that takes a positive prompt together with a model or a latent picture; others only pass prompts on. */
function findSampler(graph: ComfyGraph, order: readonly string[]): string | null {
  const takes = (id: string, name: string): boolean => inputLink(graph.get(id), name) !== undefined
  const samplers = order.filter(
    (id) =>
      (takes(id, 'positive') && ['model', 'latent_image', 'latent', 'samples'].some((name) => takes(id, name))) ||
      (takes(id, 'conditioning') && takes(id, 'model')),
  )
  // Detailers and upscalers come after the picture was made, with prompts of their own.
  return samplers.find((id) => /sampler|guider/i.test(graph.get(id)?.type ?? '')) ?? samplers[0] ?? null
}

function textsOfSampler(graph: ComfyGraph, sampler: string): Readonly<Record<Side, string | null>> {
  const node = graph.get(sampler)
  const textFrom = (side: Side, source: string | undefined): string | null =>
    source === undefined ? null : joined(collectTexts(graph, source, side, new Set([sampler]), 0))
  return {
    positive: textFrom('positive', inputLink(node, 'positive') ?? inputLink(node, 'conditioning')),
    negative: textFrom('negative', inputLink(node, 'negative')),
  }
}

/** Without a sampler to ask: what looks like a prompt. Which side it is on only its title can say. */
function textsWithoutSampler(graph: ComfyGraph, order: readonly string[]): Readonly<Record<Side, string | null>> {
  const found: Record<Side, string | null> = { positive: null, negative: null }
  for (const id of order) {
    const node = graph.get(id)
    if (node === undefined || !/textencode|prompt|text|image/i.test(node.type)) continue
    const side = /negative/i.test(node.title) ? 'negative' : 'positive'
    found[side] ??= joined(
      inputsFor(node, side).flatMap(([, input]) => (input.kind === 'value' ? [String(input.value)] : [])),
    )
  }
  return found
}

/** Longer chains of nodes have no texts at their far end. */
const maxChain = 200

/** Inputs that carry no words. */
const wordless =
  /^(model|clip|vae|images?|pixels|mask|latent.*|samples|control_net|clip_vision.*|noise|sampler|sigmas|style_model|lora.*|seed|width|height|steps|cfg)$/i

function collectTexts(graph: ComfyGraph, id: string, side: Side, seen: Set<string>, depth: number): readonly string[] {
  const node = graph.get(id)
  // What zeroes a conditioning out takes the words with it.
  if (node === undefined || seen.has(id) || depth > maxChain || /zeroout/i.test(node.type)) return []
  seen.add(id)
  return inputsFor(node, side).flatMap(([, input]) =>
    input.kind === 'link' ? collectTexts(graph, input.from, side, seen, depth + 1) : [String(input.value)],
  )
}

/** The inputs that may carry words for this side. */
function inputsFor({ inputs }: ComfyNode, side: Side) {
  const possible = [...inputs].filter(
    ([name, input]) =>
      !name.toLowerCase().includes(otherSide[side]) &&
      (input.kind === 'link' ? !wordless.test(name) : typeof input.value === 'string' && textName.test(name)),
  )
  // Where a node tells the sides apart, only what names ours is ours; and rather what the wildcards became than them.
  const named = possible.filter(([name]) => name.toLowerCase().includes(side))
  const populated = possible.filter(([name]) => name === 'populated_text')
  return [named, populated].find((some) => some.length > 0) ?? possible
}

const otherSide: Readonly<Record<Side, Side>> = { positive: 'negative', negative: 'positive' }

const textName = /text|prompt|string|^value$|t5xxl|clip_[lg]$|positive|negative|caption/i

/** The same text often flows in by two ways. */
const joined = (texts: readonly string[]): string | null => {
  const distinct = [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '')
  return distinct.length === 0 ? null : distinct.join('\n')
}

const modelNames = ['ckpt_name', 'unet_name', 'model_name', 'base_ckpt_name']
const settingNames = [
  'seed',
  'noise_seed',
  'steps',
  'cfg',
  'guidance',
  'sampler_name',
  'scheduler',
  'denoise',
  'width',
  'height',
  'lora_name',
  'vae_name',
]

/** The settings that are nearest to the sampler, each once. */
function settingsFrom(graph: ComfyGraph, order: readonly string[]) {
  const parameters = new Map<string, string>()
  let model: string | null = null
  for (const id of order) {
    const node = graph.get(id)
    if (node === undefined) continue
    for (const name of modelNames) {
      const value = inputValue(node, name)
      if (typeof value === 'string' && value !== '') model ??= value
    }
    for (const name of settingNames) {
      const value = inputValue(node, name) ?? onlyValue(graph.get(inputLink(node, name) ?? ''))
      if (value !== undefined && !parameters.has(name)) parameters.set(name, String(value))
    }
  }
  return { model, parameters: [...parameters] }
}

/** A number that was moved into a node of its own. */
function onlyValue(node: ComfyNode | undefined): Scalar | undefined {
  const values = [...(node?.inputs.values() ?? [])].flatMap((input) => (input.kind === 'value' ? [input.value] : []))
  return inputValue(node, 'value') ?? (values.length === 1 ? values[0] : undefined)
}
