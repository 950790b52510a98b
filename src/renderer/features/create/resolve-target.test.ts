import { describe, expect, it } from 'vitest'
import {
  freeSizeModel,
  listedSizeModel,
  openAiConnection,
  retiredModel,
  sketchConnection,
  sketchModel,
} from '#test/support/sample-records.ts'
import { resolveTarget } from './resolve-target.ts'

const connections = [openAiConnection, sketchConnection]
const models = [retiredModel, sketchModel, listedSizeModel, freeSizeModel]
const resolve = (connectionId: string | null, model: string | null) => {
  const target = resolveTarget({ connectionId, model }, connections, models)
  return target === null ? null : [target.connection.id, target.model.id]
}

describe('resolveTarget', () => {
  it('begins with the sketch, which costs nothing', () => {
    expect(resolve(null, null)).toEqual(['sketch', 'sketch'])
  })

  it('keeps a choice, even of a model that is gone', () => {
    expect(resolve('openai', 'dall-e-3')).toEqual(['openai', 'dall-e-3'])
  })

  it('takes the first living model where none is chosen', () => {
    expect(resolve('openai', null)).toEqual(['openai', 'gpt-image-2.6-sunburst'])
  })

  it('falls back to the sketch when the connection was removed', () => {
    expect(resolve('gone', 'gpt-image-2.6-sunburst')).toEqual(['sketch', 'sketch'])
  })

  it('answers nothing where nothing is known', () => {
    expect(resolveTarget({ connectionId: null, model: null }, connections, [])).toBeNull()
  })
})
