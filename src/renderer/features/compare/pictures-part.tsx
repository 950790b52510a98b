import { useTranslation } from 'react-i18next'
import type { Experiment, Trial } from '#shared/experiment.ts'
import { useAppStore } from '../../app-store.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { TrialCell } from './trial-cell.tsx'
import { useArmNames } from './use-arm-names.ts'
import { useDifferenceWords } from './use-difference-words.ts'

/** Every picture in its place: a row for each repeat of each prompt, a column for each arm. */
export function PicturesPart({ experiment }: { readonly experiment: Experiment }) {
  const { t } = useTranslation('compare')
  const names = useArmNames(experiment.arms)
  const { things } = useDifferenceWords(experiment.arms)
  const showCompare = useOrganiseStore((state) => state.showCompare)
  const openViewer = useAppStore((state) => state.openViewer)
  const byPlace = new Map(experiment.trials.map((trial) => [placeOf(trial), trial]))
  const { arms, prompts } = experiment

  const open = (trial: Trial, imageId: number): void => {
    const place = arms.findIndex(({ id }) => id === trial.armId)
    const others = arms.map(({ id }, index) => ({ index, imageId: imageIn(trial, id) }))
    const other = others.find(({ index, imageId: found }) => index !== place && found !== undefined)
    // Nothing to hold it against: it is looked at alone.
    if (other?.imageId === undefined) openViewer([imageId], imageId)
    // The earlier arm stands left.
    else if (place < other.index) showCompare(imageId, other.imageId)
    else showCompare(other.imageId, imageId)
  }
  const imageIn = ({ promptId, repeat }: Trial, armId: number): number | undefined =>
    byPlace.get(placeOf({ promptId, repeat, armId }))?.images.find(({ isGone }) => !isGone)?.id

  return (
    <div className="space-y-8">
      <p className="text-sm text-ink-soft">{t('picturesBody')}</p>
      {prompts.map((prompt, index) => (
        <section key={prompt.id} aria-label={t('promptNumber', { number: index + 1 })}>
          {prompts.length > 1 && (
            <h2 className="mb-2 line-clamp-2 max-w-3xl font-medium" data-selectable>
              {index + 1}. {prompt.text}
            </h2>
          )}
          <table
            className="-ml-2 w-full table-fixed border-separate border-spacing-2"
            style={{ maxWidth: `${arms.length * 26 + 3}rem` }}
          >
            <caption className="sr-only">{prompt.text}</caption>
            <thead>
              <tr>
                <th scope="col" className="w-10">
                  <span className="sr-only">{t('repeat')}</span>
                </th>
                {arms.map((arm, armIndex) => (
                  <th key={arm.id} scope="col" className="px-1 pb-1 text-left align-bottom">
                    <span className="block font-semibold">{names[armIndex]}</span>
                    <span className="block text-sm font-normal text-ink-soft">
                      {things
                        .map(({ values }) => values[armIndex] ?? '')
                        .filter((value) => value !== '')
                        .join(' · ')}
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: experiment.repeats }, (_, repeat) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a repeat has no other name
                <tr key={repeat}>
                  <th scope="row" className="text-right text-sm font-normal text-ink-soft tabular-nums">
                    {repeat + 1}
                  </th>
                  {arms.map((arm, armIndex) => {
                    const trial = byPlace.get(placeOf({ armId: arm.id, promptId: prompt.id, repeat }))
                    return (
                      <td key={arm.id} className="align-top">
                        {trial !== undefined && (
                          <TrialCell
                            trial={trial}
                            name={t('cellName', { arm: names[armIndex] ?? '', number: repeat + 1 })}
                            onOpen={(imageId) => open(trial, imageId)}
                          />
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  )
}

const placeOf = ({ armId, promptId, repeat }: Pick<Trial, 'armId' | 'promptId' | 'repeat'>): string =>
  `${armId} ${promptId} ${repeat}`
