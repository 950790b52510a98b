import { describe, expect, it } from 'vitest'
import { guessListForm, readPromptList } from './read-prompt-list.ts'

const understand = (text: string) => {
  const form = guessListForm(text)
  return { form, ...readPromptList(text, form) }
}

describe('a pasted list', () => {
  it.each([
    ['lines', 'a fox\n\n', ['a fox']],
    ['lines', 'a fox\r\na “red” door, open\r\n', ['a fox', 'a “red” door, open']],
    ['paragraphs', 'a fox\nin snow\n\na door\n \n\n한옥', ['a fox\nin snow', 'a door', '한옥']],
    ['csv', '"a fox\nin ""deep"" snow",1\n"a door, open",2', ['a fox\nin "deep" snow', 'a door, open']],
    ['csv', 'id,Prompt\n1,"a fox\nin snow"\n2,a door', ['a fox\nin snow', 'a door']],
    ['csv', '번호;프롬프트\n1;여우\n2;"문,\n열림"', ['여우', '문,\n열림']],
    ['json', '["a fox\\nin snow", "a door"]', ['a fox\nin snow', 'a door']],
    ['json', '[{"prompt": "a fox", "size": 1}, {"prompt": "a door"}]', ['a fox', 'a door']],
  ])('is taken for %s: %j', (form, text, prompts) => {
    expect(understand(text)).toEqual({ form, prompts, skippedCount: 0, isUnreadable: false })
  })

  it('says how many entries have no prompt', () => {
    expect(understand('["a fox", {"text": "a door"}, 7, "  "]')).toEqual({
      form: 'json',
      prompts: ['a fox'],
      skippedCount: 3,
      isUnreadable: false,
    })
  })

  it('that is no JSON is not taken for one, and says so where it is asked for', () => {
    expect(understand('[a fox in brackets]')).toEqual({
      form: 'lines',
      prompts: ['[a fox in brackets]'],
      skippedCount: 0,
      isUnreadable: false,
    })
    expect(readPromptList('[a fox', 'json').isUnreadable).toBe(true)
    expect(readPromptList('{"prompt": "one"}', 'json').isUnreadable).toBe(true)
  })
})
