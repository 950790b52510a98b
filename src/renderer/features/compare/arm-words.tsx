import { useTranslation } from 'react-i18next'
import { diffWords } from '#shared/diff-words.ts'
import type { Experiment } from '#shared/experiment.ts'
import { wordsOfArm } from '#shared/experiments/words-of-arm.ts'
import { DiffText } from '../../diff-text.tsx'
import { RevisedPrompts } from './revised-prompts.tsx'
import { RewriteEditor } from './rewrite-editor.tsx'

interface ArmWordsProps {
  readonly experiment: Experiment
  readonly arm: Experiment['arms'][number]
  readonly name: string
  readonly prompt: Experiment['prompts'][number]
}

/** What one arm makes of one prompt: sent, rewritten, and used. */
export function ArmWords({ experiment, arm, name, prompt }: ArmWordsProps) {
  const { t, i18n } = useTranslation('compare')
  const words = wordsOfArm(experiment, arm, prompt)
  const rewrite = experiment.rewrites.find(({ armId, promptId }) => armId === arm.id && promptId === prompt.id)
  const trials = experiment.trials.filter(({ armId, promptId }) => armId === arm.id && promptId === prompt.id)
  const wasAsked = trials.some(({ generationId }) => generationId !== null)
  const sent = trials.find(({ sentPrompt }) => sentPrompt !== null)?.sentPrompt ?? null
  const diff = words === null || words === prompt.text ? null : diffWords(prompt.text, words, i18n.language)
  return (
    <article aria-label={name} className="min-w-0 space-y-3 rounded-lg border border-line bg-raised p-4">
      <h3 className="font-semibold">{name}</h3>
      {arm.kind === 'wrapped' && <p className="text-sm text-ink-soft">{t('about_wrapped')}</p>}
      {words === null ? (
        <p className="text-ink-soft">{t(experiment.status === 'rewriting' ? 'wordsComing' : 'wordsMissing')}</p>
      ) : words === prompt.text ? (
        <p className="text-ink-soft">{t('sameAsTyped')}</p>
      ) : rewrite !== undefined && !wasAsked && !experiment.isImported ? (
        <RewriteEditor key={rewrite.isEdited ? 'edited' : 'made'} experimentId={experiment.id} rewrite={rewrite} />
      ) : diff === null ? (
        <p className="whitespace-pre-wrap" data-selectable>
          {words}
        </p>
      ) : null}
      {diff !== null && (
        <div>
          <h4 className="mb-1 text-sm font-medium text-ink-soft">{t('against_typed')}</h4>
          <DiffText parts={diff} />
        </div>
      )}
      {rewrite !== undefined && <Additions rewrite={rewrite} />}
      {sent !== null && words !== null && sent !== words && (
        <details className="text-sm">
          <summary className="w-fit rounded py-0.5 text-ink-soft hover:text-ink">{t('sentWithInstruction')}</summary>
          <p className="mt-1 whitespace-pre-wrap" data-selectable>
            {sent}
          </p>
        </details>
      )}
      {words !== null && <RevisedPrompts trials={trials} words={words} />}
    </article>
  )
}

function Additions({ rewrite }: { readonly rewrite: Experiment['rewrites'][number] }) {
  const { t } = useTranslation('compare')
  const { additions, model, templateVersion, instructions, isEdited, originalText } = rewrite
  return (
    <div className="space-y-2 text-sm">
      {additions.length > 0 && (
        <div>
          <h4 className="font-medium text-ink-soft">{t('additions')}</h4>
          <ul className="mt-0.5 flex flex-wrap gap-1.5" data-selectable>
            {additions.map((addition) => (
              <li key={addition} className="rounded-md bg-ink/7 px-2 py-0.5">
                {addition}
              </li>
            ))}
          </ul>
        </div>
      )}
      <details>
        <summary className="w-fit rounded py-0.5 text-ink-soft hover:text-ink">
          {isEdited ? t('rewrittenByAndEdited', { model }) : t('rewrittenBy', { model })}
        </summary>
        <div className="mt-1 space-y-2" data-selectable>
          <p className="text-ink-soft">{t('templateVersion', { version: templateVersion })}</p>
          {instructions === null ? (
            <p>{t('byRuleBody')}</p>
          ) : (
            <pre className="max-h-48 overflow-auto rounded-md bg-ink/5 p-3 font-mono text-xs whitespace-pre-wrap">
              {instructions}
            </pre>
          )}
          {originalText !== null && (
            <div>
              <h4 className="font-medium text-ink-soft">{t('originalWords')}</h4>
              <p className="whitespace-pre-wrap">{originalText}</p>
            </div>
          )}
        </div>
      </details>
    </div>
  )
}
