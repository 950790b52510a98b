import { fileURLToPath } from 'node:url'
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv'
import { createGenerator } from 'ts-json-schema-generator'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AskedPictures } from './check-body.ts'
import { makeJsonAnswer, makeModelList, makeStreamEvents } from './make-answer.ts'

/**
 * What the fake answers, against schemas generated from the SDK's own type definitions: a field that OpenAI renames, or
 * that we made up, is found here. `additionalProperties: false` is the generator's default, and the point.
 */
function schemasOf(file: string): (type: string) => ValidateFunction {
  const path = fileURLToPath(import.meta.resolve(`openai/resources/${file}`)).replace(/\.m?js$/, '.d.ts')
  const generator = createGenerator({ path, skipTypeCheck: true, expose: 'all', topRef: false })
  return (type) => {
    // Two packages describe the same JSON Schema with types of their own.
    const schema: unknown = generator.createSchema(type)
    return new Ajv({ strict: false, allErrors: true }).compile(schema as AnySchemaObject)
  }
}

let isImagesResponse: ValidateFunction
let isPartialEvent: ValidateFunction
let isCompletedEvent: ValidateFunction
let isEditPartialEvent: ValidateFunction
let isEditCompletedEvent: ValidateFunction
let isModel: ValidateFunction
beforeAll(() => {
  const images = schemasOf('images')
  isImagesResponse = images('ImagesResponse')
  isPartialEvent = images('ImageGenPartialImageEvent')
  isCompletedEvent = images('ImageGenCompletedEvent')
  isEditPartialEvent = images('ImageEditPartialImageEvent')
  isEditCompletedEvent = images('ImageEditCompletedEvent')
  isModel = schemasOf('models')('Model')
}, 60_000)

const asked: AskedPictures = {
  model: 'gpt-image-2',
  prompt: 'a fox',
  n: 2,
  size: 'auto',
  quality: 'auto',
  background: 'transparent',
  outputFormat: 'webp',
  frameCount: 9,
  isEdit: false,
  isStream: true,
  partialImages: 2,
}

function problems(validate: ValidateFunction, value: unknown): readonly string[] {
  validate(value)
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}
const without = (value: object, field: string) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== field))

describe('the fake, against the SDK’s types', () => {
  it('answers as ImagesResponse says', () => {
    expect(problems(isImagesResponse, makeJsonAnswer(asked))).toEqual([])
  })

  it('streams the events of the SDK', () => {
    const { partials, completed } = makeStreamEvents(asked)
    expect(partials.flatMap((event) => problems(isPartialEvent, event))).toEqual([])
    expect(problems(isCompletedEvent, completed)).toEqual([])
  })

  it('streams an edit under its own names', () => {
    const { partials, completed } = makeStreamEvents({ ...asked, isEdit: true })
    expect(partials.flatMap((event) => problems(isEditPartialEvent, event))).toEqual([])
    expect(problems(isEditCompletedEvent, completed)).toEqual([])
  })

  it('answers with GIF and with SVG, and says who wrote it', () => {
    expect(problems(isImagesResponse, makeJsonAnswer({ ...asked, n: 1, outputFormat: 'gif' }))).toEqual([])
    expect(problems(isImagesResponse, makeJsonAnswer({ ...asked, n: 1, outputFormat: 'svg' }))).toEqual([])
  })

  it('lists models as the SDK knows them', () => {
    expect(makeModelList().data.flatMap((model) => problems(isModel, model))).toEqual([])
  })

  it('would be found out if it drifted', () => {
    const answer = makeJsonAnswer(asked)
    const { completed } = makeStreamEvents(asked)
    expect(problems(isImagesResponse, { ...answer, seed: 1 })).toEqual([' must NOT have additional properties'])
    expect(problems(isImagesResponse, { ...answer, data: [{ base64: '' }] })).not.toEqual([])
    expect(problems(isImagesResponse, { ...answer, quality: 'hd' })).not.toEqual([])
    expect(problems(isImagesResponse, { ...answer, usage: { ...answer.usage, cost: 1 } })).not.toEqual([])
    expect(problems(isCompletedEvent, without(completed, 'usage'))).not.toEqual([])
    expect(problems(isCompletedEvent, { ...completed, type: 'image_generation.done' })).not.toEqual([])
    expect(
      problems(isCompletedEvent, { ...completed, usage: { ...completed.usage, output_tokens_details: {} } }),
    ).not.toEqual([])
  })
})
