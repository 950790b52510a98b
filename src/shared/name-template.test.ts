import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultNameTemplate, fillNameTemplate, findUnknownField, type NameValues } from './name-template.ts'

const values: NameValues = {
  date: '2026-11-20',
  time: '14-05-09',
  prompt: '한복을 입은 고양이',
  model: 'gpt-image-1',
  id: '12',
  n: '007',
  size: '1024x1536',
  rating: '4',
}

describe('A name template', () => {
  it.each([
    [defaultNameTemplate, '2026-11-20 한복을 입은 고양이 12'],
    ['{n} {size} {rating} {model} {time}', '007 1024x1536 4 gpt-image-1 14-05-09'],
    ['a/b\\c:{id}?', 'a b c 12'],
    ['../../{id}', '12'],
    ['  ..hidden.. ', 'hidden'],
    ['con', 'con_'],
    ['NUL.{id}', 'NUL.12_'],
    ['COM¹', 'COM¹_'],
    ['{id}.', '12'],
    ['...', 'diptych'],
    ['{unknown} {id}', '{unknown} 12'],
  ])('%j makes %j', (template, expected) => {
    expect(fillNameTemplate(template, values)).toBe(expected)
  })

  it('cuts the prompt and keeps what stands behind it', () => {
    const name = fillNameTemplate('{date} {prompt} {id}', { ...values, prompt: '가나다 '.repeat(1000) })
    expect(name).toMatch(/^2026-11-20 (가나다 )+.* 12$/)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180)
    expect(Buffer.byteLength(name)).toBeGreaterThan(170)
  })

  it('is composed to whole syllables', () => {
    expect(fillNameTemplate('{prompt}', { ...values, prompt: '고양이'.normalize('NFD') })).toBe('고양이')
  })

  it('tells a field that it does not know', () => {
    expect(['{date} {seed}', '{Date}', '{}', '{date}', 'none', '{open'].map(findUnknownField)).toEqual([
      'seed',
      'Date',
      '',
      null,
      null,
      null,
    ])
  })

  it('makes one short, safe name of whatever it is given', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 })
    fc.assert(
      fc.property(text, text, (template, prompt) => {
        const name = fillNameTemplate(`${template}{prompt}`, { ...values, prompt })
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(181)
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}. ]([^<>:"/\\|?*\p{Cc}]*[^<>:"/\\|?*\p{Cc}. ])?$/u)
        expect(name).toBe(name.normalize('NFC').toWellFormed())
      }),
    )
  })
})
