import { describe, expect, it } from 'vitest'
import type { Way } from '#renderer/data/ways.ts'
import {
  freeSizeModel,
  listedSizeModel,
  openAiConnection,
  retiredModel,
  sketchConnection,
  sketchModel,
} from '#test/support/sample-records.ts'
import { hasUsableKey, resolveTarget } from './resolve-target.ts'

const older = { ...freeSizeModel, id: 'gpt-image-2', releasedOn: '2026-04-21' }
const newest = { ...freeSizeModel, releasedOn: '2026-11-04' }
const undated = { ...freeSizeModel, id: 'typed', isKnown: false, releasedOn: null }
const ofSketch: Way = { connection: sketchConnection, models: [sketchModel] }
const ofOpenAi: Way = { connection: openAiConnection, models: [retiredModel, undated, older, newest, listedSizeModel] }
const withoutKey: Way = { ...ofOpenAi, connection: { ...openAiConnection, needsKey: true, key: { kind: 'none' } } }
const own: Way = { connection: { ...openAiConnection, id: 'own', profile: 'localai' }, models: [] }

const resolve = (
  connectionId: string | null,
  model: string | null,
  ways: readonly Way[] = [ofSketch, ofOpenAi, own],
) => {
  const target = resolveTarget({ connectionId, model }, ways)
  return target === null ? null : [target.connection.id, target.model.id]
}

describe('resolveTarget', () => {
  it('begins with OpenAI’s newest living model where there is a key for it', () => {
    expect(resolve(null, null)).toEqual(['openai', 'gpt-image-2.6-sunburst'])
  })

  it('begins with the sketch, which costs nothing, where there is none', () => {
    expect(resolve(null, null, [own, ofSketch, withoutKey])).toEqual(['sketch', 'sketch'])
  })

  it('keeps a choice, even of a model that is gone or of a connection without its key', () => {
    expect(resolve('openai', 'dall-e-3')).toEqual(['openai', 'dall-e-3'])
    expect(resolve('sketch', 'sketch')).toEqual(['sketch', 'sketch'])
    expect(resolve('openai', 'gpt-image-2', [ofSketch, withoutKey])).toEqual(['openai', 'gpt-image-2'])
  })

  it('takes the newest living model where the connection has not the one that was chosen', () => {
    expect(resolve('openai', 'sketch')).toEqual(['openai', 'gpt-image-2.6-sunburst'])
  })

  it('goes on with what is there when the connection was removed', () => {
    expect(resolve('gone', 'gpt-image-2', [ofSketch, withoutKey])).toEqual(['sketch', 'sketch'])
  })

  it('answers nothing where a model must be named first, or nothing is known', () => {
    expect([resolve('own', null), resolve(null, null, [])]).toEqual([null, null])
  })
})

describe('hasUsableKey', () => {
  it('asks for no key where none is needed', () => {
    const { connection } = withoutKey
    expect(
      [sketchConnection, openAiConnection, connection, { ...connection, needsKey: false }].map(hasUsableKey),
    ).toEqual([true, true, false, true])
  })
})
