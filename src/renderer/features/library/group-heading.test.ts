import { expect, it } from 'vitest'
import { nameOfDay } from './group-heading.tsx'

const nowMs = new Date(2026, 0, 1, 0, 5).getTime()
const inKorean = (day: string): string => nameOfDay(day, 'ko', { today: '오늘', yesterday: '어제' }, nowMs)
const inEnglish = (day: string): string => nameOfDay(day, 'en', { today: 'Today', yesterday: 'Yesterday' }, nowMs)

it('near days have their own names, those of other years tell the year', () => {
  expect(['2026-01-01', '2025-12-31', '2025-12-30'].map(inKorean)).toEqual(['오늘', '어제', '2025년 12월 30일 화요일'])
  expect(['2026-01-01', '2025-12-31', '2026-01-09'].map(inEnglish)).toEqual(['Today', 'Yesterday', 'Friday, January 9'])
})
