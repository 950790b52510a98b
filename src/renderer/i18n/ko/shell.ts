import type { shell as en } from '../en/shell.ts'

export const shell: Record<keyof typeof en, string> = {
  rooms: '작업 공간',
  create: '만들기',
  library: '라이브러리',
  settings: '설정',

  offlineTitle: '오프라인이에요',
  offlineBody: '이 컴퓨터 안의 작업과 오프라인 스케치는 그대로 쓸 수 있어요. 다른 모델은 연결되면 다시 쓸 수 있어요.',
  dismiss: '닫기',

  palette: '명령 팔레트',
  palettePlaceholder: '무엇을 할까요?',
  paletteEmpty: '‘{{query}}’에 맞는 명령이 없어요.',

  shortcuts: '단축키',
  shortcutsDescription: '모든 명령은 명령 팔레트에서도 찾을 수 있어요.',

  menuFile: '파일',
  menuEdit: '편집',
  menuView: '보기',
  menuHelp: '도움말',

  goToCreate: '만들기로 이동',
  goToLibrary: '라이브러리로 이동',
  openSettings: '설정…',
  openPalette: '명령 팔레트…',
  showShortcuts: '단축키',
  openLibrary: '다른 라이브러리 열기…',
  showLibraryFolder: '라이브러리 폴더 열기',
  openLogFolder: '로그 폴더 열기',
  themeSystem: '테마: 시스템 설정 따르기',
  themeLight: '테마: 라이트',
  themeDark: '테마: 다크',

  openAnotherLibrary: '다른 라이브러리 열기',
  quit: '종료',

  receivedWaits: '도착한 이미지는 보관하고 있어요. 라이브러리에 저장할 수 있을 때까지 다시 시도해요.',
  recoveredTitle: '지난번 작업이 도중에 끊겼어요',
  recoveredSucceeded_one: '도착해 있던 응답으로 작업 {{count}}개를 마무리했어요.',
  recoveredSucceeded_other: '도착해 있던 응답으로 작업 {{count}}개를 마무리했어요.',
  recoveredMaybeBilled_one: '{{count}}개는 이미지 없이 요금이 청구되었을 수 있어요.',
  recoveredMaybeBilled_other: '{{count}}개는 이미지 없이 요금이 청구되었을 수 있어요.',
  recoveredFailed_one: '{{count}}개는 이미지 없이 끝났어요.',
  recoveredFailed_other: '{{count}}개는 이미지 없이 끝났어요.',
  notSentAgain: '다시 보낸 요청은 없어요.',

  brokeTitle: '화면에 문제가 생겼어요',
  brokeBody: '이미지와 작성 중이던 내용은 안전해요. 자세한 내용은 로그 폴더에 있어요.',
  reload: '스튜디오 다시 불러오기',
}
