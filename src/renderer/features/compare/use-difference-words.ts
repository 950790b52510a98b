import { useTranslation } from 'react-i18next'
import type { ArmKind, ArmPlan } from '#shared/experiment.ts'
import type { DifferingField, DifferingThing } from '#shared/experiments/differences.ts'
import { useConnections } from '../../data/connections.ts'
import { useWays } from '../../data/ways.ts'
import { differencesOfArms } from './differences-of-arms.ts'

export interface DifferenceWords {
  /** One for each thing, with what each arm has, in the order of the arms. */
  readonly things: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly isConfounded: boolean
}

/** What stands for a thing on screen, where several fields belong to it: the first that differs. */
const fieldsOf: { readonly [Thing in DifferingThing]?: readonly DifferingField[] } = {
  rewriting: ['kind', 'rewriteModel', 'templateVersion'],
  path: ['provider', 'languageModel'],
  prompt: ['promptOverride'],
  connection: ['connectionId'],
  'style-suffix': ['styleSuffix'],
  sources: ['sourceImageIds'],
}

/** The others are parameters, which Create has words for. */
const ownNames = {
  rewriting: 'thing_rewriting',
  path: 'thing_path',
  connection: 'thing_connection',
  model: 'thing_model',
  prompt: 'thing_prompt',
  'style-suffix': 'thing_style-suffix',
  sources: 'thing_sources',
} as const
const isOwn = (thing: DifferingThing): thing is keyof typeof ownNames => thing in ownNames

/** What differs between arms, in the person's words. */
export function useDifferenceWords(arms: readonly Pick<ArmPlan, 'kind' | 'settings'>[]): DifferenceWords {
  const { t } = useTranslation('compare')
  const { t: tCreate } = useTranslation('create')
  const { data: connections = [] } = useConnections()
  const { data: ways = [] } = useWays()
  const { fields, things, isConfounded } = differencesOfArms(arms)
  const models = ways.flatMap((way) => way.models)

  const wordsOf = (field: DifferingField, value: string | number | null, kind: ArmKind | undefined): string => {
    if (field === 'kind') return kind === undefined ? '' : t(`writer_${kind}`)
    if (value === null) return t(field === 'promptOverride' ? 'asTyped' : 'notSet')
    if (field === 'connectionId') return connections.find(({ id }) => id === value)?.label ?? String(value)
    if (field === 'model' || field === 'rewriteModel' || field === 'languageModel')
      return models.find(({ id }) => id === value)?.label ?? String(value)
    if (field === 'templateVersion') return t(value === '' ? 'studioInstructions' : 'ownInstructions')
    if (field === 'size' && value === 'auto') return tCreate('sizeAuto')
    if (typeof value === 'number') return String(value)
    return shorten(field === 'quality' && isQuality(value) ? tCreate(value) : value)
  }

  return {
    isConfounded,
    things: things.map((thing) => {
      const wanted = fieldsOf[thing] ?? [thing]
      const shown = fields.find(({ field }) => wanted.some((name) => name === field))
      return {
        name: isOwn(thing) ? t(ownNames[thing]) : tCreate(thing),
        values: shown?.values.map((value, index) => wordsOf(shown.field, value, arms[index]?.kind)) ?? [],
      }
    }),
  }
}

const qualities = ['auto', 'low', 'medium', 'high', 'xhigh', 'max', 'standard', 'hd'] as const
const isQuality = (value: string): value is (typeof qualities)[number] => qualities.some((one) => one === value)

const shorten = (text: string): string => ([...text].length > 60 ? `${[...text].slice(0, 59).join('')}…` : text)
