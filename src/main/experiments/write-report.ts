import { diffWords } from '#shared/diff-words.ts'
import type { ArmVariety, Experiment, Vote } from '#shared/experiment.ts'
import { bradleyTerry } from '#shared/experiments/bradley-terry.ts'
import { judgeAgreements } from '#shared/experiments/judge-agreement.ts'
import { measureArms } from '#shared/experiments/measure-arms.ts'
import { countedVotes, pairResults } from '#shared/experiments/pair-results.ts'
import { readVerdict, type VerdictReading } from '#shared/experiments/read-verdict.ts'
import { createSeededRandom } from '#shared/seeded-random.ts'
import type { Language } from '#shared/settings.ts'
import type { FileSink } from '../export/write-whole-file.ts'
import { filled, type ReportWords, reportWords } from './report-words.ts'

export interface Reported {
  readonly experiment: Experiment
  readonly votes: readonly Vote[]
  readonly varieties: readonly ArmVariety[]
  readonly language: Language
  readonly nowMs: number
  /** A small WebP of a picture; `null` = it is gone. */
  readonly thumbnailOf: (sha256: string) => Promise<Uint8Array | null>
}

/**
 * An experiment as one HTML file that needs nothing beside it: no script, nothing from outside, pictures within. Built
 * of an allow-list: no id of a connection, no address, no path and no key has a place in it.
 */
export async function writeReport(sink: Pick<FileSink, 'write'>, reported: Reported): Promise<void> {
  const { experiment, votes, varieties, language, nowMs } = reported
  const words = reportWords[language]
  const staleCount = votes.filter(({ judge, isStale }) => judge === 'person' && isStale).length
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(nowMs)
  await sink.write(
    `<!doctype html>\n<html lang="${words.lang}"><head><meta charset="utf-8">` +
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">` +
      `<meta name="viewport" content="width=device-width"><title>${escaped(experiment.title)}</title>` +
      `<style>${style}</style></head><body><main><h1>${escaped(experiment.title)}</h1>` +
      `<p>${escaped(filled(words.made, { date }))}</p>`,
  )
  await sink.write(armsTable(experiment, words))
  await sink.write(verdictSection(experiment, votes, words, staleCount))
  await sink.write(secondJudgeSection(experiment, votes, words))
  await sink.write(measuresTable(experiment, varieties, words, language))
  await sink.write(`<h2>${escaped(words.prompts)}</h2>`)
  for (const prompt of experiment.prompts) await writePrompt(sink, reported, prompt, words)
  await sink.write(votesTable(experiment, votes, words))
  await sink.write('</main></body></html>\n')
}

type Arm = Experiment['arms'][number]

export const armName = (arm: Pick<Arm, 'kind' | 'label'>, words: ReportWords): string => arm.label || words[arm.kind]

const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><caption>${escaped(caption)}</caption><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}` +
  `</tr></thead><tbody>${rows
    .map(
      ([first = '', ...cells]) =>
        `<tr><th scope="row">${first}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
    )
    .join('')}</tbody></table>`

function armsTable({ arms, repeats }: Experiment, words: ReportWords): string {
  const settingsOf = ({ settings }: Arm): string => {
    const { model, params, rewriter, prompt, suffix } = settings
    const told = [
      model,
      ...Object.entries(params).map(([name, value]) => `${name} ${String(value)}`),
      ...(rewriter === undefined ? [] : [`${words.augmented}: ${rewriter.model}`]),
      ...(prompt === undefined ? [] : [`“${prompt}”`]),
      ...(suffix === undefined ? [] : [`+ “${suffix}”`]),
    ]
    return escaped(told.join(' · '))
  }
  return `<h2>${escaped(words.question)}</h2><p>${escaped(filled(words.repeats, { count: repeats }))}</p>${table(
    words.question,
    [words.arm, words.kind, words.settings],
    arms.map((arm) => [escaped(armName(arm, words)), escaped(words[`${arm.kind}Means`]), settingsOf(arm)]),
  )}`
}

function verdictSection(
  experiment: Experiment,
  votes: readonly Vote[],
  words: ReportWords,
  staleCount: number,
): string {
  const { arms } = experiment
  const readings = pairResults(experiment, votes).flatMap(({ firstArmId, secondArmId, reading }) => {
    const first = arms.find(({ id }) => id === firstArmId)
    const second = arms.find(({ id }) => id === secondArmId)
    return first === undefined || second === undefined ? [] : [{ first, second, reading }]
  })
  const rows = readings.map(({ first, second, reading }) => [
    `${escaped(armName(first, words))} – ${escaped(armName(second, words))}`,
    String(reading.n),
    `${reading.wins} : ${reading.losses}`,
    String(reading.ties),
    String(reading.bothBad),
    // Of the second: mostly what is tried against what is usual.
    reading.winRate === null
      ? '–'
      : `${escaped(armName(second, words))}: ${percent(1 - reading.winRate)} (${interval({ low: 1 - reading.interval.high, high: 1 - reading.interval.low })})`,
    reading.p.toFixed(3),
  ])
  const sentences = readings.map(
    ({ first, second, reading }) =>
      `<p class="verdict"><strong>${escaped(armName(first, words))} – ${escaped(armName(second, words))}:</strong> ${escaped(sentenceOf(reading, first, second, words))}</p>`,
  )
  const strengths =
    arms.length < 3
      ? ''
      : table(
          words.strengths,
          [words.arm, words.strength],
          bradleyTerry({
            armIds: arms.map(({ id }) => id),
            votes: countedVotes(votes),
            random: createSeededRandom(`strengths ${experiment.id}`),
          }).map(({ armId, strength, interval: of }) => [
            escaped(nameOf(arms, armId, words)),
            `${percent(strength)}${of === null ? '' : ` (${interval(of)})`}`,
          ]),
        )
  const head = [words.comparison, words.votes, words.wins, words.ties, words.bothBad, words.winRate, words.p]
  return (
    `<h2>${escaped(words.verdict)}</h2>${sentences.join('')}${table(words.verdict, head, rows)}${strengths}` +
    `<ul class="small"><li>${escaped(words.explainBlind)}</li><li>${escaped(words.explainWinRate)}</li><li>${escaped(words.explainP)}</li>` +
    `${staleCount > 0 ? `<li>${escaped(filled(words.stale, { count: staleCount }))}</li>` : ''}</ul>`
  )
}

/** What models said of the same pairs: apart from the votes of persons, with how far they agree. */
function secondJudgeSection({ arms }: Experiment, votes: readonly Vote[], words: ReportWords): string {
  const agreements = judgeAgreements(votes)
  if (agreements.length === 0) return ''
  const armPairs = arms.flatMap((first, index) => arms.slice(index + 1).map((second) => [first, second] as const))
  const countsOf = (own: readonly Vote[]): readonly string[] =>
    armPairs.map(([first, second]) => {
      const read = readVerdict({ votes: own, firstArmId: first.id, secondArmId: second.id, pairsLeft: 0 })
      return `${read.wins} : ${read.losses} (${escaped(words.ties)} ${read.ties}, ${escaped(words.bothBad)} ${read.bothBad})`
    })
  const rows = agreements.map(({ judge, pairCount, agreedCount, kappa, votes: own }) => [
    escaped(judgeName(judge, words)),
    ...countsOf(own),
    String(pairCount),
    pairCount === 0 ? '–' : percent(agreedCount / pairCount),
    kappa === null ? '–' : kappa.toFixed(2),
  ])
  const head = [
    words.judge,
    ...armPairs.map(([first, second]) => `${armName(first, words)} – ${armName(second, words)}`),
    words.judgedByBoth,
    words.agreement,
    words.kappa,
  ]
  return (
    `<h2>${escaped(words.secondJudge)}</h2><p class="small">${escaped(words.explainSecondJudge)}</p>` +
    `${table(words.secondJudge, head, rows)}<ul class="small"><li>${escaped(words.explainKappa)}</li></ul>`
  )
}

const judgeName = (judge: string, words: ReportWords): string => {
  if (judge === 'person') return words.person
  return judge === 'sketch' ? words.judgeRule : judge
}

function sentenceOf(reading: VerdictReading, first: Arm, second: Arm, words: ReportWords): string {
  switch (reading.conclusion) {
    case 'first-better':
      return filled(words.better, { arm: armName(first, words) })
    case 'second-better':
      return filled(words.better, { arm: armName(second, words) })
    case 'no-difference-seen':
      return words.noDifference
    case 'too-few':
      return filled(words.tooFew, { count: reading.moreVotesNeeded })
  }
}

function measuresTable(
  experiment: Experiment,
  varieties: readonly ArmVariety[],
  words: ReportWords,
  language: Language,
): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const usd = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 })
  return `<h2>${escaped(words.beside)}</h2>${table(
    words.beside,
    [
      words.arm,
      words.pictures,
      words.refused,
      words.failed,
      words.costPerPicture,
      words.secondsPerPicture,
      words.promptWords,
      words.addedDropped,
      words.obedience,
      words.variety,
    ],
    measureArms(experiment).map((of) => [
      escaped(nameOf(experiment.arms, of.armId, words)),
      String(of.pictureCount),
      `${of.refusedCount} / ${of.endedCount}`,
      `${of.unmadeCount - of.refusedCount} / ${of.endedCount}`,
      of.microUsdPerPicture === null ? escaped(words.unknown) : usd.format(of.microUsdPerPicture / 1e6),
      of.msPerPicture === null ? '–' : number.format(of.msPerPicture / 1000),
      of.medianSentChars === null ? '–' : String(of.medianSentChars),
      of.wordsAdded === null || of.wordsDropped === null
        ? '–'
        : `${number.format(of.wordsAdded)} / ${number.format(of.wordsDropped)}`,
      of.honouredCount + of.alteredCount === 0 ? '–' : `${of.honouredCount} / ${of.alteredCount}`,
      varietyOf(of.armId),
    ]),
  )}<ul class="small"><li>${escaped(words.explainVariety)}</li></ul>`

  function varietyOf(armId: number): string {
    const variety = varieties.find((one) => one.armId === armId)?.variety ?? null
    return variety === null ? '–' : percent(variety)
  }
}

async function writePrompt(
  sink: Pick<FileSink, 'write'>,
  { experiment, language, thumbnailOf }: Reported,
  prompt: Experiment['prompts'][number],
  words: ReportWords,
): Promise<void> {
  const { arms, trials } = experiment
  await sink.write(
    `<section><h3>${escaped(words.typed)}</h3><blockquote>${escaped(prompt.text)}</blockquote><div class="arms">`,
  )
  for (const arm of arms) {
    const own = trials.filter(({ armId, promptId }) => armId === arm.id && promptId === prompt.id)
    const sent = own.find(({ sentPrompt }) => sentPrompt !== null)?.sentPrompt ?? null
    await sink.write(`<div><h4>${escaped(armName(arm, words))}</h4>`)
    if (sent !== null && sent !== prompt.text)
      await sink.write(
        `<p class="small">${escaped(words.sent)}: ${differenceOf(prompt.text, sent, language, words)}</p>`,
      )
    for (const { repeat, images } of own) {
      const label = filled(words.repeat, { number: repeat + 1 })
      if (images.length === 0) await sink.write(`<p class="missing">${escaped(label)}: ${escaped(words.noPicture)}</p>`)
      for (const image of images) {
        const webp = image.isGone ? null : await thumbnailOf(image.sha256)
        const caption = `${armName(arm, words)}, ${label}`
        await sink.write(
          webp === null
            ? `<p class="missing">${escaped(caption)}: ${escaped(words.noPicture)}</p>`
            : `<figure><img alt="${escaped(caption)}" width="${image.width}" height="${image.height}" src="data:image/webp;base64,${Buffer.from(webp).toString('base64')}"><figcaption>${escaped(caption)}</figcaption></figure>`,
        )
        if (image.revisedPrompt !== null && image.revisedPrompt !== sent)
          await sink.write(revisedPrompt(prompt.text, sent, image.revisedPrompt, language, words))
      }
    }
    await sink.write('</div>')
  }
  await sink.write('</div></section>')
}

/** Against what was sent; against what was typed too, where that was something else again. */
function revisedPrompt(
  typed: string,
  sent: string | null,
  revised: string,
  language: Language,
  words: ReportWords,
): string {
  const against = (before: string): string => differenceOf(before, revised, language, words)
  const first = `<p class="small">${escaped(words.revised)}: ${against(sent ?? typed)}</p>`
  if (sent === null || sent === typed || revised === typed) return first
  return `${first}<details class="small"><summary>${escaped(words.revisedAgainstTyped)}</summary>${against(typed)}</details>`
}

/** Words that came and went, with signs and names: not by colour alone. */
function differenceOf(before: string, after: string, language: Language, words: ReportWords): string {
  const parts = diffWords(before, after, language)
  if (parts === null) return escaped(after)
  return parts
    .map(({ kind, text }) => {
      if (kind === 'kept') return escaped(text)
      return kind === 'added'
        ? `<ins><span class="sign" aria-label="${escaped(words.added)}">+</span>${escaped(text)}</ins>`
        : `<del><span class="sign" aria-label="${escaped(words.removed)}">−</span>${escaped(text)}</del>`
    })
    .join('')
}

function votesTable({ arms, prompts }: Experiment, votes: readonly Vote[], words: ReportWords): string {
  if (votes.length === 0) return ''
  const resultOf = ({ verdict }: Vote): string => words[verdict]
  return `<h2>${escaped(words.allVotes)}</h2>${table(
    words.allVotes,
    ['#', words.judge, words.typed, words.left, words.right, words.result, words.reasons, words.note],
    votes.map((vote, index) => [
      String(index + 1),
      escaped(judgeName(vote.judge, words)),
      escaped(shortened(prompts.find(({ id }) => id === vote.promptId)?.text ?? '')),
      escaped(nameOf(arms, vote.leftArmId, words)),
      escaped(nameOf(arms, vote.rightArmId, words)),
      escaped(resultOf(vote)),
      escaped(vote.reasons.join(', ')),
      escaped(vote.note ?? ''),
    ]),
  )}`
}

const nameOf = (arms: readonly Arm[], id: number, words: ReportWords): string => {
  const arm = arms.find((one) => one.id === id)
  return arm === undefined ? '' : armName(arm, words)
}

const shortened = (text: string): string => {
  const characters = [...text]
  return characters.length <= 80 ? text : `${characters.slice(0, 79).join('')}…`
}
const percent = (share: number): string => `${Math.round(share * 100)} %`
const interval = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${Math.round(low * 100)}–${Math.round(high * 100)} %`

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

const style = `
:root{color-scheme:light dark}
body{margin:0;font:16px/1.55 Pretendard,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR',system-ui,sans-serif;background:Canvas;color:CanvasText;word-break:keep-all;overflow-wrap:anywhere}
main{max-width:72rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
h1{font-size:1.75rem;margin:0 0 .25rem}h2{margin:2.5rem 0 .75rem;font-size:1.3rem}h3,h4{margin:1.25rem 0 .5rem;font-size:1rem}
table{border-collapse:collapse;width:100%;margin:.75rem 0;font-size:.92rem}caption{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
th,td{border-bottom:1px solid color-mix(in srgb,CanvasText 20%,Canvas);padding:.45rem .6rem;text-align:left;vertical-align:top}
blockquote{margin:0;padding:.75rem 1rem;background:color-mix(in srgb,CanvasText 6%,Canvas);border-radius:.5rem;white-space:pre-wrap}
.arms{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1.5rem}
figure{margin:0 0 1rem}img{display:block;width:100%;height:auto;border-radius:.375rem;background:color-mix(in srgb,CanvasText 8%,Canvas)}
figcaption,.small,.missing{font-size:.85rem;color:color-mix(in srgb,CanvasText 75%,Canvas)}
.small{white-space:pre-wrap}.verdict{font-size:1.05rem}
ins,del{text-decoration:none;border-radius:.2rem;padding:0 .1rem}ins{background:color-mix(in srgb,#1a7f37 22%,Canvas)}del{background:color-mix(in srgb,#cf222e 20%,Canvas);text-decoration:line-through}
.sign{font-weight:700;margin-right:.1rem;display:inline-block;text-decoration:none}
section{break-inside:avoid-page;border-top:1px solid color-mix(in srgb,CanvasText 20%,Canvas);padding-top:.25rem;margin-top:1.5rem}
@media print{main{max-width:none;padding:0}figure{break-inside:avoid}}
`.replaceAll('\n', '')
