import type { ColourName, Noun, Place, Season, Time, Weather } from './scene.ts'

export type Meaning =
  | { readonly kind: 'noun'; readonly noun: Noun }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'time'; readonly time: Time }
  | { readonly kind: 'season'; readonly season: Season }
  | { readonly kind: 'weather'; readonly weather: Weather }
  | { readonly kind: 'colour'; readonly colour: ColourName }

export interface Word {
  readonly meanings: readonly Meaning[]
  /** The word means something else where ` before word after after ` matches this. */
  readonly unless: RegExp | null
}

const noun = (value: Noun): Meaning => ({ kind: 'noun', noun: value })
const place = (value: Place): Meaning => ({ kind: 'place', place: value })
const time = (value: Time): Meaning => ({ kind: 'time', time: value })
const season = (value: Season): Meaning => ({ kind: 'season', season: value })
const weather = (value: Weather): Meaning => ({
  kind: 'weather',
  weather: value,
})
const colour = (value: ColourName): Meaning => ({
  kind: 'colour',
  colour: value,
})

/** English in the singular; Korean without particles. Joined words (`hot-air-balloon`) are found with spaces too. */
const rows: readonly (readonly [words: string, ...meanings: Meaning[]])[] = [
  ['sea ocean beach coast shore seaside wave harbor harbour 바다 해변 해안 바닷가 파도 항구 섬 island', place('sea')],
  ['밤바다', time('night'), place('sea')],
  ['lake river pond 호수 강 강변 강물 연못 시냇물 한강', place('lake')],
  ['mountain mountains hill peak alps 산 산맥 산봉우리 언덕 설악산 한라산 지리산', place('mountain')],
  ['forest wood woods jungle 숲 숲속 수풀 정글', place('forest')],
  ['city town street downtown skyline skyscraper seoul 도시 거리 골목 빌딩 시내 서울 마을', place('city')],
  ['desert dune 사막 모래언덕', place('desert')],
  ['field meadow garden park farm grassland prairie 들판 초원 정원 공원 언덕길 풀밭 농장 잔디밭 들', place('field')],
  ['꽃밭', place('field'), noun('flower')],
  [
    'room bedroom window kitchen cafe interior library desk 방 방안 거실 침실 창문 창가 부엌 카페 교실 서재 책상',
    place('room'),
  ],
  ['space galaxy cosmos universe planet 우주 은하 은하수 행성', place('space')],
  ['underwater deep-sea aquarium coral 바닷속 물속 심해 수족관 산호', place('underwater')],
  ['sky 하늘 창공', place('air')],
  ['밤하늘', time('night'), place('air')],

  ['dawn sunrise morning daybreak 새벽 일출 아침 해돋이 동틀', time('dawn')],
  ['day daytime noon midday afternoon 낮 한낮 정오 오후 대낮', time('day')],
  ['sunset dusk evening twilight golden-hour 노을 석양 저녁 황혼 일몰 해질녘', time('sunset')],
  ['night midnight nighttime starlit moonlit moonlight 밤 한밤 심야 한밤중 달밤 달빛 별빛 야경', time('night')],
  ['spring springtime 봄 봄날', season('spring')],
  ['summer 여름 한여름', season('summer')],
  ['autumn 가을 늦가을', season('autumn')],
  ['단풍 낙엽 maple', season('autumn'), weather('leaves')],
  ['winter 겨울 한겨울', season('winter')],
  ['rain rainy raining drizzle storm 비 빗속 빗방울 소나기 장마 폭우 빗물', weather('rain')],
  ['snow snowy snowing blizzard snowflake 눈 함박눈 눈보라 눈송이 설경', weather('snow')],
  ['fog foggy mist misty 안개', weather('fog')],
  ['petal petals 꽃잎', weather('petals')],

  ['red crimson scarlet vermilion 빨강 빨간 빨갛 새빨간 붉은 붉게 다홍 진홍 빨간색', colour('red')],
  ['orange 주황 주황색 오렌지 귤색', colour('orange')],
  ['gold golden yellow amber 금빛 금색 황금 황금빛 노랑 노란 노랗 샛노란 노란색', colour('gold')],
  ['green emerald olive 초록 초록빛 녹색 연두 연두빛 초록색', colour('green')],
  ['teal turquoise mint cyan 청록 청록빛 민트 옥색 옥빛 에메랄드', colour('teal')],
  ['blue navy azure cobalt indigo 파랑 파란 파랗 새파란 푸른 푸르 하늘색 남색 쪽빛 코발트 군청 파란색', colour('blue')],
  ['purple violet lavender lilac 보라 보라색 보랏빛 자주색 라벤더', colour('purple')],
  ['pink rosy 분홍 분홍색 분홍빛 핑크 연분홍', colour('pink')],
  ['brown chestnut 갈색 밤색 고동색', colour('brown')],
  ['white ivory 하얀 하양 하얗 흰 흰색 새하얀 백색', colour('white')],
  ['black dark 검은 검정 까만 까맣 검은색 흑백', colour('black')],
  ['grey gray silver 회색 잿빛 은빛 은색', colour('grey')],

  ['cat kitten kitty 고양이 야옹이 길냥이 냥이', noun('cat')],
  ['dog puppy 강아지 개 멍멍이 진돗개 댕댕이', noun('dog')],
  ['fox 여우', noun('fox')],
  ['bear 곰 반달곰 곰돌이 북극곰', noun('bear')],
  ['panda 판다 팬더', noun('panda')],
  ['tiger 호랑이', noun('tiger')],
  ['rabbit bunny hare 토끼', noun('rabbit')],
  ['bird sparrow seagull swallow crane gull 새 참새 갈매기 제비 파랑새 두루미 까치', noun('bird')],
  ['owl 부엉이 올빼미', noun('owl')],
  ['penguin 펭귄', noun('penguin'), season('winter')],
  ['fish goldfish 물고기 금붕어 열대어', noun('fish')],
  ['whale 고래 돌고래', noun('whale')],
  ['turtle tortoise 거북 거북이', noun('turtle')],
  ['butterfly 나비', noun('butterfly')],
  ['tree oak 나무 은행나무 참나무', noun('tree')],
  ['pine fir christmas-tree 소나무 전나무 크리스마스트리', noun('pine')],
  ['blossom cherry-blossom cherry-tree sakura 벚꽃 벚나무 매화', noun('blossom'), weather('petals')],
  ['flower tulip rose daisy poppy 꽃 장미 튤립 들꽃 코스모스 양귀비', noun('flower')],
  ['sunflower 해바라기', noun('sunflower')],
  ['cactus 선인장', noun('cactus')],
  ['mushroom 버섯', noun('mushroom')],
  ['house home cottage cabin 집 오두막 주택', noun('house')],
  ['hanok temple palace pagoda 한옥 기와집 궁궐 경복궁 절', noun('hanok')],
  ['castle 성 성곽 고성', noun('castle')],
  ['lighthouse 등대', noun('lighthouse')],
  ['tent camping 텐트 캠핑', noun('tent')],
  ['boat ship sailboat yacht sail 배 돛단배 돛배 요트 나룻배 조각배', noun('boat')],
  ['car automobile taxi 자동차 차 승용차 택시', noun('car')],
  ['train 기차 열차', noun('train')],
  ['bicycle bike 자전거', noun('bicycle')],
  ['airplane plane aeroplane jet 비행기', noun('airplane')],
  ['rocket spaceship 로켓 우주선', noun('rocket')],
  ['hot-air-balloon 열기구', noun('hot-air-balloon')],
  ['balloon 풍선', noun('balloon')],
  ['moon 달 보름달 초승달 반달', noun('moon')],
  ['sun 해 태양', noun('sun')],
  ['star stars 별 별들', noun('star')],
  ['cloud cloudy 구름 뭉게구름', noun('cloud')],
  ['rainbow 무지개', noun('rainbow')],
  [
    'person people man woman girl boy child children traveler traveller 사람 여자 남자 소녀 소년 아이 여인 할머니 할아버지 여행자',
    noun('person'),
  ],
  ['hanbok 한복', noun('hanbok')],
  ['robot android 로봇', noun('robot')],
  ['snowman 눈사람', noun('snowman'), season('winter'), weather('snow')],
  ['cup coffee tea mug latte 컵 잔 커피 찻잔 머그잔 녹차 라떼', noun('cup')],
  ['book 책 동화책', noun('book')],
  ['apple 사과', noun('apple')],
  ['cake birthday 케이크 생일', noun('cake')],
  ['heart love 하트 사랑 심장', noun('heart')],
  ['umbrella parasol 우산 양산', noun('umbrella')],
  ['lantern lamp candle 등불 초롱 램프 청사초롱 연등', noun('lantern')],
]

/** Short Korean words that often mean something else, told by their neighbours. */
const exceptions: Readonly<Record<string, RegExp>> = {
  눈: / 눈\S* (감|뜨|뜬|크|큰|맞|마주|부신|부시|반짝|예쁜|맑은)|(파란|푸른|초록|큰|맑은|한쪽|두|검은) 눈/,
  배: / 배\S* (고프|고픈|부르|부른|내민|불룩|아프|아픈)|(두|세|몇) 배로?\s/,
  산: /(새로|직접|에서|가) 산 /,
  새: / 새(로)? (?!(한|두|세|네|다섯|몇|여러|\d))\S/,
  달: /(한|두|세|다음|지난|이번|매) 달/,
  해: / 해(도)? /,
  별: / 별로 /,
  차: /차\S* .{0,6}(잔|마시|마신)/,
  개: /(\d|한|두|세|네|다섯|몇|여러) 개/,
  성: / 성(이|인|의) /,
  강: / 강(한|하) /,
  절: / 절(로|대) /,
  들: / 들(고|어|은|도) /,
  sail: / sail (away|on|across) /,
}

export const wordsByText: ReadonlyMap<string, Word> = new Map(
  rows.flatMap(([words, ...meanings]) =>
    words.split(' ').map((text): [string, Word] => [text, { meanings, unless: exceptions[text] ?? null }]),
  ),
)

/** English phrases that count as one word. */
export const joinedWords: readonly string[] = [...wordsByText.keys()].filter((text) => text.includes('-'))

/** Korean words long enough to be found inside a compound such as 길고양이; longest first. */
export const compoundParts: readonly string[] = [...wordsByText.keys()]
  .filter((text) => /^[가-힣]{2,}$/.test(text))
  .sort((a, b) => b.length - a.length)

export const numberWords: ReadonlyMap<string, number> = new Map([
  ...['one', 'two', 'three', 'four', 'five'].map((word, index): [string, number] => [word, index + 1]),
  ...['한', '두', '세', '네', '다섯'].map((word, index): [string, number] => [word, index + 1]),
  ...['하나', '둘', '셋', '넷', '다섯'].map((word, index): [string, number] => [word, index + 1]),
  ['a', 1],
  ['an', 1],
  ['pair', 2],
  ['several', 4],
  ['many', 5],
  ['여러', 4],
  ['많은', 5],
])

export const irregularPlurals: ReadonlyMap<string, string> = new Map([
  ['butterflies', 'butterfly'],
  ['puppies', 'puppy'],
  ['bunnies', 'bunny'],
  ['kitties', 'kitty'],
  ['cherries', 'cherry'],
  ['daisies', 'daisy'],
  ['poppies', 'poppy'],
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
])
