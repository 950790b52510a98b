import { fileURLToPath } from 'node:url'
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv'
import { createGenerator } from 'ts-json-schema-generator'
import { beforeAll, describe, expect, it } from 'vitest'
import { createBody } from '#main/providers/openai-responses/create-body.ts'
import { noInputs, type ProviderInputs } from '#main/providers/provider.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { makePng } from '#test/support/make-picture.ts'
import { plainRequest } from '#test/support/plain-request.ts'
import { checkResponseBody } from './check-response-body.ts'
import { makeResponse, makeResponseEvents, type Outcome } from './make-response.ts'

const eventTypes = {
  'response.created': 'ResponseCreatedEvent',
  'response.in_progress': 'ResponseInProgressEvent',
  'response.output_item.added': 'ResponseOutputItemAddedEvent',
  'response.output_item.done': 'ResponseOutputItemDoneEvent',
  'response.image_generation_call.in_progress': 'ResponseImageGenCallInProgressEvent',
  'response.image_generation_call.generating': 'ResponseImageGenCallGeneratingEvent',
  'response.image_generation_call.partial_image': 'ResponseImageGenCallPartialImageEvent',
  'response.image_generation_call.completed': 'ResponseImageGenCallCompletedEvent',
  'response.completed': 'ResponseCompletedEvent',
  'response.failed': 'ResponseFailedEvent',
  'response.incomplete': 'ResponseIncompleteEvent',
}

/** What leaves and what the fake answers, against schemas made from the SDK's own types. */
let isRequest: ValidateFunction
let isResponse: ValidateFunction
let eventOf: (type: string) => ValidateFunction
beforeAll(() => {
  const path = fileURLToPath(import.meta.resolve('openai/resources/responses/responses')).replace(/\.m?js$/, '.d.ts')
  const generator = createGenerator({ path, skipTypeCheck: true, expose: 'all', topRef: false })
  const compile = (type: string): ValidateFunction => {
    // Two packages describe the same JSON Schema with types of their own.
    const schema: unknown = generator.createSchema(type)
    return new Ajv({ strict: false, allErrors: false }).compile(schema as AnySchemaObject)
  }
  isRequest = compile('ResponseCreateParamsBase')
  isResponse = compile('Response')
  const events = new Map(Object.entries(eventTypes).map(([type, name]) => [type, compile(name)]))
  eventOf = (type) => {
    const isEvent = events.get(type)
    if (isEvent === undefined) throw new Error(`The API has no event ${type}`)
    return isEvent
  }
}, 240_000)

function problems(validate: ValidateFunction, value: unknown): readonly string[] {
  // `undefined` is not in JSON.
  validate(JSON.parse(JSON.stringify(value)))
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}

const png = makePng()
const every: ImageParams = {
  size: '1024x1024',
  n: 1,
  imageModel: 'gpt-image-2.6-flare',
  quality: 'max',
  background: 'transparent',
  outputFormat: 'webp',
  outputCompression: 60,
  moderation: 'low',
  complexity: 'medium',
  partialImages: 2,
  inputFidelity: 'high',
  frameCount: 4,
  frameDurationMs: 100,
}
const shown: ProviderInputs = {
  ...noInputs,
  images: [
    { role: 'edit', format: 'png', bytes: png },
    { role: 'reference', format: 'png', bytes: png },
  ],
  mask: png,
}
const bodyFor = (params: ImageParams, inputs = noInputs, previousResponseId: string | null = null) =>
  createBody({
    ...plainRequest,
    endpoint: { baseUrl: null, apiKey: null, profile: 'openai' },
    model: 'gpt-6-luna',
    sentPrompt: 'a fox',
    params,
    inputs,
    previousResponseId,
  })

describe('what leaves for /responses', () => {
  it.each([
    ['a plain request', bodyFor({ size: 'auto', n: 1 })],
    ['every parameter', bodyFor(every)],
    ['pictures and a mask', bodyFor(every, shown)],
    ['a conversation that goes on', bodyFor({ size: 'auto', n: 1 }, noInputs, 'resp_1')],
  ])('is what the SDK’s types say: %s', (_, body) => {
    expect(problems(isRequest, body)).toEqual([])
  })

  it('would be found out if it drifted', () => {
    const body = bodyFor({ size: 'auto', n: 1 })
    expect(problems(isRequest, { ...body, n: 1 })).not.toEqual([])
    expect(problems(isRequest, { ...body, tools: [{ type: 'image_generation', style: 'vivid' }] })).not.toEqual([])
    expect(problems(isRequest, { ...body, tool_choice: { type: 'images' } })).not.toEqual([])
  })
})

describe('the fake of /responses', () => {
  const asked = (partialImages: number) => {
    const checked = checkResponseBody(bodyFor({ size: 'auto', n: 1, partialImages, imageModel: 'gpt-image-2' }))
    if ('status' in checked) throw new Error(JSON.stringify(checked.body))
    return checked
  }
  const outcomes: readonly Outcome[] = [
    { kind: 'pictures', count: 2 },
    { kind: 'text', text: 'Which fox?' },
    {
      kind: 'failed-call',
      error: {
        code: 'moderation_blocked',
        message: 'No.',
        param: null,
        type: 'image_generation_user_error',
        moderation_details: { categories: ['violence'], moderation_stage: 'output' },
      },
    },
    { kind: 'failed', error: { code: 'server_error', message: 'Oops.' } },
    { kind: 'incomplete', reason: 'content_filter' },
    { kind: 'cancelled' },
  ]
  // The one field that the SDK adds by itself.
  const asTheSdkGivesIt = (response: object) => ({ ...response, output_text: '' })

  it.each([null, ...outcomes].map((outcome) => [outcome?.kind ?? 'still being made', outcome] as const))(
    'answers as Response says: %s',
    (_, outcome) => {
      expect(problems(isResponse, asTheSdkGivesIt(makeResponse('resp_1', asked(0), outcome)))).toEqual([])
    },
  )

  it.each(outcomes.slice(0, 5).map((outcome) => [outcome.kind, outcome] as const))(
    'streams the events of the SDK: %s',
    (_, outcome) => {
      const events = makeResponseEvents('resp_1', asked(2), outcome).map((event) => {
        const { response } = event
        return typeof response === 'object' && response !== null
          ? { ...event, response: asTheSdkGivesIt(response) }
          : event
      })
      expect(events.flatMap((event) => problems(eventOf(event.type), event))).toEqual([])
    },
  )

  it('would be found out if it drifted', () => {
    const response = asTheSdkGivesIt(makeResponse('resp_1', asked(0), { kind: 'pictures', count: 1 }))
    expect(problems(isResponse, { ...response, images: [] })).not.toEqual([])
    expect(problems(isResponse, { ...response, status: 'done' })).not.toEqual([])
    const partial = {
      type: 'response.image_generation_call.partial_image',
      item_id: 'ig',
      output_index: 0,
      b64_json: '',
    }
    expect(problems(eventOf(partial.type), partial)).not.toEqual([])
  })
})
