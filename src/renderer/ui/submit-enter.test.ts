import { expect, test } from 'vitest'
import { isSubmitEnter } from './submit-enter.ts'

const enter = (part: { shiftKey?: boolean; isComposing?: boolean; keyCode?: number } = {}) => ({
  key: 'Enter',
  shiftKey: part.shiftKey ?? false,
  nativeEvent: { isComposing: part.isComposing ?? false, keyCode: part.keyCode ?? 13 },
})

test('Enter submits', () => {
  expect(isSubmitEnter(enter())).toBe(true)
})

test('Enter that ends a Hangul syllable does not submit', () => {
  expect(isSubmitEnter(enter({ isComposing: true }))).toBe(false)
})

test('the Enter that Chromium sends after compositionend, marked 229, does not submit', () => {
  expect(isSubmitEnter(enter({ keyCode: 229 }))).toBe(false)
})

test('Shift and Enter is a new line', () => {
  expect(isSubmitEnter(enter({ shiftKey: true }))).toBe(false)
})
