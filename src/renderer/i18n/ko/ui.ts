import type { ui as en } from '../en/ui.ts'

export const ui: Record<keyof typeof en, string> = {
  search: '검색',
  close: '닫기',
  cancel: '취소',
  notifications: '알림',
  decrease: '{{label}} 줄이기',
  increase: '{{label}} 늘리기',
  details: '자세히',
}
