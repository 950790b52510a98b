import { createHash } from 'node:crypto'

type Language = 'en' | 'ko'

/** What a prompt may leave open: by what it is recognised as said, and what is said where it is not. */
interface Aspect {
  readonly said: RegExp
  readonly words: Readonly<Record<Language, readonly string[]>>
}

const aspects: readonly Aspect[] = [
  {
    said: /\b(light|lit|sun\w*|dawn|dusk|night|shadow\w*|backlit|neon|glow\w*)\b|빛|햇살|조명|노을|새벽|밤|그림자|역광/i,
    words: {
      en: ['soft morning light', 'late afternoon light', 'even, overcast light', 'light from one window'],
      ko: ['부드러운 아침 빛', '늦은 오후의 빛', '흐린 날의 고른 빛', '창 하나에서 드는 빛'],
    },
  },
  {
    said: /\b(close-?up|wide|view|angle|shot|from (above|below)|bird'?s-eye|foreground|portrait)\b|클로즈업|가까이|넓은|구도|시점|위에서|아래에서|앵글/i,
    words: {
      en: ['seen at eye level', 'seen from a little above', 'a wide view with open space', 'a close view'],
      ko: ['눈높이에서 본 모습', '조금 위에서 본 모습', '여백이 넓은 구도', '가까이에서 본 모습'],
    },
  },
  {
    said: /\b(photo\w*|watercolou?r|oil|ink|pencil|drawing|painting|illustration|render\w*|3d|style|anime|sketch)\b|사진|수채|유화|먹|연필|그림체|일러스트|렌더|스타일|화풍|애니/i,
    words: {
      en: ['a photograph in natural colours', 'watercolour on rough paper', 'an ink drawing with flat colours'],
      ko: ['자연스러운 색의 사진', '거친 종이에 그린 수채화', '단색을 칠한 펜화'],
    },
  },
]

/** Says nothing about the picture. */
const fillers =
  /\b(please|kindly|very|really|extremely|just|i (want|need|would like)( you)? to|can you|could you|(draw|make|create|generate|paint)( me)?|an? (picture|image|photo) of)\b|(을|를)?\s*(그려|만들어|생성해)\s*(줘|주세요|주실래요|달라)|(이미지|그림|사진)(을|를)\s*(하나\s*)?|정말|아주|매우|진짜|굉장히|부디|제발/gi

/**
 * A prompt that leaves less to chance, by rule: light, view and manner are named where the prompt names none. The same
 * prompt always gets the same words. What was written stays as it is, and what would not fit is left out.
 */
export function augmentByRule(text: string, maxChars: number): { readonly text: string; readonly additions: string[] } {
  const language = languageOf(text)
  const seed = createHash('sha256').update(text).digest()
  const start = text.trim().replace(/[\s,.;。]+$/u, '')
  const additions: string[] = []
  for (const [index, { said, words }] of aspects.entries()) {
    const choices = words[language]
    const addition = choices[(seed[index] ?? 0) % choices.length] ?? ''
    if (!said.test(text) && lengthOf([start, ...additions, addition].join(', ')) <= maxChars) additions.push(addition)
  }
  return { text: [start, ...additions].join(', '), additions }
}

/** A shorter prompt, by rule: politeness, emphasis and what is said twice go; then whole parts from its end. */
export function condenseByRule(text: string, maxChars: number): string {
  const parts = text
    .split(/[,;\n]+|(?<=[.!?。])\s+/u)
    .map((part) =>
      part
        .replace(fillers, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^[\s.]+|[\s.。]+$/gu, ''),
    )
    .filter((part) => part !== '')
  const different = [...new Map(parts.map((part) => [part.toLowerCase(), part])).values()]
  const kept = different.reduce((all, part) => {
    const longer = all === '' ? part : `${all}, ${part}`
    return lengthOf(longer) <= maxChars ? longer : all
  }, '')
  return kept !== '' ? kept : [...(different[0] ?? text.trim())].slice(0, maxChars).join('').trim()
}

/** Different pictures for one brief, by rule: every one sees it in another light, from elsewhere, in another manner. */
export function planByRule(
  brief: string,
  count: number,
  maxChars: number,
): readonly { readonly title: string; readonly prompt: string }[] {
  const language = languageOf(brief)
  const start = condenseByRule(brief, maxChars)
  return Array.from({ length: count }, (_, index) => {
    // As on a counter whose wheels have different lengths: no combination repeats before all were seen.
    let rest = index
    const words = aspects.map((aspect) => {
      const choices = aspect.words[language]
      const choice = choices[rest % choices.length] ?? ''
      rest = Math.floor(rest / choices.length)
      return choice
    })
    const prompt = words.reduce((written, word) => {
      const longer = `${written}, ${word}`
      return lengthOf(longer) > maxChars ? written : longer
    }, start)
    return { title: `${index + 1}. ${words[0] ?? ''}`, prompt }
  })
}

const languageOf = (text: string): Language => (/\p{Script=Hangul}/u.test(text) ? 'ko' : 'en')
const lengthOf = (text: string): number => [...text].length
