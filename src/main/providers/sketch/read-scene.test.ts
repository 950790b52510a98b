import { describe, expect, it } from 'vitest'
import { readScene } from './read-scene.ts'
import type { Scene } from './scene.ts'

const nothing: Scene = { places: [], time: null, season: null, weather: [], colours: [], subjects: [] }

describe('a prompt read as a scene', () => {
  it.each<[string, Partial<Scene>]>([
    ['고양이', { subjects: [{ noun: 'cat', count: 1, colour: null }] }],
    ['고양이가', { subjects: [{ noun: 'cat', count: 1, colour: null }] }],
    ['고양이에게서', { subjects: [{ noun: 'cat', count: 1, colour: null }] }],
    ['길고양이', { subjects: [{ noun: 'cat', count: 1, colour: null }] }],
    ['바다에서', { places: ['sea'] }],
    ['밤바다', { places: ['sea'], time: 'night' }],
    ['산속의', { places: ['mountain'] }],
    ['눈 내리는 겨울', { season: 'winter', weather: ['snow'] }],
    ['벚꽃 나무', { weather: ['petals'], subjects: [{ noun: 'blossom', count: 1, colour: null }] }],
    ['한복을 입은 여인', { subjects: [{ noun: 'hanbok', count: 1, colour: null }] }],
    ['hot air balloons', { subjects: [{ noun: 'hot-air-balloon', count: 3, colour: null }] }],
    ['butterflies', { subjects: [{ noun: 'butterfly', count: 3, colour: null }] }],
  ])('knows the words of “%s”', (prompt, found) => {
    expect(readScene(prompt)).toEqual({ ...nothing, ...found })
  })

  it.each([
    '배경이 흐린 사진',
    '눈물',
    '달콤한 꿈',
    '비밀과 그리움',
    '해결책',
    '별로',
    '새로운 시작',
    '산책',
    '강한 의지',
    '한 달 동안',
    '배가 고픈 하루',
    'starting over',
    'a carpet',
    '',
  ])('finds nothing in “%s”', (prompt) => {
    expect(readScene(prompt)).toEqual(nothing)
  })

  it.each<[string, Partial<Scene>]>([
    ['해변', { places: ['sea'] }],
    ['나비', { subjects: [{ noun: 'butterfly', count: 1, colour: null }] }],
    ['새벽', { time: 'dawn' }],
    ['우산', { subjects: [{ noun: 'umbrella', count: 1, colour: null }] }],
    ['새 자동차', { subjects: [{ noun: 'car', count: 1, colour: null }] }],
    ['눈을 감은 고양이', { subjects: [{ noun: 'cat', count: 1, colour: null }] }],
    ['차 한 잔', { subjects: [{ noun: 'cup', count: 1, colour: null }] }],
    ['밤색 강아지', { subjects: [{ noun: 'dog', count: 1, colour: 'brown' }] }],
  ])('is not misled by a short word inside “%s”', (prompt, found) => {
    expect(readScene(prompt)).toEqual({ ...nothing, ...found })
  })

  it.each([
    ['three cats', 3],
    ['three small cats', 3],
    ['2 cats', 2],
    ['a cat', 1],
    ['cats', 3],
    ['고양이 세 마리', 3],
    ['고양이 3마리', 3],
    ['세 마리의 고양이', 3],
    ['고양이 둘', 2],
    ['고양이들', 3],
    ['고양이 12마리', 5],
    ['40 cats', 5],
  ])('counts the cats in “%s”', (prompt, count) => {
    expect(readScene(prompt).subjects).toEqual([{ noun: 'cat', count, colour: null }])
  })

  it('gives a colour to the noun behind it, and to the whole picture where there is none', () => {
    expect(readScene('푸른 새벽, 빨간 작은 자동차와 a golden cat')).toEqual({
      ...nothing,
      time: 'dawn',
      colours: ['blue'],
      subjects: [
        { noun: 'car', count: 1, colour: 'red' },
        { noun: 'cat', count: 1, colour: 'gold' },
      ],
    })
  })

  it('leaves out what the prompt says is not there', () => {
    expect(readScene('사람 없는 거리, no cats, without rain')).toEqual({ ...nothing, places: ['city'] })
  })

  it('reads Korean typed in decomposed letters as well', () => {
    expect(readScene('고양이'.normalize('NFD'))).toEqual(readScene('고양이'))
  })
})
