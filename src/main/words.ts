import type { Language } from '#shared/settings.ts'

/** The few texts that are main's own: native menu roles and file dialogs. Everything else is the page's. */
const en = {
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  actualSize: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  fullScreen: 'Full Screen',
  quit: 'Quit Diptych',
  services: 'Services',
  hide: 'Hide Diptych',
  hideOthers: 'Hide Others',
  showAll: 'Show All',
  window: 'Window',
  minimize: 'Minimize',
  close: 'Close Window',
  openLibrary: 'Open Library',
  moveLibrary: 'Choose an empty folder for the library',
  use: 'Use This Folder',
  saveImage: 'Save Image',
  alreadyOpen: 'Diptych is already open with this library: ',
} as const

const ko: Record<keyof typeof en, string> = {
  undo: '실행 취소',
  redo: '다시 실행',
  cut: '잘라내기',
  copy: '복사',
  paste: '붙여넣기',
  selectAll: '전체 선택',
  actualSize: '실제 크기',
  zoomIn: '확대',
  zoomOut: '축소',
  fullScreen: '전체 화면',
  quit: 'Diptych 종료',
  services: '서비스',
  hide: 'Diptych 가리기',
  hideOthers: '기타 가리기',
  showAll: '모두 보기',
  window: '윈도우',
  minimize: '최소화',
  close: '윈도우 닫기',
  openLibrary: '라이브러리 열기',
  moveLibrary: '라이브러리를 옮길 빈 폴더를 골라 주세요',
  use: '이 폴더 사용',
  saveImage: '이미지 저장',
  alreadyOpen: '이 라이브러리는 이미 Diptych에서 열려 있어요: ',
}

export type Words = Record<keyof typeof en, string>
export const wordsIn = (language: Language): Words => (language === 'ko' ? ko : en)
