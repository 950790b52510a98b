import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { useConnections } from '../../data/connections.ts'
import { useDraftStore } from '../../draft-store.ts'
import { focusPrompt } from '../../focus-prompt.ts'
import { loadPrompt } from '../../load-draft.ts'
import { Button } from '../../ui/button.tsx'

/** The first start: what this is, that it works now, and something to begin with. */
export function Welcome() {
  const { t } = useTranslation('create')
  const { data: connections = [] } = useConnections()
  const hasNoKey = connections.some(({ profile, key }) => profile === 'openai' && key.kind === 'none')
  const examples = [t('exampleOne'), t('exampleTwo'), t('exampleThree')]
  return (
    <div className="flex min-h-0 flex-1 overflow-y-auto p-6">
      <div className="m-auto w-full max-w-xl">
        <h2 className="text-xl font-semibold tracking-tight">{t('welcomeTitle')}</h2>
        <p className="mt-2 max-w-prose text-ink-soft">{t('welcomeBody')}</p>
        <h3 className="mt-7 mb-2 text-sm font-medium text-ink-soft">{t('tryOne')}</h3>
        <ul className="flex flex-col gap-2">
          {examples.map((example) => (
            <li key={example}>
              <button
                type="button"
                onClick={() => begin(example)}
                className="w-full rounded-lg border border-line bg-surface px-4 py-3 text-left transition-colors hover:border-line-strong hover:bg-raised"
              >
                {example}
              </button>
            </li>
          ))}
        </ul>
        {hasNoKey && (
          <Button
            variant="plain"
            size="small"
            icon={KeyRound}
            onClick={() => useAppStore.getState().goTo('settings')}
            className="mt-5 -ml-2.5 text-ink-soft"
          >
            {t('addOpenAiKey')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Nothing is lost by filling an empty field, so there only the words appear; otherwise Undo is offered. */
function begin(example: string): void {
  const { typedPrompt, setPrompt } = useDraftStore.getState()
  if (typedPrompt.trim() === '') {
    setPrompt(example)
    focusPrompt()
  } else loadPrompt(example, null)
}
