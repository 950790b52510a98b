import { createSeededRandom } from '#shared/seeded-random.ts'

/** Half a library's worth of words; the first of each list are by far the most frequent, as in real prompts. */
const korean =
  '바다 고양이 밤하늘 소녀 노을 숲 겨울 햇살 도시 수채화 안개 벚꽃 골목 기차역 우산 달빛 호수 강아지 한옥 카페 창가 별 눈밭 등대 들판 구름 비 오는 파도 섬 시장 불빛 조용한 따뜻한 오래된 작은 커다란 푸른 붉은 은은한 흐릿한 선명한 빛나는 부드러운 몽환적인 쓸쓸한 정원 다리 자전거 책방 편지 시계탑 기와지붕 단청 매화 대나무 소나무 억새 갈대 은하수 오로라 고래 여우 부엉이 두루미 나비 해바라기 연꽃 코스모스 제주 부산 서울 한강 북촌 남산 유리병 찻잔 도자기 비단 한복 노리개 호롱불 초가집 돌담 장독대 마루 처마 풍경 소리 바람 그림자 물결 새벽 아침 오후 저녁 자정 봄날 여름밤 가을 초상화 정물화 일러스트 사진 질감 구도 색감 역광 렌즈 배경'.split(
    ' ',
  )
const english =
  'portrait light of a the in with soft studio cinematic photo detailed ocean cat night street city forest winter golden hour watercolor poster minimal isometric vintage film grain portrait macro product packaging logo mountain river lake storm cloud rain umbrella train station lighthouse garden bridge bicycle bookstore letter clock tower bamboo pine reed galaxy aurora whale fox owl crane butterfly sunflower lotus glass bottle teacup ceramic silk lantern stone wall shadow wave dawn morning afternoon evening midnight spring summer autumn illustration texture composition palette backlight lens background bokeh symmetrical editorial architecture interior brutalist futuristic neon retro paper cut clay render octane risograph linocut charcoal gouache ink pastel obsidian marble velvet copper brass linen cobalt vermilion ochre sage ivory charcoal'.split(
    ' ',
  )

/** Frequent words first: the chance falls with the square of the place. */
export function createPromptWriter(seed: string): () => string {
  const random = createSeededRandom(seed)
  const pick = (words: readonly string[]): string => {
    const share = random.between(0, 1)
    return words[Math.floor(share * share * words.length)] ?? words[0] ?? ''
  }
  return () => {
    const kind = random.between(0, 1)
    const count = random.whole(8, 40)
    return Array.from({ length: count }, () => {
      if (kind < 0.4) return pick(korean)
      if (kind < 0.8) return pick(english)
      return random.chance(0.5) ? pick(korean) : pick(english)
    }).join(' ')
  }
}
