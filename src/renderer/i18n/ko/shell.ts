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
  startAgain: '다시 시작',
  waitsForLibrary: '다시 연결되면 스튜디오가 알아서 이어서 열어요.',
  libraryBack: '라이브러리가 다시 연결되었어요',

  damageTitle: '라이브러리의 데이터베이스가 손상되었어요',
  damageBody:
    '이미지는 안전해요. 다시 시작하면 손상된 데이터베이스는 따로 보관하고, 가장 최근의 온전한 백업과 이미지 옆의 기록으로 되살려요.',
  restartAndRestore: '다시 시작해서 복원',
  readOnlyTitle: '지금은 라이브러리에 저장할 수 없어요',
  readOnlyBody:
    '폴더가 읽기 전용이거나 디스크가 가득 찼어요. 모두 보고 내보낼 수는 있어요. 공간을 만들거나 폴더의 권한을 확인해 주세요.',
  restoredTitle: '손상된 라이브러리를 복원했어요',
  restoredFromBackup_one: '{{time}}의 백업에서 이미지 {{shown}}장을 되살렸어요.',
  restoredFromBackup_other: '{{time}}의 백업에서 이미지 {{shown}}장을 되살렸어요.',
  restoredWithoutBackup: '온전한 백업은 없었어요.',
  restoredFromFiles_one: '파일 옆의 기록에서 이미지 {{shown}}장을 되살렸어요.',
  restoredFromFiles_other: '파일 옆의 기록에서 이미지 {{shown}}장을 되살렸어요.',
  restoredWithoutRecord_one:
    '이미지 {{shown}}장은 기록을 읽을 수 없어, 프롬프트와 태그 없이 가져온 이미지로 되살렸어요.',
  restoredWithoutRecord_other:
    '이미지 {{shown}}장은 기록을 읽을 수 없어, 프롬프트와 태그 없이 가져온 이미지로 되살렸어요.',
  restoredKept: '손상된 데이터베이스는 {{name}} 파일로 남겨 두었어요.',

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
