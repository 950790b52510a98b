import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import type { ImageFormat } from '#shared/image.ts'
import {
  ascii,
  encodePng,
  exifBlock,
  jpegSegment,
  pngChunk,
  pngCompressedText,
  pngText,
  pngUnicodeText,
  riffChunk,
  withChunks,
  withSegments,
} from '#test/support/picture-parts.ts'
import { readMetadata } from './read-metadata.ts'

const canvas = createCanvas(8, 6)
const jpeg = canvas.toBuffer('image/jpeg')
const webp = canvas.toBuffer('image/webp')
const gif = Buffer.from('R0lGODlhBQADAPAAAAAAAAAAACH5BAEAAAAALAAAAAAFAAMAAAIEhI8JBQA7', 'base64')

const read = (bytes: Uint8Array, format: ImageFormat = 'png', fileName: string | null = null) =>
  readMetadata({ bytes, format, fileName, modifiedAtMs: null })
const inPng = (...chunks: readonly Buffer[]) => read(encodePng({}, chunks)).metadata
const inJpeg = (...segments: readonly Buffer[]) => read(withSegments(jpeg, segments), 'jpeg').metadata
const exifSegment = (block: Buffer) => jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]))
const comment = (encoding: string, text: Uint8Array, isLittle = true) =>
  exifBlock({
    isLittle,
    exif: { 37510: { type: 'undefined', bytes: Buffer.concat([Buffer.from(encoding, 'latin1'), text]) } },
  })
const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16()

const settingsText = `붉은 여우, (눈:1.2)
둘째 줄: 산
Negative prompt: 흐림, watermark
둘째
Steps: 30, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 18446744073709551615, Size: 512x768, Model hash: abc123, Model: dream, Lora hashes: "fox: 1a, snow: 2b", Civitai resources: [{"a": 1, "b": [2, 3]}], Version: v1.10`

const a1111 = {
  tool: 'a1111',
  prompt: '붉은 여우, (눈:1.2)\n둘째 줄: 산',
  negativePrompt: '흐림, watermark\n둘째',
  model: 'dream',
  parameters: {
    Steps: '30',
    Sampler: 'DPM++ 2M Karras',
    'CFG scale': '7.5',
    Seed: '18446744073709551615',
    Size: '512x768',
    'Model hash': 'abc123',
    'Lora hashes': 'fox: 1a, snow: 2b',
    'Civitai resources': '[{"a": 1, "b": [2, 3]}]',
    Version: 'v1.10',
  },
}

test.each([
  ['tEXt', inPng(pngText('parameters', settingsText))],
  ['iTXt', inPng(pngUnicodeText('parameters', settingsText))],
  ['iTXt, compressed', inPng(pngUnicodeText('parameters', settingsText, true))],
  ['zTXt', inPng(pngCompressedText('parameters', settingsText))],
  ['text behind the pixels', read(encodePng({}, [], [pngText('parameters', settingsText)])).metadata],
  ['JPEG, UTF-16BE in a little-endian block', inJpeg(exifSegment(comment('UNICODE\0', bigEndian(settingsText))))],
  [
    'JPEG, UTF-16LE in a big-endian block',
    inJpeg(exifSegment(comment('UNICODE\0', Buffer.from(settingsText, 'utf16le'), false))),
  ],
  ['JPEG, UTF-8 called ASCII', inJpeg(exifSegment(comment('ASCII\0\0\0', Buffer.from(settingsText))))],
  ['JPEG, unnamed encoding', inJpeg(exifSegment(comment('\0'.repeat(8), Buffer.from(settingsText))))],
  [
    'WebP, with the name JPEG puts before EXIF',
    read(
      withChunks(webp, [
        riffChunk('EXIF', Buffer.concat([Buffer.from('Exif\0\0'), comment('UNICODE\0', bigEndian(settingsText))])),
      ]),
      'webp',
    ).metadata,
  ],
  [
    'WebP, EXIF alone',
    read(withChunks(webp, [riffChunk('EXIF', comment('UNICODE\0', bigEndian(settingsText)))]), 'webp').metadata,
  ],
  ['PNG with EXIF', inPng(pngChunk('eXIf', comment('UNICODE\0', bigEndian(settingsText))))],
])('The settings text of stable-diffusion-webui is read from %s', (_, metadata) => {
  expect(metadata).toEqual(a1111)
})

test.each([
  ['Latin-1 in a tEXt', pngText('parameters', 'café', 'latin1'), 'café', null],
  ['a prompt alone', pngText('parameters', 'a fox'), 'a fox', null],
  [
    'a last line with too few settings',
    pngText('parameters', 'a fox\nratio: 1, note: 2'),
    'a fox\nratio: 1, note: 2',
    null,
  ],
  ['nothing but a negative prompt', pngText('parameters', 'Negative prompt: blur'), null, 'blur'],
] as const)('A settings text of %s is a prompt all the same', (_, chunk, prompt, negativePrompt) => {
  expect(inPng(chunk)).toEqual({ tool: 'a1111', prompt, negativePrompt, model: null, parameters: {} })
})

test('A camera’s comment is not taken for a prompt', () => {
  expect(inJpeg(exifSegment(comment('ASCII\0\0\0', Buffer.from('Shot in Seoul'))))).toEqual({
    tool: 'exif',
    prompt: null,
    negativePrompt: null,
    model: null,
    parameters: { UserComment: 'Shot in Seoul' },
  })
})

const comfyPrompt = {
  3: {
    class_type: 'KSampler',
    inputs: {
      seed: ['20', 0],
      steps: 20,
      cfg: 8,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
      model: ['4', 0],
      positive: ['30', 0],
      negative: ['30', 1],
      latent_image: ['5', 0],
    },
  },
  4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'fox.safetensors' } },
  5: { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 768, batch_size: 1 } },
  6: { class_type: 'CLIPTextEncode', inputs: { text: ['40', 0], clip: ['4', 1] } },
  7: { class_type: 'CLIPTextEncode', inputs: { text: '흐림', clip: ['4', 1] } },
  8: { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
  9: { class_type: 'SaveImage', inputs: { images: ['8', 0], filename_prefix: 'not a prompt' } },
  20: { class_type: 'Seed (custom)', inputs: { value: 7 } },
  30: {
    class_type: 'ControlNetApplyAdvanced',
    inputs: { strength: 1, positive: ['6', 0], negative: ['7', 0], control_net: ['31', 0] },
  },
  31: { class_type: 'ControlNetLoader', inputs: { control_net_name: 'canny' } },
  40: { class_type: 'StringConcatenate', inputs: { string_a: '붉은 여우', string_b: ['41', 0], delimiter: ' ' } },
  41: { class_type: 'SomeCustomTextNode', inputs: { prompt: 'in the snow' } },
}
const comfy = {
  tool: 'comfyui',
  prompt: '붉은 여우\nin the snow',
  negativePrompt: '흐림',
  model: 'fox.safetensors',
  parameters: {
    seed: '7',
    steps: '20',
    cfg: '8',
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise: '1',
    width: '512',
    height: '768',
  },
}

test.each([
  ['a PNG', inPng(pngText('prompt', JSON.stringify(comfyPrompt)))],
  ['EXIF', inJpeg(exifSegment(exifBlock({ first: { 272: ascii(`prompt:${JSON.stringify(comfyPrompt)}`) } })))],
  ['a PNG with Python’s NaN', inPng(pngText('prompt', JSON.stringify(comfyPrompt).replace('{', '{"0":[-NaN],')))],
])('The prompts of a ComfyUI graph are what flows into its sampler, in %s', (_, metadata) => {
  expect(metadata).toEqual(comfy)
})

test('A ComfyUI graph with guider, noise and scheduler as nodes of their own is followed too', () => {
  const graph = {
    1: { class_type: 'SamplerCustomAdvanced', inputs: { guider: ['2', 0], noise: ['3', 0], sigmas: ['4', 0] } },
    2: { class_type: 'BasicGuider', inputs: { conditioning: ['5', 0], model: ['6', 0] } },
    3: { class_type: 'RandomNoise', inputs: { noise_seed: 18446744073709552000 } },
    4: { class_type: 'BasicScheduler', inputs: { scheduler: 'simple', steps: 4, model: ['6', 0] } },
    5: { class_type: 'FluxGuidance', inputs: { guidance: 3.5, conditioning: ['7', 0] } },
    6: { class_type: 'UNETLoader', inputs: { unet_name: 'flux.safetensors' } },
    7: { class_type: 'CLIPTextEncodeFlux', inputs: { clip_l: 'a fox', t5xxl: 'a fox in the snow', guidance: 3.5 } },
    8: { class_type: 'SaveImage', inputs: { images: ['1', 0] } },
  }
  const text = JSON.stringify(graph).replace('18446744073709552000', '18446744073709551615')
  expect(inPng(pngText('prompt', text))).toMatchObject({
    prompt: 'a fox\na fox in the snow',
    negativePrompt: null,
    model: 'flux.safetensors',
    parameters: { guidance: '3.5' },
  })
})

test('A negative prompt that is zeroed out, or is the positive one, is none', () => {
  const graph = (negative: string) => ({
    1: { class_type: 'KSampler', inputs: { positive: ['2', 0], negative: [negative, 0], model: ['4', 0] } },
    2: { class_type: 'CLIPTextEncode', inputs: { text: 'a fox' } },
    3: { class_type: 'ConditioningZeroOut', inputs: { conditioning: ['5', 0] } },
    4: { class_type: 'UNETLoader', inputs: { unet_name: 'flux' } },
    5: { class_type: 'CLIPTextEncode', inputs: { text: 'another' } },
  })
  for (const negative of ['2', '3'])
    expect(inPng(pngText('prompt', JSON.stringify(graph(negative))))).toMatchObject({
      prompt: 'a fox',
      negativePrompt: null,
    })
})

test('A ComfyUI workflow alone tells the prompts as well; what is switched off in it does not count', () => {
  const workflow = {
    nodes: [
      { id: 1, type: 'KSampler', mode: 0, widgets_values: [7, 'fixed', 20, 8, 'euler', 'normal', 1], inputs: links() },
      { id: 2, type: 'CLIPTextEncode', mode: 0, widgets_values: ['a fox'], inputs: [] },
      { id: 3, type: 'CLIPTextEncode', mode: 0, widgets_values: ['blur'], inputs: [] },
      { id: 4, type: 'CheckpointLoaderSimple', mode: 0, widgets_values: ['fox.ckpt'], inputs: [] },
      { id: 5, type: 'CLIPTextEncode', mode: 4, widgets_values: ['switched off'], inputs: [] },
    ],
    links: [[10, 2, 0, 1, 1, 'CONDITIONING'], [11, 3, 0, 1, 2, 'CONDITIONING'], { id: 12, origin_id: 4, target_id: 1 }],
  }
  function links() {
    return [
      { name: 'model', link: 12 },
      { name: 'positive', link: 10 },
      { name: 'negative', link: 11 },
    ]
  }
  expect(inPng(pngText('workflow', JSON.stringify(workflow)))).toEqual({
    tool: 'comfyui',
    prompt: 'a fox',
    negativePrompt: 'blur',
    model: 'fox.ckpt',
    parameters: {
      seed: '7',
      steps: '20',
      cfg: '8',
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: '1',
    },
  })
})

test('A ComfyUI graph without a sampler still gives the text that looks like a prompt', () => {
  const graph = {
    1: { class_type: 'SaveImage', inputs: { images: ['2', 0] } },
    2: { class_type: 'OpenAIGPTImage1', inputs: { prompt: 'a fox', seed: 3, size: 'auto' } },
  }
  expect(inPng(pngText('prompt', JSON.stringify(graph)))).toEqual({
    tool: 'comfyui',
    prompt: 'a fox',
    negativePrompt: null,
    model: null,
    parameters: { seed: '3' },
  })
})

test('InvokeAI is read in both its forms', () => {
  const metadata = {
    app_version: '6.0.0',
    positive_prompt: '붉은 여우',
    negative_prompt: 'blur',
    model: { key: 'k', name: 'Fox XL', base: 'sdxl' },
    seed: 42,
    steps: 30,
    loras: [{ model: {} }],
  }
  expect(inPng(pngUnicodeText('invokeai_metadata', JSON.stringify(metadata)))).toEqual({
    tool: 'invokeai',
    prompt: '붉은 여우',
    negativePrompt: 'blur',
    model: 'Fox XL',
    parameters: { app_version: '6.0.0', seed: '42', steps: '30' },
  })
  const old = {
    model: 'stable diffusion',
    model_weights: 'sd-1.5',
    app_id: 'invoke-ai/InvokeAI',
    image: { prompt: [{ prompt: 'a fox', weight: 1 }], steps: 50, seed: 9 },
  }
  expect(inPng(pngText('sd-metadata', JSON.stringify(old)))).toEqual({
    tool: 'invokeai',
    prompt: 'a fox',
    negativePrompt: null,
    model: 'sd-1.5',
    parameters: { steps: '50', seed: '9' },
  })
})

test('SwarmUI is read from PNG and EXIF, with what was typed before the wildcards', () => {
  const metadata = JSON.stringify({
    sui_image_params: { prompt: 'a red fox', negativeprompt: 'blur', model: 'fox', seed: 1, cfgscale: 7 },
    sui_extra_data: { original_prompt: 'a <random:red,blue> fox', date: '2026-01-02' },
    sui_models: [{ name: 'fox.safetensors' }],
  })
  const expected = {
    tool: 'swarmui',
    prompt: 'a red fox',
    negativePrompt: 'blur',
    model: 'fox',
    parameters: { seed: '1', cfgscale: '7', original_prompt: 'a <random:red,blue> fox', date: '2026-01-02' },
  }
  expect(inPng(pngText('parameters', metadata))).toEqual(expected)
  expect(inJpeg(exifSegment(comment('UNICODE\0', bigEndian(metadata))))).toEqual(expected)
})

test('Fooocus’ own scheme is read from PNG and EXIF, its other one as the settings text that it is', () => {
  const metadata = JSON.stringify({
    prompt: 'a fox',
    full_prompt: ['a fox, cinematic', 'sharp'],
    negative_prompt: '',
    base_model: 'juggernaut',
    steps: 30,
    styles: "['Fooocus V2']",
  })
  const expected = {
    tool: 'fooocus',
    prompt: 'a fox',
    negativePrompt: null,
    model: 'juggernaut',
    parameters: { steps: '30', styles: "['Fooocus V2']", full_prompt: 'a fox, cinematic, sharp' },
  }
  expect(inPng(pngText('parameters', metadata), pngText('fooocus_scheme', 'fooocus'))).toEqual(expected)
  const block = exifBlock({
    exif: {
      37500: ascii('fooocus'),
      37510: { type: 'undefined', bytes: Buffer.concat([Buffer.from('UNICODE\0'), bigEndian(metadata)]) },
    },
  })
  expect(inJpeg(exifSegment(block))).toEqual(expected)
  expect(inPng(pngText('parameters', settingsText), pngText('fooocus_scheme', 'a1111'))).toEqual(a1111)
})

test('NovelAI is read with its unwanted content and its model', () => {
  const chunks = [
    pngText('Title', 'NovelAI generated image'),
    pngUnicodeText('Description', '여우 소녀'),
    pngText('Software', 'NovelAI'),
    pngText('Source', 'NovelAI Diffusion V4.5 4BDE2A90'),
    pngText('Comment', JSON.stringify({ steps: 28, uc: 'lowres', seed: 12, signed_hash: 'x', v4_prompt: {} })),
  ]
  expect(inPng(...chunks)).toEqual({
    tool: 'novelai',
    prompt: '여우 소녀',
    negativePrompt: 'lowres',
    model: 'NovelAI Diffusion V4.5 4BDE2A90',
    parameters: { steps: '28', seed: '12' },
  })
})

test.each([
  [
    'DALL·E 2024-01-02 10.11.12 - 붉은 여우. 눈 속.webp',
    '붉은 여우. 눈 속',
    'DALL·E',
    { Created: '2024-01-02 10:11:12' },
  ],
  ['DALL-E 2023-05-06 07.08.09 - a fox.png', 'a fox', 'DALL·E', { Created: '2023-05-06 07:08:09' }],
  ['ChatGPT Image Mar 29, 2025, 10_11_12 AM.png', null, null, { Created: 'Mar 29, 2025, 10:11:12 AM' }],
  ['ChatGPT Image 2025년 4월 3일 오후 03_10_12.png', null, null, { Created: '2025년 4월 3일 오후 03:10:12' }],
] as const)('“%s” says by its name what it is', (fileName, prompt, model, parameters) => {
  const expected = { tool: 'openai', prompt, negativePrompt: null, model, parameters }
  expect(read(encodePng(), 'png', fileName).metadata).toEqual(expected)
  expect(read(encodePng(), 'png', fileName.normalize('NFD')).metadata).toEqual(expected)
})

test('A manifest signed by OpenAI says which of its models made the picture', () => {
  const manifest = (agent: string) => pngChunk('caBX', Buffer.from(`jumb…c2pa…${agent}…O=OpenAI`, 'latin1'))
  const openAi = { tool: 'openai', prompt: null, negativePrompt: null, parameters: {} }
  expect(inPng(manifest('msoftwareAgent\x66GPT-4o'))).toEqual({ ...openAi, model: 'GPT-4o' })
  expect(inPng(manifest('msoftwareAgent\xa2\x64name\x6bgpt-image-2\x64xx'))).toEqual({
    ...openAi,
    model: 'gpt-image-2',
  })
  expect(inPng(manifest('no agent'))).toEqual({ ...openAi, model: null })
})

test.each([
  ['a PNG with caBX', encodePng({}, [pngChunk('caBX', Buffer.from('jumb'))]), 'png', true],
  [
    'a JPEG with JUMBF',
    withSegments(jpeg, [jpegSegment(0xeb, Buffer.from('JP\0\x01\0\0\0\x01\0\0\0\x10jumb', 'latin1'))]),
    'jpeg',
    true,
  ],
  ['a WebP with C2PA', withChunks(webp, [riffChunk('C2PA', Buffer.from('jumb!'))]), 'webp', true],
  ['a JPEG with another APP11', withSegments(jpeg, [jpegSegment(0xeb, Buffer.from('HDR_RI ver=11'))]), 'jpeg', false],
  ['a JPEG with another box', withSegments(jpeg, [jpegSegment(0xeb, Buffer.from('JP\0\x01'))]), 'jpeg', false],
  ['a plain PNG', encodePng(), 'png', false],
  ['a GIF', gif, 'gif', false],
] as const)('Content Credentials are seen in %s, or seen to be missing', (_, bytes, format, expected) => {
  expect(read(bytes, format)).toEqual({ metadata: null, hasContentCredentials: expected })
})

test('The record of an export copy is read from every format', () => {
  const record = JSON.stringify({
    version: 1,
    typedPrompt: '붉은 여우',
    sentPrompt: 'a red fox',
    revisedPrompt: null,
    model: 'gpt-image-2',
    requestedParams: { size: 'auto', n: 2, quality: 'high' },
    actualParams: { model: 'gpt-image-2', size: '1024x1024' },
    usage: { outputTokens: 4 },
  })
  const expected = {
    tool: 'diptych',
    prompt: '붉은 여우',
    negativePrompt: null,
    model: 'gpt-image-2',
    parameters: { sentPrompt: 'a red fox', size: '1024x1024', n: '2', quality: 'high' },
  }
  const bytes = Buffer.from(record)
  const inGif = Buffer.concat([
    gif.subarray(0, 19),
    Buffer.from([0x21, 0xfe, 20]),
    Buffer.from('diptych:'),
    bytes.subarray(0, 12),
    Buffer.from([bytes.byteLength - 12]),
    bytes.subarray(12),
    Buffer.from([0]),
    gif.subarray(19),
  ])
  const inSvg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><?diptych ${bytes.toString('base64')}?></svg>`)
  expect([
    inPng(pngUnicodeText('diptych', record), pngText('parameters', settingsText)),
    inJpeg(
      jpegSegment(0xfe, Buffer.concat([Buffer.from('diptych 1/2:'), bytes.subarray(0, 25)])),
      jpegSegment(0xfe, Buffer.concat([Buffer.from('diptych 2/2:'), bytes.subarray(25)])),
    ),
    read(withChunks(webp, [riffChunk('dpty', bytes)]), 'webp').metadata,
    read(inGif, 'gif').metadata,
    read(inSvg, 'svg').metadata,
  ]).toEqual([expected, expected, expected, expected, expected])
})

test('A photograph tells its camera, description and keywords, and not where it was taken', () => {
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmp:CreatorTool="Camera &amp; Co" GPSLatitude="37">
    <dc:description><rdf:Alt><rdf:li xml:lang="x-default">눈 속의 &lt;여우&gt; &#xd83e;</rdf:li></rdf:Alt></dc:description>
    <dc:subject><rdf:Bag><rdf:li>여우</rdf:li><rdf:li>snow</rdf:li></rdf:Bag></dc:subject>
    </rdf:Description></rdf:RDF></x:xmpmeta>`
  const block = exifBlock({
    isLittle: false,
    first: { 271: ascii('Maker'), 272: ascii('X100'), 34853: { type: 'short', number: 1 } },
    exif: {
      33434: { type: 'rational', top: 1, bottom: 250 },
      33437: { type: 'rational', top: 28, bottom: 10 },
      34855: { type: 'short', number: 200 },
      36867: ascii('2026:01:02 03:04:05'),
    },
  })
  const segments = [exifSegment(block), jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`))]
  expect(inJpeg(...segments)).toEqual({
    tool: 'exif',
    prompt: null,
    negativePrompt: null,
    model: null,
    parameters: {
      Make: 'Maker',
      Model: 'X100',
      ExposureTime: '1/250',
      FNumber: '2.8',
      ISO: '200',
      DateTimeOriginal: '2026:01:02 03:04:05',
      Description: '눈 속의 <여우> \ufffd',
      Keywords: '여우, snow',
      CreatorTool: 'Camera & Co',
    },
  })
})

test('The file’s own time stands among the parameters, whatever else is known', () => {
  const file = { bytes: encodePng(), format: 'png', fileName: null, modifiedAtMs: Date.UTC(2024, 0, 2) } as const
  expect(readMetadata(file).metadata).toEqual({
    tool: 'exif',
    prompt: null,
    negativePrompt: null,
    model: null,
    parameters: { 'File modified': '2024-01-02T00:00:00.000Z' },
  })
  expect(readMetadata({ ...file, modifiedAtMs: Number.MAX_VALUE }).metadata?.parameters['File modified']).toBe(
    '+275760-09-13T00:00:00.000Z',
  )
})
